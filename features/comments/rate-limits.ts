import type { Limit } from '@/platform/http/rate-limit'

/** Comments and edits of one reader, and both together of one network: so many at once, then one more each so many seconds. Refused ones count for the network. */
export const pace: Record<'reader' | 'edits' | 'network', Limit> = {
  reader: { act: 'comment', burst: 6, everySeconds: 15 },
  edits: { act: 'edit', burst: 10, everySeconds: 10 },
  network: { act: 'comments from', burst: 40, everySeconds: 3 },
}

/** Looks at how words would look, of one network. */
export const previews: Limit = { act: 'preview', burst: 60, everySeconds: 2 }

/** Hearts of one reader, given and taken back. */
export const heartPresses: Limit = { act: 'heart', burst: 120, everySeconds: 1 }

/** First hearts of visitors without a cookie, of one network: each makes a reader. A class that opens a list together finds room. */
export const firstHearts: Limit = { act: 'first heart', burst: 60, everySeconds: 10 }

/** How many guests of one network count for one comment within a day: the hearts of further ones are kept aside. */
export const heartCrowd = 10
export const heartCrowdMs = 86_400_000
