import { read, type Db } from '@/platform/db'
import { notFound } from '@/platform/errors'
import { pathOf } from '../addresses'
import { mayRead } from '../policy'

type Published = { id: string; slug: string; publishedAt: Date; /** What holds for its comments alone (features/comments/list-rules.ts). */ talkRules: unknown }
const select = { id: true, slug: true, state: true, firstPublishedAt: true, talkRules: true } as const

export const noSuchList = () => notFound('There is no such list')

/** The published article with this address, or one that it had: what readers act on. Throws not_found. */
export async function getPublishedArticle(slug: string, db: Db = read): Promise<Published> {
  const article = (await findPublishedArticles([slug], db)).get(slug)
  if (!article) throw noSuchList()
  return article
}

/** Published articles by the addresses that are asked for, present ones or former ones. What is not there, or not for readers, is missing. */
export async function findPublishedArticles(slugs: string[], db: Db = read): Promise<Map<string, Published>> {
  const asked = [...new Set(slugs)]
  const found = new Map((await db.article.findMany({ where: { slug: { in: asked } }, select })).map((article) => [article.slug, article]))
  const unknown = asked.filter((slug) => !found.has(slug))
  if (unknown.length > 0) {
    const paths = new Map(unknown.map((slug) => [pathOf('article', slug), slug]))
    const redirects = await db.redirect.findMany({ where: { path: { in: [...paths.keys()] } }, select: { path: true, article: { select } } })
    for (const { path, article } of redirects) if (article) found.set(paths.get(path)!, article)
  }
  return new Map(
    [...found].flatMap(([slug, article]) =>
      mayRead(article)
        ? [[slug, { id: article.id, slug: article.slug, publishedAt: article.firstPublishedAt ?? new Date(0), talkRules: article.talkRules }] as const]
        : [],
    ),
  )
}
