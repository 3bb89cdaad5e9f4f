import { find, findAll, keep } from '@/ui/live'

/** What this browser knows of a conversation since its last visit: the newest comment that it had then, and how many there were. */

const key = () => `seen ${location.pathname}`

/** How many comments the conversation has, of which this page may show a part. */
export const countIn = (heading: Element | null) => Number(heading?.getAttribute('data-total') ?? 0)

/** All that is shown, but for lines that stand where a comment was. */
export const shownComments = () => findAll('.conversation .c:not(.deleted)')

/** What was remembered: that of the visit before while the reader goes about within the conversation, so that a second order marks the same ones. */
export function lastVisit(): { since: string; total: number } | null {
  const [since = '', total = '', before = '', beforeTotal = ''] = keep.get(key())?.split(' ') ?? []
  if (!since) return null
  return before && isWithin() ? { since: before, total: Number(beforeTotal) } : { since, total: Number(total) }
}

const isWithin = () => document.referrer.startsWith(`${location.origin}${location.pathname}?`) || document.referrer === location.origin + location.pathname

/** The conversation as it is now has been seen: `since` of the page is when it was made, so a comment of before that never counts as new, wherever it rises to. */
export function remember(last: { since: string; total: number } | null = null): void {
  const at = find('#comments')?.getAttribute('data-at')
  // Ids of comments begin with their time, so the greatest is the newest.
  const newest = shownComments().reduce((most, { id }) => (id > most ? id : most), at ? `comment-${at}` : '')
  const total = countIn(find('#talk_heading'))
  if (newest) keep.set(key(), [newest, total, ...(last ? [last.since, last.total] : [])].join(' '))
}

/** One's own words are not news to oneself. */
export function countOwn(): void {
  const [since, total, ...rest] = keep.get(key())?.split(' ') ?? []
  if (since) keep.set(key(), [since, Number(total) + 1, ...rest].join(' '))
}
