import type { z } from 'zod'
import { checkEdition } from '@/features/articles/commands/check-edition'
import { loadDraft, loadOwnArticle, refuseStale, refuseToLose, writerOf } from '@/features/articles/commands/load-article'
import { write, type Tx } from '@/platform/db'
import { conflict, invalid } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { mayAskForReview, mayReview } from '../policy'
import { reviews } from '../rate-limits'
import type { askInput } from '../schema'

/**
 * Asks an editor, or all of them, to look at the draft that the writer has seen. It is checked as a publication is. Throws not_found, a conflict when a review is asked for
 * already or the draft is newer, and invalid for what cannot be published or for who cannot review.
 */
export async function askForReview(actor: Actor, { articleId, version, note, reviewerId }: z.output<typeof askInput>): Promise<{ reviewId: string }> {
  const { id: askedById } = writerOf(actor)
  await limitId(reviews, askedById)
  return write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayAskForReview)
      const before = await tx.review.findUnique({ where: { currentOf: articleId }, select: { id: true, state: true } })
      if (before?.state === 'open') throw conflict('A review of this list is asked for already')
      const draft = await loadDraft(tx, articleId)
      refuseToLose(draft)
      refuseStale(draft, version)
      await checkEdition(tx, articleId, draft.document)
      if (reviewerId) await refuseWhoCannot(tx, reviewerId)
      if (before) await tx.review.update({ where: { id: before.id }, data: { currentOf: null } })
      const reviewId = newId()
      await tx.review.create({ data: { id: reviewId, articleId, currentOf: articleId, note, version, askedById, reviewerId } })
      if (article.state === 'draft') await tx.article.update({ where: { id: articleId }, data: { state: 'review' } })
      await announce(tx, 'article.submitted', { articleId, reviewId })
      return { reviewId }
    },
    { lock: `article:${articleId}` },
  )
}

async function refuseWhoCannot(tx: Tx, id: string): Promise<void> {
  const account = await tx.account.findUnique({ where: { id }, select: { id: true, role: true, suspendedAt: true, confirmedAt: true } })
  // Somebody who is to set up a second factor reviews once they have.
  if (!account || account.suspendedAt || !account.confirmedAt || !mayReview({ account: { ...account, lacksSecondFactor: false } }))
    throw invalid('Who you ask cannot review lists', { reviewerId: 'Choose an editor' })
}
