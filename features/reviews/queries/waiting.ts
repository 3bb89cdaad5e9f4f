import { inStudio } from '@/features/articles/policy'
import { read, type Db } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { mayReview } from '../policy'
import { reviewingRoles } from './reviewers'

/** A list that waits for somebody: for a review of theirs, or for what they do with the answer to their own request. */
export type Waiting = {
  articleId: string
  title: string
  is: 'asked' | 'approved' | 'returned'
  /** Who asks, or who decided; null when their account is gone. */
  who: string | null
  /** What they said. */
  words: string
  at: Date
  /** Whether this person alone is asked. */
  named: boolean
}

const most = 20
const name = { select: { name: true } }
const fields = { article: { select: { id: true, title: true } }, askedBy: name, decidedBy: name }

/**
 * What waits for this writer in reviews, the most pressing first: what is asked of them by name, then what came back to them, then what is asked of every editor;
 * of each the oldest first. At most 20 of each.
 */
export async function listWaiting(actor: Actor, db: Db = read): Promise<Waiting[]> {
  const me = actor.account?.id
  if (!me) return []
  const order = { orderBy: [{ createdAt: 'asc' as const }, { id: 'asc' as const }], take: most, include: fields }
  const open = { state: 'open' as const, currentOf: { not: null }, article: inStudio(actor), OR: [{ askedById: null }, { askedById: { not: me } }] }
  // Who was asked may be no editor any more: then all are.
  const ofAll = { OR: [{ reviewerId: null }, { reviewer: { role: { notIn: reviewingRoles } } }, { reviewer: { suspendedAt: { not: null } } }] }
  const [mine, back, all] = await Promise.all([
    mayReview(actor) ? db.review.findMany({ where: { ...open, reviewerId: me }, ...order }) : [],
    db.review.findMany({ where: { askedById: me, state: { in: ['approved', 'returned'] }, currentOf: { not: null }, article: inStudio(actor) }, ...order }),
    mayReview(actor) ? db.review.findMany({ where: { AND: [open, ofAll] }, ...order }) : [],
  ])
  return [...mine, ...back, ...all].map(({ article, state, note, answer, askedBy, decidedBy, createdAt, decidedAt, reviewerId }) => ({
    articleId: article.id,
    title: article.title,
    is: state === 'open' ? 'asked' : state === 'approved' ? 'approved' : 'returned',
    who: (state === 'open' ? askedBy : decidedBy)?.name ?? null,
    words: state === 'open' ? note : answer,
    at: state === 'open' ? createdAt : (decidedAt ?? createdAt),
    named: reviewerId === me,
  }))
}
