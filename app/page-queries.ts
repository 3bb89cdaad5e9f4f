import { listAppearances, listCreditedRecords } from '@/features/articles/queries/appearances'
import { findAuthor, listAuthors } from '@/features/articles/queries/authors'
import { listArticles } from '@/features/articles/queries/cards'
import { findSeries, listSeries } from '@/features/articles/queries/series'
import { conversationKeys } from '@/features/comments/addresses'
import { readConversationQuery } from '@/features/comments/queries/conversation-query'
import { findRecordPage } from '@/features/records/queries/record-page'
import { maxQueryLength, searchKeys, typedKeys } from '@/features/search/schema'
import type { PageQuery } from '@/platform/bridge'
import { pagerKeys, pagerQuery } from './(site)/_page/page-number'
import { appearancesOfPage, indexOf, type PagedKind } from './(site)/_page/record-words'

const readConversation = async (path: string, asked: Record<string, string>) => {
  const known = await readConversationQuery(decodeURIComponent(path.split('/')[2] ?? ''), asked)
  return known && { ...known }
}

/** How many pages a list has, by the query that makes one: a page beyond the last has nothing in it, so asking for one costs a count. */
type PagesAt = (page: number, slug: string) => Promise<number>

const ofRecord =
  (kind: PagedKind): PagesAt =>
  async (page, slug) => {
    const record = await findRecordPage(kind, slug)
    return record ? (await listAppearances(record, { page, size: appearancesOfPage })).pages : 0
  }

const pagesAt: Record<string, PagesAt> = {
  '/articles': async (page) => (await listArticles({ page })).pages,
  '/series': async (page) => (await listSeries({ page })).pages,
  '/series/[slug]': async (page, slug) => (await findSeries(slug, { page }))?.pages ?? 0,
  '/authors': async (page) => (await listAuthors({ page })).pages,
  '/authors/[slug]': async (page, slug) => {
    const author = await findAuthor(slug)
    return author ? (await listArticles({ authorId: author.id, page })).pages : 0
  },
  ...Object.fromEntries(
    (Object.keys(indexOf) as PagedKind[]).flatMap((kind): [string, PagesAt][] => [
      [indexOf[kind].href, async (page) => (await listCreditedRecords(kind, { page })).pages],
      [`${indexOf[kind].href}/[slug]`, ofRecord(kind)],
    ]),
  ),
}

/** Which pages read what of their query. A page gets no other key, and no other key makes a page (docs/caching.md). */
export const pageQueries: PageQuery[] = [
  { route: '/articles/[slug]', keys: conversationKeys, read: readConversation },
  { route: '/articles/[slug]/[entry]', keys: conversationKeys, read: readConversation },
  { route: '/search', keys: searchKeys, maxValueLength: maxQueryLength },
  { route: '/search.json', keys: typedKeys, maxValueLength: maxQueryLength },
  ...Object.entries(pagesAt).map(([route, pages]) => ({ route, keys: pagerKeys, read: pagerQuery((path, page) => pages(page, decodeURIComponent(path.split('/')[2] ?? ''))) })), // prettier-ignore
]
