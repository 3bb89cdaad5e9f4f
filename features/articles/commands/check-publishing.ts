import type { Tx } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { mayChangeLive, mayPublish, type OwnedArticle } from '../policy'
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

/** Throws forbidden for an author who would change what readers see of a live list at once, where the site lets none publish alone. */
export async function refuseAtOnce(tx: Tx, actor: Actor, article: OwnedArticle & { state: string }): Promise<void> {
  if (article.state !== 'published' || mayChangeLive(actor, article, { alone: (await getSiteSettings(tx))['authors-publish-alone'] })) return
  throw forbidden('Readers would see this at once, and on this site an editor approves what they see: ask one to change it')
}
