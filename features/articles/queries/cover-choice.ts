import { getMedium, type Medium } from '@/features/media/queries/media'
import { read } from '@/platform/db'
import { notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { visibleTo } from '../policy'

/** The picture that was chosen as the cover of a list; null when its cover is drawn. Throws “not found” for a list of somebody else's. */
export async function getCoverChoice(actor: Actor, articleId: string): Promise<Medium | null> {
  const article = await read.article.findFirst({ where: { AND: [{ id: articleId }, visibleTo(actor)] }, select: { coverId: true } })
  if (!article) throw notFound('There is no such list, or it is not yours')
  return article.coverId ? getMedium(actor, article.coverId) : null
}
