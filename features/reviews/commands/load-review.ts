import type { Tx } from '@/platform/db'
import { conflict } from '@/platform/errors'

/** The request that waits for a decision. Throws a conflict when it does not any more. */
export async function loadOpen(tx: Tx, articleId: string, reviewId?: string) {
  const review = await tx.review.findUnique({ where: { currentOf: articleId } })
  if (review?.state !== 'open' || (reviewId && review.id !== reviewId))
    throw conflict('This request waits for nobody any more: it was decided, withdrawn or published in the meantime')
  return review
}

/** The article is in review as long as its request waits; one that was published stays so. */
export const leaveReview = (tx: Tx, articleId: string) => tx.article.updateMany({ where: { id: articleId, state: 'review' }, data: { state: 'draft' } })
