import { find, findAll, keep, make } from '@/ui/live'

/** What this browser knows of a conversation since a visit: the newest of it, and how many comments there were. */
type Visit = [since: string, total: number]

const key = () => `seen ${location.pathname}`
const kept = () => keep.get(key())?.split(' ') ?? []

/** How many comments the conversation has, of which this page may show a part. */
export const countIn = (heading: Element | null) => Number(heading?.getAttribute('data-total'))

/** All that is shown, but for lines that stand where a comment was. */
const shownComments = () => findAll('.conversation .c:not(.deleted)')

/** The last visit; the one before it while the reader goes about within the conversation, so that a second order marks the same ones. */
export function lastVisit(): Visit | null {
  const visits = kept()
  const isWithin = document.referrer.split('?')[0] === location.origin + location.pathname
  const [since, total] = isWithin && visits[2] ? visits.slice(2) : visits
  return since ? [since, Number(total)] : null
}

/** The conversation as it is now has been seen. Ids begin with their time: what is older than the newest never counts as new, wherever it rises to. */
export function remember(last: Visit | null): void {
  const ids = shownComments().map(({ id }) => id)
  const newest = [`comment-${find('#comments')!.getAttribute('data-newest') ?? ''}`, ...ids].sort().pop()
  keep.set(key(), [newest, countIn(find('#talk_heading')), ...(last ?? [])].join(' '))
}

/** What came since the last visit is marked, and how much it is stands beside the heading; what this page does not show is where the newest stand. */
export function markNew(): void {
  const heading = find('#talk_heading')!
  const last = lastVisit()
  if (last) {
    const [since, total] = last
    const fresh = shownComments().filter((comment) => comment.id > since && !find(':scope > header > .you', comment))
    for (const comment of fresh) find('header', comment)?.append(make('span', { class: 'badge new' }, 'new'))
    const came = Math.max(fresh.length, countIn(heading) - total)
    const href = fresh.length < came ? `${location.pathname}?sort=newest#comments` : `#${fresh[0]?.id}`
    if (came > 0) heading.append(' ', make('a', { class: 'soft', href }, `${came} new`))
  }
  remember(last)
}

/** One's own words are not news to oneself. */
export function countOwn(id: string): void {
  document.dispatchEvent(new CustomEvent('said', { detail: id }))
  const [since, total, ...before] = kept()
  if (since) keep.set(key(), [since, Number(total) + 1, ...before].join(' '))
}
