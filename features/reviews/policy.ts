import { isEditor, mayEdit, type OwnedArticle } from '@/features/articles/policy'
import type { Someone } from '@/features/accounts/policy'

/** Asks editors to look at a list: whoever may edit it. */
export const mayAskForReview = mayEdit

/** Approves a list or sends it back: editors. */
export const mayReview = (actor: Someone) => isEditor(actor)

/** Whoever asked takes the request back. One that nobody asked for any more, since their account is gone, is taken back by whoever may edit the list. */
export const mayWithdrawReview = (actor: Someone, article: OwnedArticle, { askedById }: { askedById: string | null }) =>
  mayEdit(actor, article) && (askedById === null || askedById === actor.account?.id)

/** Reads, writes, answers and resolves the notes of a list: whoever may edit it. */
export const mayNote = mayEdit
