import type { Limit } from '@/platform/http/rate-limit'

/** Savings of one writer, in all their tabs: who types without pause saves every few seconds. */
export const savings: Limit = { act: 'draft', burst: 300, everySeconds: 0.25 }
