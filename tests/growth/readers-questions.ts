import { namesThatBeginLike } from '@/features/accounts/queries/names-on-site'
import { countCreditedPages, listAppearances, listCreditedRecords } from '@/features/articles/queries/appearances'
import { findArticlePage, findMovedArticle, findNeighbours, listRelatedIds } from '@/features/articles/queries/article-page'
import { countAuthorPages, countPagesOfAuthor, findAuthor, listAuthors } from '@/features/articles/queries/authors'
import { countArticlePages, listArticles, listArticlesById, listFrontArticles, listNewestArticles } from '@/features/articles/queries/cards'
import { listEntryFacts, listOtherEntries } from '@/features/articles/queries/credited'
import { findEntryPage } from '@/features/articles/queries/entry-page'
import { isThere } from '@/features/articles/queries/is-there'
import { countPagesOfSeries, countSeriesPages, findSeries, listSeries, listSeriesShelves } from '@/features/articles/queries/series'
import { listAccountNames } from '@/features/comments/commands/check-name'
import { listFreshLines } from '@/features/comments/queries/because-line'
import { listBestBecauses } from '@/features/comments/queries/best-becauses'
import { countByEntry, findThread, getConversation } from '@/features/comments/queries/conversation'
import { readConversationQuery } from '@/features/comments/queries/conversation-query'
import { listOutOfSight, listOwnComments, listOwnHearts, listOwnHidden, listRecent } from '@/features/comments/queries/own'
import { getTalk } from '@/features/comments/queries/talk'
import { findAuthorFeed, findSeriesFeed, getSiteFeed } from '@/features/feeds/queries/feed'
import { findSitemapPart, getSitemap } from '@/features/feeds/queries/sitemap'
import { countMostAppearances, findRecordPage } from '@/features/records/queries/record-page'
import { listFollowed } from '@/features/notices/queries/followable'
import { findNewest, getInbox } from '@/features/notices/queries/inbox'
import type { RecordKind } from '@/features/records/schema'
import { search } from '@/features/search/queries/search'
import { suggest } from '@/features/search/queries/suggest'
import { getSite } from '@/features/settings/queries/site'
import { listFavouritesNow } from '@/features/votes/queries/favourites-now'
import { getResults, listOwnVotes, listResults } from '@/features/votes/queries/results'
import type { Db } from '@/platform/db'
import { newId } from '@/platform/id'

const site = { name: 'Lists', url: 'https://lists.example' }

/**
 * What readers' pages ask the database, by route; what stands after the comma is a page of it that asks in another way. A page that asks something new asks it here
 * too, and a new page is missed by the test (growth.test.ts).
 */
export async function readersQuestions(db: Db): Promise<Record<string, () => Promise<unknown>>> {
  const alike = await thingsAlike(db)
  const known = await wellKnown(db)
  // More of the same artist stands on the page of a song. It is asked of a group here: of a well-known song the artist has more songs on a larger site.
  const record =
    (kind: RecordKind, slug: string, page = 1) =>
    async () => {
      const found = (await findRecordPage(kind, slug, db))!
      const { items } = await listAppearances(found, { size: 24, page }, db)
      const others = kind === 'group' ? await listOtherEntries(found.id, { without: items.map(({ entry }) => entry.id) }, db) : []
      await listEntryFacts([...items, ...others].map(({ entry, article }) => ({ id: entry.id, articleId: article.id })), db) // prettier-ignore
      await listResults([...new Set(items.map(({ article }) => article.id))], db)
    }
  const index = (kind: RecordKind) => () => listCreditedRecords(kind, { size: 100 }, db)
  const article = (await findArticlePage('big-list-7', db))!
  const ids = (await listNewestArticles({ take: 13 }, db)).map(({ id }) => id)
  const sitemap = await getSitemap(db)
  // The list that half of all is said about, and the thread of it in which half of that is (tests/factories/big-site.ts).
  const talked = (await findArticlePage('big-list-0', db))!
  const longThread = (await db.comment.findFirstOrThrow({ where: { articleId: talked.id }, orderBy: [{ replyCount: 'desc' }, { id: 'asc' }], select: { id: true } })).id // prettier-ignore
  const lateReply = (await db.comment.findFirstOrThrow({ where: { threadId: longThread, state: 'visible' }, orderBy: { id: 'desc' }, select: { id: true } })).id
  const firsts = { articleId: talked.id, parentId: null, state: 'visible' } as const
  const middle = (await db.comment.findFirstOrThrow({ where: firsts, orderBy: { id: 'asc' }, skip: Math.floor((await db.comment.count({ where: firsts })) / 2), select: { id: true } })).id // prettier-ignore
  const voted = { id: `${talked.id}e001`, slug: 'entry-1', heading: 'One', number: 2 }
  const talker = { readerId: 'bigtalker00000001', account: null, ip: '192.0.2.1', userAgent: '', fingerprint: '' }
  const lastPart = (name: string) => ('parts' in sitemap && sitemap.parts.findLast((part) => part.startsWith(`${name}-`))) || `${name}-1`
  return {
    '/': async () => {
      await getSite(db)
      const items = await listFrontArticles({ leadId: article.id, take: 13 }, db)
      await listSeriesShelves({}, db)
      await listFavouritesNow(items.map(({ id }) => id), {}, db) // prettier-ignore
    },
    '/, own state': async () => {
      await listOwnVotes('bigtalker00000001', [...ids, talked.id], db)
      await listOwnComments('bigtalker00000001', [...ids, talked.id], db)
      await listOwnHearts('bigtalker00000001', [...ids, talked.id], db)
      await listOwnHidden('bigtalker00000001', [...ids, talked.id], db)
      await listRecent('bigtalker00000001', new Date(), db)
      await listFreshLines(talker, [...ids, talked.id], db)
      await findNewest('bigtalker00000001', db)
      await listFollowed('bigtalker00000001', [talked.id], db)
    },
    '/inbox': () => getInbox('bigtalker00000001', {}, db),
    '/, a moderator’s state': () => listOutOfSight([...ids, talked.id], db),
    '/articles': () => listArticles({}, db),
    '/articles, the last page': async () => listArticles({ page: (await countArticlePages({}, db)) - 1 }, db),
    '/articles/[slug]': async () => {
      const article = (await findArticlePage('big-list-7', db))!
      await findNeighbours(article, db)
      await listArticlesById(await listRelatedIds(article, 3, db), {}, db)
      await getResults(article.id, db)
      await countByEntry(article.id, db)
      await getConversation({ articleId: article.id }, db)
      await getTalk(article, db)
      await listBestBecauses(article.id, db)
    },
    '/articles/[slug], very many answers': async () => {
      await getResults(talked.id, db)
      await countByEntry(talked.id, db)
      await getConversation({ articleId: talked.id }, db)
      await listBestBecauses(talked.id, db)
    },
    '/articles/[slug], oldest first': () => getConversation({ articleId: talked.id, sort: 'oldest' }, db),
    '/articles/[slug], newest first': () => getConversation({ articleId: talked.id, sort: 'newest' }, db),
    '/articles/[slug], the most answered first': () => getConversation({ articleId: talked.id, sort: 'answered' }, db),
    '/articles/[slug], a late page': () => getConversation({ articleId: talked.id, sort: 'newest', cursor: middle }, db),
    '/articles/[slug], a late page of the best': () => getConversation({ articleId: talked.id, cursor: middle }, db),
    '/articles/[slug], a late page of the most answered': () => getConversation({ articleId: talked.id, sort: 'answered', cursor: middle }, db),
    '/articles/[slug], who voted for one entry': () => getConversation({ articleId: talked.id, voted }, db),
    '/articles/[slug], who voted for one entry, oldest first': () => getConversation({ articleId: talked.id, sort: 'oldest', voted }, db),
    '/articles/[slug], a thread': () => findThread({ articleId: talked.id, commentId: longThread }, db),
    '/articles/[slug], a late reply of a long thread': () => findThread({ articleId: talked.id, commentId: lateReply }, db),
    '/articles/[slug]/[entry], very many answers': () => getConversation({ articleId: talked.id, entryId: `${talked.id}e000` }, db),
    '/articles/[slug]/[entry], the most answered first': () => getConversation({ articleId: talked.id, entryId: `${talked.id}e000`, sort: 'answered' }, db),
    '/articles/[slug]/[entry], few of very many answers': () => getConversation({ articleId: talked.id, entryId: `${talked.id}e011` }, db),
    '/api/articles/[slug]/results': () => getResults(talked.id, db),
    '/api/articles/[slug]/comments': () => getConversation({ articleId: talked.id, sort: 'oldest', cursor: middle }, db),
    '/api/articles/[slug]/comments, the names of accounts': () => listAccountNames(talked.id, db),
    '/search': () => search({ words: ['seo'] }, {}, db),
    '/search, three words': () => search({ words: ['lamp', 'bridge', 'morning'] }, {}, db),
    '/search, Hangul': () => search({ words: ['가나'] }, {}, db),
    '/search, nothing found': () => suggest({ words: ['seoxba'] }, db),
    '/search, nothing found of twelve words': () => suggest({ words: 'seoxba the light of zamp on water moves slowly while nobody watches'.split(' ') }, db),
    '/search.json': () => search({ words: ['ba'] }, {}, db),
    '/sign-up': () => namesThatBeginLike('bahyo12345', db),
    '/articles/[slug], moved or made up': async () => {
      for (const path of ['/articles/made-up', '/articles/big-list-7/made-up', '/articles/big-list-7/entry-3', '/people/made-up']) await isThere(path, db)
      await findMovedArticle('made-up', db)
      const list = 'big-list-7'
      await readConversationQuery({ list }, { cursor: newId(), voted: 'made-up' }, db)
      await readConversationQuery({ list, entry: 'entry-3' }, { comment: newId() }, db)
    },
    '/articles/[slug], as JSON': async () => {
      await getResults(article.id, db)
      await getConversation({ articleId: article.id, sort: 'oldest' }, db)
    },
    '/articles/[slug]/[entry]': async () => {
      await findEntryPage(article, 'entry-3', db)
      await getConversation({ articleId: article.id, entryId: `${article.id}e003` }, db)
    },
    // The first list has an entry that left it (growth.test.ts).
    '/articles/[slug]/[entry], which has left': async () => findEntryPage((await findArticlePage('big-list-0', db))!, 'entry-left', db),
    '/people/[slug]': record('person', alike.person),
    '/groups/[slug]': record('group', alike.group),
    '/songs/[slug]': record('song', alike.song),
    '/places/[slug]': record('place', alike.place),
    '/people/[slug], the best known': record('person', known.person),
    '/groups/[slug], the best known': record('group', known.group, 3),
    '/songs/[slug], the best known': record('song', known.song),
    '/places/[slug], the best known': record('place', known.place),
    '/people/[slug], a page that was made up': () => countMostAppearances('person', known.person, db),
    '/groups/[slug], a page that was made up': () => countMostAppearances('group', known.group, db),
    '/people': index('person'),
    '/people, the last page': async () => listCreditedRecords('person', { size: 100, page: (await countCreditedPages('person', { size: 100 }, db)) - 1 }, db),
    '/groups': index('group'),
    '/songs': index('song'),
    '/places': index('place'),
    '/series': () => listSeries({ size: 10 }, db),
    '/series, a page that was made up': () => countSeriesPages({}, db),
    '/series/[slug]': () => findSeries(alike.series, {}, db),
    '/series/[slug], with very many lists': () => findSeries(known.series, { page: 2, size: 12 }, db),
    '/series/[slug], a page that was made up': () => countPagesOfSeries(known.series, {}, db),
    '/authors': () => listAuthors({ size: 5 }, db),
    '/authors, a page that was made up': () => countAuthorPages({}, db),
    '/authors/[slug]': async () => listArticles({ authorId: (await findAuthor(alike.author, db))!.id }, db),
    '/authors/[slug], with very many lists': async () => listArticles({ authorId: (await findAuthor(known.author, db))!.id, page: 3 }, db),
    '/authors/[slug], a page that was made up': () => countPagesOfAuthor(known.author, {}, db),
    '/feed.xml': () => getSiteFeed(site, db),
    '/feed.json': () => getSiteFeed(site, db),
    '/series/[slug]/feed.xml': () => findSeriesFeed(known.series, site, db),
    '/series/[slug]/feed.json': () => findSeriesFeed(alike.series, site, db),
    '/authors/[slug]/feed.xml': () => findAuthorFeed(known.author, site, db),
    '/authors/[slug]/feed.json': () => findAuthorFeed(alike.author, site, db),
    '/sitemap.xml': () => getSitemap(db),
    '/sitemap/[part]': () => findSitemapPart('entries-1', db),
    '/sitemap/[part], the last entries': () => findSitemapPart(lastPart('entries'), db),
    '/sitemap/[part], lists': () => findSitemapPart('articles-1', db),
    '/sitemap/[part], records': () => findSitemapPart('subjects-1', db),
    '/sitemap/[part], the last records': () => findSitemapPart(lastPart('subjects'), db),
  }
}

const ofAccounts = 'asks for one account or one token, by its key'

/** Routes that readers can ask for and that have no question above, with the reason. */
export const withoutQuestions: Record<string, string> = {
  '/about': 'asks the database for nothing',
  '/privacy': 'asks the database for nothing',
  '/refused': 'asks the database for nothing',
  '/robots.txt': 'asks the database for nothing',
  '/inbox/mail': 'asks for one subscription by its key',
  '/unsubscribe/[token]': 'asks for one subscription by its key',
  '/report': 'asks the database for nothing',
  '/report/[id]': 'asks for one comment by its key',
  '/report/appeal/[id]': 'asks for one comment, and the last decision about it, by their keys',
  '/report/receipt/[id]': 'asks for one report by its key',
  '/covers/[file]': 'asks for one picture',
  '/posters/[file]': 'asks for one entry',
  '/share/[file]': 'asks for one list',
  '/api/articles/[slug]/because': 'asks for one vote and one comment of one reader, as their own state does',
  '/api/articles/[slug]/vote': 'writes a vote by a few keys, however many there are (features/votes/commands/cast-votes.test.ts counts the statements)',
  '/api/articles/[slug]/preview': 'asks for the entries and the thread that a comment mentions, of a thread its newest 200',
  '/api/comments/[id]/heart': 'writes a heart by a few keys, however many there are (features/comments/commands/heart-comments.test.ts counts the statements)',
  ...Object.fromEntries(
    ['delete', 'edit', 'hide', 'restore', 'report', 'appeal'].map((act) => [`/api/comments/[id]/${act}`, 'asks for one comment by its key']),
  ),
  ...Object.fromEntries(
    ['account', 'account/second-factor', 'sign-in', 'sign-in/second-factor', 'confirm', 'forgot', 'reset', 'setup', 'invite'].map((path) => [
      `/${path}`,
      ofAccounts,
    ]),
  ),
}

/** The best known of each kind, and what has the most lists: of these there is more on a larger site. */
async function wellKnown(db: Db) {
  const record = async (kind: RecordKind) =>
    (await db.record.findFirstOrThrow({ where: { kind }, orderBy: [{ appearances: 'desc' }, { id: 'asc' }], select: { slug: true } })).slug
  const first = { orderBy: [{ articleCount: 'desc' as const }, { id: 'asc' as const }], select: { slug: true } }
  const [series, author] = [await db.series.findFirstOrThrow(first), await db.author.findFirstOrThrow(first)]
  return {
    person: await record('person'),
    group: await record('group'),
    song: await record('song'),
    place: await record('place'),
    series: series.slug,
    author: author.slug,
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
