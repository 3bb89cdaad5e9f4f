import { read, type Db } from '@/platform/db'
import type { Actor } from '@/platform/http/request'

/** The request for a review that a list has, as this person sees it. Names are null when the account is gone. */
export type CurrentReview = {
  id: string
  state: 'open' | 'approved' | 'returned'
  note: string
  answer: string
  askedAt: string
  askedBy: string | null
  /** Who is asked; null: every editor. */
  reviewer: string | null
  decidedAt: string | null
  decidedBy: string | null
  /** The draft's version that was approved or sent back. */
  decidedVersion: number | null
  /** Whether this person asked, is the one who is asked, and may take the request back. */
  isMine: boolean
  asksMe: boolean
  mayWithdraw: boolean
}

const isShown = (state: string): state is CurrentReview['state'] => ['open', 'approved', 'returned'].includes(state)

/** The one of this list; null when none is asked for, or what was asked for is over. Who may see the list is asked before. */
export async function getCurrentReview(actor: Actor, articleId: string, db: Db = read): Promise<CurrentReview | null> {
  const name = { select: { name: true } }
  const review = await db.review.findUnique({ where: { currentOf: articleId }, include: { askedBy: name, reviewer: name, decidedBy: name } })
  if (!review || !isShown(review.state)) return null
  const me = actor.account?.id
  return {
    id: review.id,
    state: review.state,
    note: review.note,
    answer: review.answer,
    askedAt: review.createdAt.toISOString(),
    askedBy: review.askedBy?.name ?? null,
    reviewer: review.reviewer?.name ?? null,
    decidedAt: review.decidedAt?.toISOString() ?? null,
    decidedBy: review.decidedBy?.name ?? null,
    decidedVersion: review.decidedVersion,
    isMine: review.askedById === me,
    asksMe: review.reviewerId === me,
    mayWithdraw: review.state === 'open' && (review.askedById === null || review.askedById === me),
  }
}
