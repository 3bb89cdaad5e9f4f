import { defaultSort, isByAge, type Sort } from './schema'

/** Where a conversation is shown: the list's page, or an entry's own. */
export type Stage = {
  slug: string
  entry?: string | null
  /** Nobody may say anything (more). */ isClosed?: boolean
  /** What somebody should know before they write. */ notes?: string[]
  /** The entry has left its list. */ isRemoved?: boolean
}

export const stagePath = ({ slug, entry }: Stage) => `/articles/${slug}${entry ? `/${entry}` : ''}`

/** A comment's own address: its thread alone, on whatever page of the conversation it otherwise is. */
export const commentPath = (stage: Stage, id: string) => `${stagePath(stage)}?comment=${id}#comment-${id}`

/** The query keys that the conversation of a page reads. */
export const conversationKeys = ['sort', 'voted', 'cursor', 'comment', 'reply', 'quote'] as const

/** The reader's own slot below an entry, for the line in which they say why they voted for it. */
export const becauseSlot = (at: 'list' | 'entry', entryId: string) => `because:${at}:${entryId}`

/** Where a heart leads without a script: to the page that it was given on. From a later page of an order that hearts change it may move the comment away: then to its thread. */
export function heartPath(back: string, id: string): string {
  const [path, query] = back.split('?')
  const asked = new URLSearchParams(query)
  const sort = (asked.get('sort') ?? (asked.has('voted') ? 'newest' : defaultSort)) as Sort
  return `${asked.has('cursor') && !isByAge(sort) ? `${path}?comment=${id}` : back}#comment-${id}`
}
