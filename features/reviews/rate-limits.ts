import type { Limit } from '@/platform/http/rate-limit'

/** Requests for a review and what becomes of them, of one person: each sends mails. */
export const reviews: Limit = { act: 'review', burst: 30, everySeconds: 10 }

/** What one person does to notes. */
export const notes: Limit = { act: 'note', burst: 60, everySeconds: 2 }
