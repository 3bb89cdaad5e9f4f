import { note } from '@/platform/cache'
import { read, type Db } from '@/platform/db'
import { pathOf } from '../addresses'
import { articlesTag, seriesTag } from '../tags'
import { renderProse } from '../markdown'
import { isPublished, listSeriesArticles, type ArticleCard, type Page } from './cards'

export type SeriesView = { id: string; slug: string; title: string; /** Safe HTML. */ description: string; plain: string; count: number }
/** A series with its published lists in order. */
export type SeriesWithCards = { series: SeriesView; cards: ArticleCard[] }

const seriesSelect = { id: true, slug: true, title: true, description: true, _count: { select: { articles: { where: isPublished } } } } as const

const toView = ({
  _count,
  description,
  ...row
}: {
  id: string
  slug: string
  title: string
  description: string
  _count: { articles: number }
}): SeriesView => ({
  ...row,
  description: renderProse(description, 1),
  plain: description,
  count: _count.articles,
})

/** Series that have published lists, the one with the newest first. */
export async function listSeries({ page = 1, size = 24 } = {}, db: Db = read): Promise<Page<SeriesView>> {
  note(articlesTag)
  const newest = await db.article.groupBy({
    by: ['seriesId'],
    where: { ...isPublished, seriesId: { not: null } },
    _max: { firstPublishedAt: true },
    orderBy: [{ _max: { firstPublishedAt: 'desc' } }, { seriesId: 'asc' }],
  })
  const ids = newest.flatMap(({ seriesId }) => seriesId ?? [])
  const shown = ids.slice((page - 1) * size, page * size)
  const rows = await db.series.findMany({ where: { id: { in: shown } }, select: seriesSelect })
  note(...shown.map(seriesTag))
  return {
    items: rows.map(toView).toSorted((one, other) => shown.indexOf(one.id) - shown.indexOf(other.id)),
    page,
    pages: Math.max(1, Math.ceil(ids.length / size)),
    total: ids.length,
  }
}

/** Shelves of the front page: the series with the newest lists, each with its lists in order. A series with one list is left out. */
export async function listSeriesShelves({ shelves = 3, each = 12 } = {}, db: Db = read): Promise<SeriesWithCards[]> {
  const { items: newest } = await listSeries({ size: shelves * 3 }, db)
  const items = newest.filter(({ count }) => count > 1).slice(0, shelves)
  if (items.length === 0) return []
  const cards = await listSeriesArticles(
    items.map(({ id }) => id),
    { take: shelves * each * 4 },
    db,
  )
  return items.map((series) => ({ series, cards: cards.filter((card) => card.series?.id === series.id).slice(-each) }))
}

/** A series and all of its published lists in order; null when there is no such series. */
export async function findSeries(slug: string, db: Db = read): Promise<SeriesWithCards | null> {
  const row = await db.series.findUnique({ where: { slug }, select: seriesSelect })
  if (!row) return (note(articlesTag), null)
  note(seriesTag(row.id))
  return { series: toView(row), cards: await listSeriesArticles([row.id], { take: 500 }, db) }
}

/** The path of a series that had this address before; null when none had. */
export async function findMovedSeries(slug: string, db: Db = read): Promise<string | null> {
  const moved = await db.redirect.findUnique({ where: { path: pathOf('series', slug) }, select: { series: { select: { id: true, slug: true } } } })
  if (!moved?.series) return null
  note(seriesTag(moved.series.id))
  return pathOf('series', moved.series.slug)
}
