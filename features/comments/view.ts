import type { CommentState } from '@/prisma/generated/sqlite/client'
import type { Sort } from './schema'

/** A comment's state in the words of the JSON interface, which programs rely on. Moderators' own words are those of CommentState. */
export type ShownState = 'visible' | 'held' | 'removed' | 'hidden'

/** What is told of a state: `own` to who wrote the comment. To everybody else what waits is hidden. */
export function shownState(state: CommentState, { own = false } = {}): ShownState {
  if (state === 'pending') return own ? 'held' : 'hidden'
  return state === 'deleted' ? 'removed' : state
}

export type EntryView = { slug: string; heading: string; number: number }

/** A comment as a page or a program sees it. */
export type CommentView = {
  id: string
  state: ShownState
  name: string
  /** Whether an author, an editor, an admin or the owner wrote it. */
  staff: boolean
  /** Whether somebody with an account wrote it; guests choose a name for each comment. */
  account: boolean
  /** Whether it says why its writer voted for the entry that it is about. */
  because: boolean
  /** Safe HTML; empty when it is not there to be read. */
  html: string
  /** As typed, while it may still be changed; else empty. */
  source: string
  createdAt: string
  editedAt: string | null
  entry: EntryView | null
  /** Hearts that count. */
  hearts: number
  /** What its writer voted for, while they show it. */
  voted: EntryView | null
  /** The comment that it answers, unless that is the first of the thread. */
  inReplyTo: { id: string; name: string | null } | null
}

export type ThreadView = {
  first: CommentView
  replies: CommentView[]
  /** Visible replies in all. */
  replyCount: number
  /** The first reply after those shown; with how many there are from it on. */
  later: { id: string; count: number } | null
  /** Whether replies before those shown are left out. */
  earlier: boolean
}

export type Conversation = {
  articleId: string
  /** Visible comments: on the list, or on the entry that was asked for. */
  total: number
  /** The id of the newest comment of the list that everybody saw, wherever it stands; empty when there was none. */
  newest: string
  sort: Sort
  /** Only of those who show that they voted for this entry. */
  voted: EntryView | null
  threads: ThreadView[]
  /** Where the next page of threads begins. */
  next: string | null
  /** Whether this is a later page. */
  paged: boolean
  /** The one comment that was asked for; then its thread is the only one here. */
  focus: string | null
  /** The comment below which the form to answer it stands. */
  replyTo: string | null
  /** Its words as lines of Markdown that quote them, when they were asked for. */
  quote?: string
  /** The comment that was asked for and has been deleted or hidden since; then the whole conversation is here. */
  gone?: string
}
