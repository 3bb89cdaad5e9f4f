import { notFound, permanentRedirect } from 'next/navigation'
import { cache } from 'react'
import { findArticlePage, findMovedArticle, type ArticlePage } from '@/features/articles/queries/article-page'

const find = cache((slug: string) => findArticlePage(slug))

/** The list at an address. A former address leads to the present one (308), what never was answers 404. `rest` is kept. */
export async function articleAt(slug: string, rest = ''): Promise<ArticlePage> {
  const article = await find(slug)
  if (article) return article
  const moved = await findMovedArticle(slug)
  if (moved) permanentRedirect(`/articles/${moved}${rest}`)
  notFound()
}
