import { countCreditedPages } from '@/features/articles/queries/appearances'
import { countAuthorPages, countPagesOfAuthor } from '@/features/articles/queries/authors'
import { countArticlePages, pagesOf } from '@/features/articles/queries/cards'
import { countPagesOfSeries, countSeriesPages } from '@/features/articles/queries/series'
import { conversationKeys } from '@/features/comments/addresses'
import { readConversationQuery } from '@/features/comments/queries/conversation-query'
import { countMostAppearances } from '@/features/records/queries/record-page'
import { maxQueryLength, searchKeys, typedKeys } from '@/features/search/schema'
import type { PageQuery } from '@/platform/bridge'
import { pagerKeys, pagerQuery } from './(site)/_page/page-number'
import { appearancesOfPage, indexOf, type PagedKind } from './(site)/_page/record-words'

const readConversation = async (path: string, asked: Record<string, string>) => {
  const [, , list = '', entry] = path.split('/').map(decodeURIComponent)
  const known = await readConversationQuery({ list, entry }, asked)
  return known && { ...known }
}

/** How many pages a list has: a page beyond the last has nothing in it. Counted, and not listed: the page itself asks for its items. */
type PagesAt = (slug: string) => Promise<number>

/** At the most: counting exactly would cost what the page costs, and the page says itself that nothing is there. */
const ofRecord =
  (kind: PagedKind): PagesAt =>
  async (slug) =>
    pagesOf(await countMostAppearances(kind, slug), appearancesOfPage)

const pagesAt: Record<string, PagesAt> = {
  '/articles': () => countArticlePages(),
  '/series': () => countSeriesPages(),
  '/series/[slug]': (slug) => countPagesOfSeries(slug),
  '/authors': () => countAuthorPages(),
  '/authors/[slug]': (slug) => countPagesOfAuthor(slug),
  ...Object.fromEntries(
    (Object.keys(indexOf) as PagedKind[]).flatMap((kind): [string, PagesAt][] => [
      [indexOf[kind].href, () => countCreditedPages(kind)],
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
  ...Object.entries(pagesAt).map(([route, pages]) => ({ route, keys: pagerKeys, read: pagerQuery((path) => pages(decodeURIComponent(path.split('/')[2] ?? ''))) })), // prettier-ignore
]
