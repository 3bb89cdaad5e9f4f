import type { z } from 'zod'
import { loadDraft, loadOwnArticle, writerOf } from '@/features/articles/commands/load-article'
import { mayEdit } from '@/features/articles/policy'
import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'
import { forbidden, invalid } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { mayReview } from '../policy'
import { reviews } from '../rate-limits'
import type { approveInput, returnInput } from '../schema'
import { leaveReview, loadOpen } from './load-review'

/**
 * Approves the version of the draft that the editor has seen, which may be older than what there is by now: that one its author may publish. Throws not_found, forbidden, and a
 * conflict when the request waits for nobody any more.
 */
export const approveReview = (actor: Actor, input: z.output<typeof approveInput>): Promise<void> => decide(actor, 'approved', input)

/** Sends the list back to who asked, with what should change. Throws as `approveReview` does. */
export const returnReview = (actor: Actor, input: z.output<typeof returnInput>): Promise<void> => decide(actor, 'returned', input)

async function decide(actor: Actor, state: 'approved' | 'returned', { articleId, reviewId, version, answer }: z.output<typeof returnInput>): Promise<void> {
  const { id: decidedById } = writerOf(actor)
  await limitId(reviews, decidedById)
  await write(
    async (tx) => {
      await loadOwnArticle(tx, actor, articleId, mayEdit)
      if (!mayReview(actor)) throw forbidden('Editors review lists')
      const { id } = await loadOpen(tx, articleId, reviewId)
      if (version > (await loadDraft(tx, articleId)).version) throw invalid('There is no such version of this list')
      await tx.review.update({ where: { id }, data: { state, answer, decidedVersion: version, decidedById, decidedAt: currentTime() } })
      await leaveReview(tx, articleId)
      await announce(tx, state === 'approved' ? 'article.approved' : 'article.returned', { articleId, reviewId })
    },
    { lock: `article:${articleId}` },
  )
}
