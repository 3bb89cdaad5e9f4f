import { config } from '@/platform/config'
import { newest, printJsonFeed, printRss } from './print-feed'
import type { Feed } from './queries/feed'

// The page cache keeps public answers with tags, and renders them again when a tag is purged.
const cached = { 'cache-control': 'public, max-age=0, must-revalidate' }

export const site = () => ({ name: config.siteName, url: config.siteUrl })

export const fileAnswer = (text: string, type: string) => new Response(text, { headers: { ...cached, 'content-type': `${type}; charset=utf-8` } })

export const nothingHere = () =>
  new Response('There is nothing here\n', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })

export type FeedFormat = 'xml' | 'json'

/** Where the feed of a page is that has another address now (308); `page` is its path, or null when there is no such page. */
export const movedFeedAnswer = (page: string | null, format: FeedFormat) =>
  page ? new Response(null, { status: 308, headers: { location: `${page}/feed.${format}` } }) : nothingHere()

/** A feed in the form that its address asks for. */
export function feedAnswer(feed: Feed | null, format: FeedFormat): Response {
  if (!feed) return nothingHere()
  const path = `${feed.page === '/' ? '' : feed.page}/feed.${format}`
  const answer =
    format === 'xml' ? fileAnswer(printRss(feed, path, site()), 'application/rss+xml') : fileAnswer(printJsonFeed(feed, path, site()), 'application/feed+json')
  const changed = newest(feed)
  if (changed) answer.headers.set('last-modified', changed.toUTCString())
  return answer
}
