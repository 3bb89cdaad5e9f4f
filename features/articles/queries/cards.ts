import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import type { Prisma } from '@/prisma/generated/sqlite/client'
import { listCovers, type Cover } from './covers'
import { articlesTag, articleTag, authorTag, countsTags, seriesTag } from '../tags'

/** A list as other pages show it. */
export type ArticleCard = {
  id: string
  slug: string
  title: string
  standfirst: string
  entryCount: number
  voteCount: number
  commentCount: number
  /** When it was first published; later editions do not move it. */
  publishedAt: Date
  /** When its current edition went live. */
  updatedAt: Date
  series: { id: string; slug: string; title: string; position: number | null } | null
  authors: { id: string; slug: string; name: string }[]
  cover: Cover | null
}

export type Page<T> = { items: T[]; page: number; pages: number; total: number }

/** What readers may see of articles. */
export const isPublished = { state: 'published', currentEditionId: { not: null } } as const satisfies Prisma.ArticleWhereInput

const cardSelect = {
  id: true,
  slug: true,
  title: true,
  standfirst: true,
  entryCount: true,
  voteCount: true,
  commentCount: true,
  firstPublishedAt: true,
  publishedAt: true,
  seriesPosition: true,
  series: { select: { id: true, slug: true, title: true } },
  authors: { select: { author: { select: { id: true, slug: true, name: true } } }, orderBy: { position: 'asc' } },
} as const satisfies Prisma.ArticleSelect

type CardRow = Prisma.ArticleGetPayload<{ select: typeof cardSelect }>

async function toCards(rows: CardRow[], db: Db, withCovers: boolean): Promise<ArticleCard[]> {
  const covers =
    withCovers && rows.length > 0
      ? await listCovers(
          rows.map(({ id }) => id),
          db,
        )
      : new Map<string, Cover>()
  return rows.map((row) => {
    note(articleTag(row.id), ...countsTags(row.id), ...(row.series ? [seriesTag(row.series.id)] : []), ...row.authors.map(({ author }) => authorTag(author.id)))
    const publishedAt = row.firstPublishedAt ?? row.publishedAt ?? new Date(0)
    return {
      ...row,
      publishedAt,
      updatedAt: row.publishedAt ?? publishedAt,
      series: row.series ? { ...row.series, position: row.seriesPosition } : null,
      authors: row.authors.map(({ author }) => author),
      cover: covers.get(row.id) ?? null,
    }
  })
}

const newestFirst = [{ firstPublishedAt: 'desc' }, { id: 'desc' }] as const satisfies Prisma.ArticleOrderByWithRelationInput[]
const inSeriesOrder = [{ seriesPosition: 'asc' }, { firstPublishedAt: 'asc' }, { id: 'asc' }] as const satisfies Prisma.ArticleOrderByWithRelationInput[]

/** A page of published articles, newest first; `page` counts from 1, and a page past the end has no items. */
export async function listArticles(
  { page = 1, size = 24, authorId, covers = true }: { page?: number; size?: number; authorId?: string; covers?: boolean } = {},
  db: Db = read,
): Promise<Page<ArticleCard>> {
  note(articlesTag)
  const where = { ...isPublished, ...(authorId && { authors: { some: { authorId } } }) }
  const [total, rows] = await Promise.all([
    db.article.count({ where }),
    db.article.findMany({ where, select: cardSelect, orderBy: [...newestFirst], skip: (page - 1) * size, take: size }),
  ])
  return { items: await toCards(rows, db, covers), page, pages: Math.max(1, Math.ceil(total / size)), total }
}

/** Published articles with these ids, in the order of the ids. */
export async function listArticlesById(ids: string[], db: Db = read): Promise<ArticleCard[]> {
  if (ids.length === 0) return []
  const rows = await db.article.findMany({ where: { ...isPublished, id: { in: ids } }, select: cardSelect })
  const cards = await toCards(rows, db, true)
  return cards.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
}

/** The published articles of series, each in its own order; at most `take` in all. */
export async function listSeriesArticles(seriesIds: string[], { take = 200, covers = true } = {}, db: Db = read): Promise<ArticleCard[]> {
  note(articlesTag, ...seriesIds.map(seriesTag))
  const rows = await db.article.findMany({
    where: { ...isPublished, seriesId: { in: seriesIds } },
    select: cardSelect,
    orderBy: [{ seriesId: 'asc' }, ...inSeriesOrder],
    take,
  })
  return toCards(rows, db, covers)
}
