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

/** Lists of one page of an index. */
export const articlesOfPage = 24

/** How many pages so many things take; nothing takes one too. */
export const pagesOf = (total: number, size: number): number => Math.max(1, Math.ceil(total / size))

/** What readers may see of articles. A published one has a current edition (tests/support/invariants.ts). */
export const isPublished = { state: 'published' } as const satisfies Prisma.ArticleWhereInput

const cardSelect = {
  id: true,
  slug: true,
  title: true,
  standfirst: true,
  currentEditionId: true,
  coverId: true,
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

/** What a card needs that not every place shows. Without `counts` no vote and no comment makes the page stale, and both are 0. */
type With = { covers?: boolean; counts?: boolean }

async function toCards(rows: CardRow[], db: Db, { covers: withCovers = true, counts = true }: With): Promise<ArticleCard[]> {
  const covers = withCovers ? await listCovers(rows, db) : new Map<string, Cover>()
  return rows.map(({ currentEditionId: _edition, coverId: _cover, ...row }) => {
    note(articleTag(row.id), ...(row.series ? [seriesTag(row.series.id)] : []), ...row.authors.map(({ author }) => authorTag(author.id)))
    if (counts) note(...countsTags(row.id))
    const publishedAt = row.firstPublishedAt ?? row.publishedAt ?? new Date(0)
    return {
      ...row,
      ...(!counts && { voteCount: 0, commentCount: 0 }),
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

/** All published articles, or those of an author or a series. */
type Of = { authorId?: string; seriesId?: string }

/** A page of published articles, of all or of an author, newest first; `page` counts from 1, and a page past the end has no items. */
export async function listArticles(
  { page = 1, size = articlesOfPage, authorId }: { page?: number; size?: number; authorId?: string } = {},
  db: Db = read,
): Promise<Page<ArticleCard>> {
  note(articlesTag)
  const [total, ids] = await Promise.all([countArticles(authorId, db), listNewestIds({ authorId }, { skip: (page - 1) * size, take: size }, db)])
  return { items: await listArticlesById(ids, {}, db), page, pages: pagesOf(total, size), total }
}

/** How many pages `listArticles` has: one count. */
export const countArticlePages = async ({ size = articlesOfPage, authorId }: { size?: number; authorId?: string } = {}, db: Db = read): Promise<number> =>
  pagesOf(await countArticles(authorId, db), size)

/** The newest published articles, without a count of all. */
export async function listNewestArticles({ take, covers, counts, ...of }: { take: number } & With & Of, db: Db = read): Promise<ArticleCard[]> {
  note(articlesTag)
  return listArticlesById(await listNewestIds(of, { skip: 0, take }, db), { covers, counts }, db)
}

/** The newest published articles behind the one that leads; the newest leads where that one is not for readers. */
export async function listFrontArticles({ leadId, take }: { leadId: string | null; take: number }, db: Db = read): Promise<ArticleCard[]> {
  note(articlesTag)
  const ids = await listNewestIds({}, { skip: 0, take }, db)
  if (leadId === null) return listArticlesById(ids, {}, db)
  const cards = await listArticlesById([leadId, ...ids.filter((id) => id !== leadId)], {}, db)
  return cards.slice(0, take)
}

const countArticles = async (authorId: string | undefined, db: Db): Promise<number> =>
  authorId
    ? ((await db.author.findUnique({ where: { id: authorId }, select: { articleCount: true } }))?.articleCount ?? 0)
    : db.article.count({ where: isPublished })

/** Ids alone, which are read from an index: so what is skipped costs little. */
async function listNewestIds({ authorId, seriesId }: Of, range: { skip: number; take: number }, db: Db): Promise<string[]> {
  if (!authorId) {
    const rows = await db.article.findMany({
      where: { ...isPublished, ...(seriesId && { seriesId }) },
      select: { id: true },
      orderBy: [...newestFirst],
      ...range,
    })
    return rows.map(({ id }) => id)
  }
  // From the author's lists: the other way round every list of the site is asked who wrote it.
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT a."id" FROM "ArticleAuthor" s CROSS JOIN "Article" a WHERE s."authorId" = ${authorId} AND a."id" = s."articleId" AND a."state" = 'published'
    ORDER BY a."firstPublishedAt" DESC, a."id" DESC LIMIT ${range.take} OFFSET ${range.skip}`
  return rows.map(({ id }) => id)
}

/** Published articles with these ids, in the order of the ids. */
export async function listArticlesById(ids: string[], given: With = {}, db: Db = read): Promise<ArticleCard[]> {
  if (ids.length === 0) return []
  const rows = await db.article.findMany({ where: { ...isPublished, id: { in: ids } }, select: cardSelect })
  const cards = await toCards(rows, db, given)
  return cards.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
}

/** Published articles of a series in its order, `take` of them from the start, or, when it is negative, from the end. */
export async function listSeriesArticles(seriesId: string, range: { skip?: number; take: number }, db: Db = read): Promise<ArticleCard[]> {
  note(articlesTag, seriesTag(seriesId))
  const ids = await db.article.findMany({ where: { ...isPublished, seriesId }, select: { id: true }, orderBy: [...inSeriesOrder], ...range })
  return listArticlesById(ids.map(({ id }) => id), {}, db) // prettier-ignore
}
