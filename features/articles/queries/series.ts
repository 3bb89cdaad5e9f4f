import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { pathOf } from '../addresses'
import { articlesTag, seriesTag } from '../tags'
import { renderProse } from '../markdown'
import type { Prisma } from '@/prisma/generated/sqlite/client'
import { listSeriesArticles, pagesOf, type ArticleCard, type Page } from './cards'

export type SeriesView = { id: string; slug: string; title: string; /** Safe HTML. */ description: string; plain: string; count: number }
/** A series with a page of its published lists in order. */
export type SeriesWithCards = { series: SeriesView; cards: ArticleCard[] }

const seriesSelect = { id: true, slug: true, title: true, description: true, articleCount: true } as const

const toView = ({ articleCount, description, ...row }: Prisma.SeriesGetPayload<{ select: typeof seriesSelect }>): SeriesView => ({
  ...row,
  description: renderProse(description, 1),
  plain: description,
  count: articleCount,
})

/** Series that have published lists, the one with the newest first; `atLeast` so many. */
export async function listSeries({ page = 1, size = seriesOfPage, atLeast = 1 } = {}, db: Db = read): Promise<Page<SeriesView>> {
  note(articlesTag)
  const where = withLists(atLeast)
  const [total, rows] = await Promise.all([
    db.series.count({ where }),
    db.series.findMany({ where, select: seriesSelect, orderBy: [{ newestAt: 'desc' }, { id: 'asc' }], skip: (page - 1) * size, take: size }),
  ])
  note(...rows.map(({ id }) => seriesTag(id)))
  return { items: rows.map(toView), page, pages: pagesOf(total, size), total }
}

const [seriesOfPage, listsOfSeries] = [24, 48]
const withLists = (atLeast: number) => ({ newestAt: { not: null }, articleCount: { gte: atLeast } })

/** How many pages `listSeries` has: one count. */
export const countSeriesPages = async ({ size = seriesOfPage } = {}, db: Db = read): Promise<number> =>
  pagesOf(await db.series.count({ where: withLists(1) }), size)

/** Shelves of the front page: the series with the newest lists, each with the last of its lists in order. A series with one list is left out. */
export async function listSeriesShelves({ shelves = 3, each = 12 } = {}, db: Db = read): Promise<SeriesWithCards[]> {
  const { items } = await listSeries({ size: shelves, atLeast: 2 }, db)
  return Promise.all(items.map(async (series) => ({ series, cards: await listSeriesArticles(series.id, { take: -each }, db) })))
}

/** A series; null when there is none at this address. */
export async function findSeriesView(slug: string, db: Db = read): Promise<SeriesView | null> {
  const row = await db.series.findUnique({ where: { slug }, select: seriesSelect })
  if (!row) return (note(articlesTag), null)
  note(seriesTag(row.id))
  return toView(row)
}

/** A series and a page of its published lists in order; null when there is no such series. `page` counts from 1; one past the end has no cards. */
export async function findSeries(
  slug: string,
  { page = 1, size = listsOfSeries } = {},
  db: Db = read,
): Promise<(SeriesWithCards & { page: number; pages: number; size: number }) | null> {
  const series = await findSeriesView(slug, db)
  if (!series) return null
  const cards = await listSeriesArticles(series.id, { skip: (page - 1) * size, take: size }, db)
  return { series, cards, page, size, pages: pagesOf(series.count, size) }
}

/** How many pages a series has, which is kept with it; none when there is no such series. */
export async function countPagesOfSeries(slug: string, { size = listsOfSeries } = {}, db: Db = read): Promise<number> {
  const row = await db.series.findUnique({ where: { slug }, select: { articleCount: true } })
  return row ? pagesOf(row.articleCount, size) : 0
}

/** The path of a series that had this address before; null when none had. */
export async function findMovedSeries(slug: string, db: Db = read): Promise<string | null> {
  const moved = await db.redirect.findUnique({ where: { path: pathOf('series', slug) }, select: { series: { select: { id: true, slug: true } } } })
  if (!moved?.series) return null
  note(seriesTag(moved.series.id))
  return pathOf('series', moved.series.slug)
}
