import type { ArticleState } from '@/prisma/generated/sqlite/enums'
import { counted } from '@/platform/text/counted'
import type { ListChange, ListOutcome } from '../schema'

/** What the studio's rows know of a list, as whoever looks saw it. */
export type ChosenList = {
  id: string
  title: string
  state: ArticleState
  version: number
  live: string | null
  waiting: string | null
  /** Somebody was asked for a review. */
  inReview: boolean
  seriesId: string | null
  position: number | null
  authors: string[]
}

/** What is to be done with all that are chosen. */
export type BulkAct =
  { do: 'series'; seriesId: string | null } | { do: 'authors'; authorId: string; instead: boolean } | { do: 'publish' | 'unpublish' | 'duplicate' | 'trash' }

/** `title`: what a refusal calls the list. */
export type OneChange = { id: string; title: string; change: ListChange }

/** The change of one list. A list that is in the series already keeps its number there, and a name that it has its place. */
export function changeFor(act: BulkAct, list: ChosenList): OneChange {
  const { id, title, version, live, waiting, seriesId, position, authors } = list
  if (act.do === 'series') {
    const stays = act.seriesId === seriesId
    return { id, title, change: { do: 'series', seriesId: act.seriesId, position: stays ? position : null, base: { seriesId, position } } }
  }
  if (act.do === 'authors') {
    const added = authors.includes(act.authorId) ? authors : [...authors, act.authorId]
    return { id, title, change: { do: 'authors', authorIds: act.instead ? [act.authorId] : added, base: authors } }
  }
  if (act.do === 'publish') return { id, title, change: { do: 'publish', version, live, waiting } }
  return { id, title, change: { do: act.do } }
}

/** What takes a change back that was done; null where that is no single step: readers saw it, or a name went that only somebody else may put there (`maySign`). */
export function wayBack(
  { change }: OneChange,
  { made }: ListOutcome,
  { id, title, seriesId, position, authors }: ChosenList,
  maySign: (authorId: string) => boolean,
): OneChange | null {
  if (change.do === 'series') return { id, title, change: { do: 'series', seriesId, position, base: { seriesId: change.seriesId, position: change.position } } }
  if (change.do === 'authors' && authors.some((one) => !change.authorIds.includes(one) && !maySign(one))) return null
  if (change.do === 'authors') return { id, title, change: { do: 'authors', authorIds: authors, base: change.authorIds } }
  if (change.do === 'trash') return { id, title, change: { do: 'restore' } }
  if (change.do === 'duplicate' && made) return { id: made, title: `Copy of ${title || 'a list without a title'}`, change: { do: 'trash' } }
  return null
}

/** Those of these lists that the trash takes something from: its readers, the time at which it was to go live, a request for a review. */
export const lostInTrash = (lists: readonly ChosenList[]) => ({
  seen: lists.filter(({ state }) => state === 'published'),
  planned: lists.filter(({ waiting }) => waiting !== null),
  asked: lists.filter(({ inReview }) => inReview),
})

/** What Undo of the trash does not give back; nothing when it gives back all. */
export function notBackWords(lists: readonly ChosenList[]): string {
  const { seen, planned, asked } = lostInTrash(lists)
  const gone = [...(planned.length > 0 ? ['the times at which they were to go live'] : []), ...(asked.length > 0 ? ['requests for a review'] : [])]
  return [
    ...(seen.length > 0 ? ['Undo brings them back; readers have them again when you publish.'] : []),
    ...(gone.length > 0 ? [`Undo does not bring back ${gone.join(', nor ')}.`] : []),
  ].join(' ')
}

type Names = { series: string | null; author: string }

/** What was done to so many lists. */
export function doneWords(act: BulkAct, count: number, { series, author }: Names): string {
  const lists = counted(count, 'list')
  const are = count === 1 ? 'is' : 'are'
  switch (act.do) {
    case 'series':
      return series === null ? `${lists} ${are} in no series now.` : `${lists} ${are} in “${series}” now.`
    case 'authors':
      return act.instead ? `${lists} ${are} signed by ${author} alone now.` : `${author} stands under ${lists} now.`
    case 'publish':
      return `Readers have ${lists} as ${count === 1 ? 'it stands' : 'they stand'} in the studio now.`
    case 'unpublish':
      return `Readers do not see ${lists} any more.`
    case 'duplicate':
      return `${counted(count, 'copy', 'copies')} ${are} among the drafts now.`
    case 'trash':
      return `${lists} ${are} in the trash.`
  }
}
