import { loadOwnArticle, writerOf } from '@/features/articles/commands/load-article'
import { mayEdit } from '@/features/articles/policy'
import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { mayWithdrawReview } from '../policy'
import { reviews } from '../rate-limits'
import { leaveReview, loadOpen } from './load-review'

/** Takes the request for a review back: the one that is named, if any, which a page that stayed open may have seen long ago. Throws not_found, forbidden for somebody else's, and a conflict when it waits for nobody any more. */
export async function withdrawReview(actor: Actor, { articleId, reviewId }: { articleId: string; reviewId?: string }): Promise<void> {
  await limitId(reviews, writerOf(actor).id)
  await write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      const review = await loadOpen(tx, articleId, reviewId)
      if (!mayWithdrawReview(actor, article, review)) throw forbidden('Who asked for this review withdraws it. An editor sends it back.')
      await tx.review.update({ where: { id: review.id }, data: { state: 'withdrawn', currentOf: null, decidedAt: currentTime() } })
      await leaveReview(tx, articleId)
      await announce(tx, 'article.withdrawn', { articleId })
    },
    { lock: `article:${articleId}` },
  )
}
