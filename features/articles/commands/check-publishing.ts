import type { Tx } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayPublish, type OwnedArticle } from '../policy'
import { getPublishing } from '../queries/publishing'

/** Throws forbidden for an author who is to ask for a review first: the site lets none publish alone, and nobody has approved this version. */
export async function refuseUnreviewed(tx: Tx, actor: Actor, article: OwnedArticle & { id: string }, version: number): Promise<void> {
  const publishing = await getPublishing(article.id, version, tx)
  if (mayPublish(actor, article, publishing)) return
  const before = await tx.review.findFirst({ where: { articleId: article.id, state: 'approved', currentOf: article.id }, select: { id: true } })
  throw forbidden(
    before
      ? 'This list has changed since it was approved, and on this site an editor approves what authors publish: ask for another review'
      : 'On this site an editor approves what authors publish: ask for a review',
  )
}
