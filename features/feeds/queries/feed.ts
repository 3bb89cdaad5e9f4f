import { read, type Db } from '@/platform/db'
import { excerpt } from '@/features/articles/markdown'
import { descriptionOf } from '@/features/articles/reading/description'
import { findAuthor } from '@/features/articles/queries/authors'
import { listNewestArticles, type ArticleCard } from '@/features/articles/queries/cards'
import { findSeriesView } from '@/features/articles/queries/series'
import { loadEditions } from '@/features/articles/queries/editions'
import { recordIdsOf } from '@/features/articles/reading/records'
import { resolveRecords } from '@/features/records/queries/resolve'
import { articleHtml } from '../article-html'

export type FeedItem = {
  /** Names the list for as long as it lives, whatever its address. */
  id: string
  path: string
  title: string
  summary: string
  /** The whole list as safe HTML; its links to this site are absolute. */
  html: string
  authors: { slug: string; name: string }[]
  /** Absolute address of the picture that stands for it, and its size. */
  image: { url: string; width: number; height: number } | null
  /** The series that it belongs to. */
  series: string | null
  publishedAt: Date
  updatedAt: Date
}

export type Feed = {
  title: string
  description: string
  /** Path of the page that it feeds from. */
  page: string
  items: FeedItem[]
}

/** Name and absolute address of the site, and who draws the picture of a list. */
export type FeedSite = { name: string; url: string; pictureOf?: (articleId: string) => Promise<{ src: string; width: number; height: number } | null> }

const maxItems = 20

/** The newest lists of the site. */
export async function getSiteFeed(site: FeedSite, db: Db = read): Promise<Feed> {
  const cards = await listNewestArticles({ take: maxItems, covers: false, counts: false }, db)
  return { title: site.name, description: 'The newest lists.', page: '/', items: await toItems(cards, site, db) }
}

/** The newest lists of a series; null when there is no such series. */
export async function findSeriesFeed(slug: string, site: FeedSite, db: Db = read): Promise<Feed | null> {
  const series = await findSeriesView(slug, db)
  if (!series) return null
  const cards = await listNewestArticles({ seriesId: series.id, take: maxItems, covers: false, counts: false }, db)
  const description = excerpt(series.plain) || `The lists of the series ${series.title}.`
  return { title: `${series.title} · ${site.name}`, description, page: `/series/${series.slug}`, items: await toItems(cards, site, db) }
}

/** The newest lists of an author; null when there is no such author. */
export async function findAuthorFeed(slug: string, site: FeedSite, db: Db = read): Promise<Feed | null> {
  const author = await findAuthor(slug, db)
  if (!author) return null
  const cards = await listNewestArticles({ authorId: author.id, take: maxItems, covers: false, counts: false }, db)
  const description = excerpt(author.plain) || `Lists by ${author.name}.`
  return { title: `${author.name} · ${site.name}`, description, page: `/authors/${author.slug}`, items: await toItems(cards, site, db) }
}

async function toItems(cards: ArticleCard[], site: FeedSite, db: Db): Promise<FeedItem[]> {
  const rows = await db.article.findMany({
    where: { id: { in: cards.map(({ id }) => id) } },
    select: { id: true, currentEditionId: true },
  })
  const known = await loadEditions(rows.flatMap(({ currentEditionId }) => currentEditionId ?? []), db) // prettier-ignore
  const editions = new Map(
    rows.flatMap(({ id, currentEditionId }) => {
      const edition = currentEditionId && known.get(currentEditionId)
      return edition ? [[id, edition] as const] : []
    }),
  )
  const records = await resolveRecords(new Set([...editions.values()].flatMap(({ document }) => [...recordIdsOf(document)])), db)
  const images = new Map(await Promise.all(cards.map(async ({ id }) => [id, await site.pictureOf?.(id)] as const)))
  return cards.flatMap((card) => {
    const edition = editions.get(card.id)
    if (!edition) return []
    const picture = images.get(card.id)
    const image = picture ? { url: new URL(picture.src, site.url).href, width: picture.width, height: picture.height } : null
    const { id, title, authors, publishedAt, updatedAt } = card
    const path = `/articles/${card.slug}`
    const summary = descriptionOf(edition.document)
    const html = articleHtml({ ...edition, records }, `${site.url}${path}`)
    return [{ id, path, title, summary, html, image, authors, series: card.series?.title ?? null, publishedAt, updatedAt }]
  })
}
