/**
 * Everything that can happen, with what there is to know about it. A type is a thing in the singular, a dot, and what happened to it in the past
 * tense (`comment.posted`); words are joined by hyphens. Payloads hold ids and small facts, never the words of people: events are kept for a week.
 */
export type EventPayloads = {
  'account.address-taken': { accountId: string }
  'account.confirmation-requested': { accountId: string; next?: string }
  'account.left': { accountId: string }
  'account.password-changed': { accountId: string }
  'account.second-factor-changed': { accountId: string; change: 'on' | 'off' | 'recovery-codes' | 'recovery-code-used' }
  /** `next`: the page of this site where the link of the mail leads in the end. */
  'account.signed-up': { accountId: string; next?: string }
  'article.approved': { articleId: string; reviewId: string }
  'article.changed': { articleId: string }
  'article.created': { articleId: string }
  'article.deleted': { articleId: string }
  'article.drafted': { articleId: string }
  'article.moved': { articleId: string; from: string; to: string }
  'article.published': { articleId: string; editionId: string }
  'article.restored': { articleId: string; editionId: string; number: number }
  'article.returned': { articleId: string; reviewId: string }
  /** `version`: the draft's, which this saving made. */
  'article.saved': { articleId: string; version?: number }
  'article.scheduled': { articleId: string; editionId: string; at: string }
  /** `reviewId`: of the request; events of earlier versions have none. */
  'article.submitted': { articleId: string; reviewId?: string }
  /** Moved to the trash; its readers, if it had any, are told by `article.unpublished`. */
  'article.trashed': { articleId: string }
  'article.unpublished': { articleId: string }
  'article.unscheduled': { articleId: string }
  /** Taken out of the trash. */
  'article.untrashed': { articleId: string }
  'article.withdrawn': { articleId: string }
  'author.saved': { authorId: string }
  'comment.deleted': { articleId: string; commentId: string }
  'comment.edited': { articleId: string; commentId: string }
  /** Hearts were given or taken back. */
  'comment.hearted': { articleId: string; commentIds: string[] }
  'comment.hidden': { articleId: string; commentId: string }
  /** Comments of another system came to a list, so many. Nobody is told of each: they are old. */
  'comment.imported': { articleId: string; count: number }
  /** `pending`: those of the comments that wait for a moderator. */
  'comment.posted': { articleId: string; commentIds: string[]; pending: string[] }
  'comment.restored': { articleId: string; commentId: string }
  /** Series and authors from a file: how many were added or changed, and which. */
  'content.imported': { changes: number; seriesIds?: string[]; authorIds?: string[] }
  /** Nobody comments any more on these lists: their time is over. */
  'conversation.closed': { articleIds: string[] }
  /** Its words or its focal point. */
  'media.changed': { mediaId: string }
  'media.deleted': { mediaId: string }
  /** Another picture is in its place: whoever shows it shows that. */
  'media.replaced': { mediaId: string }
  'media.uploaded': { mediaId: string }
  /** Something was done to a note of a list: written, answered, resolved, opened again. */
  'note.changed': { articleId: string; noteId: string }
  /** `updatedIds`: those that were there before; null when they are too many to name. */
  /** A reader has seen what their inbox tells. */
  'notice.seen': { readerId: string }
  'record.imported': { created: number; updated: number; updatedIds?: string[] | null }
  /** Two became one, `recordId`, or were made two again. */
  'record.merged': { recordId: string; otherId: string; undone: boolean }
  'record.saved': { recordId: string }
  'record.trashed': { recordId: string }
  /** Taken out of the trash, by hand or because a list that goes to its readers names them. */
  'record.untrashed': { recordIds: string[] }
  'series.saved': { seriesId: string }
  /** A setting of the site, by its name. */
  'setting.changed': { name: string }
  /** A reader follows something, or no longer. */
  'subscription.changed': { readerId: string }
  'vote.cast': { articleId: string }
  'vote.judged': { articleId: string }
  /** Nobody votes any more in these lists: their time is over. */
  'voting.closed': { articleIds: string[] }
}

export type EventType = keyof EventPayloads

/** An event as whoever listens to it gets it. `at`: when it happened, in milliseconds since 1970. */
export type Event<T extends EventType = EventType> = {
  /** Its number: later events have higher ones, though they may be heard in another order. */
  id: number
  type: T
  payload: EventPayloads[T]
  /** Tags of everything that now reads differently. */
  tags: string[]
  /** True when the older pages may not be served even once more: something was hidden, erased or unpublished. */
  hard: boolean
  at: number
}
