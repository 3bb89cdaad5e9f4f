import type { Limit } from '@/platform/http/rate-limit'

/** Savings of one writer, in all their tabs: who types without pause saves every few seconds. */
export const savings: Limit = { act: 'draft', burst: 300, everySeconds: 0.25 }

/** Looks for what others did: in each tab of a writer one for each saving of each colleague. */
export const looks: Limit = { act: 'look', burst: 600, everySeconds: 0.1 }

/** What tabs of one writer say of where they are: every twenty seconds, and when the writer goes to another part. */
export const presences: Limit = { act: 'presence', burst: 120, everySeconds: 0.5 }

/** Preview links that a writer makes. */
export const linksMade: Limit = { act: 'preview made', burst: 40, everySeconds: 30 }

/** Preview links that one network tries and that lead nowhere: a whole office may have one that ended. */
export const previewTries: Limit = { act: 'preview', burst: 30, everySeconds: 20 }
