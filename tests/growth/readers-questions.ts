import { listAppearances, listCreditedRecords } from '@/features/articles/queries/appearances'
import { findArticlePage, findNeighbours, listRelatedIds } from '@/features/articles/queries/article-page'
import { findAuthor, listAuthors } from '@/features/articles/queries/authors'
import { listArticles, listArticlesById, listNewestArticles } from '@/features/articles/queries/cards'
import { listEntryFacts, listOtherEntries } from '@/features/articles/queries/credited'
import { findEntryPage } from '@/features/articles/queries/entry-page'
import { findSeries, listSeries, listSeriesShelves } from '@/features/articles/queries/series'
import { countByEntry, getConversation } from '@/features/comments/queries/conversation'
import { findAuthorFeed, findSeriesFeed, getSiteFeed } from '@/features/feeds/queries/feed'
import { findSitemapPart, getSitemap } from '@/features/feeds/queries/sitemap'
import { findRecordPage } from '@/features/records/queries/record-page'
import type { RecordKind } from '@/features/records/schema'
import { listFavouritesNow } from '@/features/votes/queries/favourites-now'
import { getResults, listResults } from '@/features/votes/queries/results'
import type { Db } from '@/platform/db'

const site = { name: 'Lists', url: 'https://lists.example' }

/** What readers' pages ask the database, page by page. A page that asks something new asks it here too. */
export async function readersQuestions(db: Db): Promise<Record<string, () => Promise<unknown>>> {
  const alike = await thingsAlike(db)
  // More of the same artist stands on the page of a song. It is asked of a group here: of a well-known song the artist has more songs on a larger site.
  const record = (kind: RecordKind, slug: string) => async () => {
    const found = (await findRecordPage(kind, slug, db))!
    const { items } = await listAppearances(found, { size: 24 }, db)
    const others = kind === 'group' ? await listOtherEntries(found.id, { without: items.map(({ entry }) => entry.id) }, db) : []
    await listEntryFacts([...items, ...others].map(({ entry, article }) => ({ id: entry.id, articleId: article.id })), db) // prettier-ignore
    await listResults([...new Set(items.map(({ article }) => article.id))], db)
  }
  return {
    '/': async () => {
      const items = await listNewestArticles({ take: 13 }, db)
      await listSeriesShelves({}, db)
      await listFavouritesNow(items.map(({ id }) => id), {}, db) // prettier-ignore
    },
    '/articles': () => listArticles({}, db),
    '/articles, the last page': async () => listArticles({ page: (await listArticles({}, db)).pages - 1 }, db),
    '/articles/[slug]': async () => {
      const article = (await findArticlePage('big-list-7', db))!
      await findNeighbours(article, db)
      await listArticlesById(await listRelatedIds(article, 3, db), {}, db)
      await getResults(article.id, db)
      await countByEntry(article.id, db)
      await getConversation({ articleId: article.id }, db)
    },
    '/articles/[slug]/[entry]': async () => findEntryPage((await findArticlePage('big-list-7', db))!, 'entry-3', db),
    '/people/[slug]': record('person', alike.person),
    '/groups/[slug]': record('group', alike.group),
    '/songs/[slug]': record('song', alike.song),
    '/places/[slug]': record('place', alike.place),
    '/people': () => listCreditedRecords('person', { size: 100 }, db),
    '/people, the last page': async () =>
      listCreditedRecords('person', { size: 100, page: (await listCreditedRecords('person', { size: 100 }, db)).pages - 1 }, db),
    '/songs': () => listCreditedRecords('song', { size: 100 }, db),
    '/series': () => listSeries({ size: 10 }, db),
    '/series/[slug]': () => findSeries(alike.series, {}, db),
    '/authors': () => listAuthors({ size: 5 }, db),
    '/authors/[slug]': async () => listArticles({ authorId: (await findAuthor(alike.author, db))!.id }, db),
    '/feed.xml': () => getSiteFeed(site, db),
    '/series/[slug]/feed.xml': () => findSeriesFeed(alike.series, site, db),
    '/authors/[slug]/feed.xml': () => findAuthorFeed(alike.author, site, db),
    '/sitemap.xml': () => getSitemap(db, 10),
    '/sitemap/entries-1': () => findSitemapPart('entries-1', db),
    '/sitemap/subjects-1': () => findSitemapPart('subjects-1', db),
  }
}

/** Things of which sites of every size have one alike: what a page of a person costs goes with how often that person appears. */
async function thingsAlike(db: Db) {
  const record = async (kind: RecordKind, appearances: number) =>
    (
      await db.record.findFirstOrThrow({
        where: { kind, appearances: { gte: appearances } },
        orderBy: [{ appearances: 'asc' }, { id: 'asc' }],
        select: { slug: true },
      })
    ).slug
  return {
    person: await record('person', 40),
    group: await record('group', 40),
    song: await record('song', 40),
    place: await record('place', 40),
    series: (
      await db.series.findFirstOrThrow({ where: { articleCount: { gte: 6 } }, orderBy: [{ articleCount: 'asc' }, { id: 'asc' }], select: { slug: true } })
    ).slug,
    author: (
      await db.author.findFirstOrThrow({ where: { articleCount: { gte: 20 } }, orderBy: [{ articleCount: 'asc' }, { id: 'asc' }], select: { slug: true } })
    ).slug,
  }
}
