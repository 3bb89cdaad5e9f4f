import { conversationKeys } from '@/features/comments/addresses'
import { readConversationQuery } from '@/features/comments/queries/conversation-query'
import { maxQueryLength, searchKeys } from '@/features/search/schema'
import type { PageQuery } from '@/platform/bridge'
import { pagerKeys, readPagerQuery } from './(site)/_page/page-number'

const readConversation = async (path: string, asked: Record<string, string>) => {
  const known = await readConversationQuery(decodeURIComponent(path.split('/')[2] ?? ''), asked)
  return known && { ...known }
}

/** Which pages read what of their query. A page gets no other key, and no other key makes a page (docs/caching.md). */
export const pageQueries: PageQuery[] = [
  { route: '/articles/[slug]', keys: conversationKeys, read: readConversation },
  { route: '/articles/[slug]/[entry]', keys: conversationKeys, read: readConversation },
  { route: '/search', keys: searchKeys, maxValueLength: maxQueryLength },
  ...['/articles', '/series', '/series/[slug]', '/authors', '/authors/[slug]'].map((route) => ({ route, keys: pagerKeys, read: readPagerQuery })),
  ...['/people', '/groups', '/songs', '/places'].flatMap((route) =>
    [route, `${route}/[slug]`].map((each) => ({ route: each, keys: pagerKeys, read: readPagerQuery })),
  ),
]
