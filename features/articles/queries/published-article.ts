import { read, type Db } from '@/platform/db'
import { notFound } from '@/platform/errors'
import { pathOf } from '../addresses'
import { mayRead } from '../policy'

/** The published article with this address, or one that it had: what readers act on. Throws not_found. */
export async function getPublishedArticle(slug: string, db: Db = read): Promise<{ id: string; slug: string }> {
  const select = { id: true, slug: true, state: true } as const
  const article =
    (await db.article.findUnique({ where: { slug }, select })) ??
    (await db.redirect.findUnique({ where: { path: pathOf('article', slug) }, select: { article: { select } } }))?.article
  if (!mayRead(article)) throw notFound('There is no such list')
  return { id: article.id, slug: article.slug }
}
