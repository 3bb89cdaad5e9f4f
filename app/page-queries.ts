import { conversationKeys } from '@/features/comments/addresses'
import { maxQueryLength, searchKeys } from '@/features/search/schema'
import type { PageQuery } from '@/platform/bridge'
import { pagerKeys } from './(site)/_page/page-number'

/** Which pages read what of their query. A page gets no other key, and no other key makes a page (docs/caching.md). */
export const pageQueries: PageQuery[] = [
  { route: '/articles/[slug]', keys: conversationKeys },
  { route: '/articles/[slug]/[entry]', keys: conversationKeys },
  { route: '/search', keys: searchKeys, maxValueLength: maxQueryLength },
  ...['/articles', '/series', '/authors', '/authors/[slug]'].map((route) => ({ route, keys: pagerKeys })),
  ...['/people', '/groups', '/songs', '/places'].flatMap((route) => [route, `${route}/[slug]`].map((each) => ({ route: each, keys: pagerKeys }))),
]
