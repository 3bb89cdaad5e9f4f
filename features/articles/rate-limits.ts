import type { Limit } from '@/platform/http/rate-limit'

/** Savings of one writer, in all their tabs: who types without pause saves every few seconds. */
export const savings: Limit = { act: 'draft', burst: 300, everySeconds: 0.25 }

/** What tabs of one writer say of where they are: every twenty seconds, and when the writer goes to another part. */
export const presences: Limit = { act: 'presence', burst: 120, everySeconds: 0.5 }
