import { getSite } from '@/features/settings/queries/site'
import { config } from '@/platform/config'
import { newest, printJsonFeed, printRss } from './print-feed'
import type { Feed } from './queries/feed'

// The page cache keeps public answers with tags, and renders them again when a tag is purged.
const cached = { 'cache-control': 'public, max-age=0, must-revalidate' }

/** The site as machines know it: its name, its origin and what it says of itself. */
export async function site() {
  const { name, description } = await getSite()
  return { name, description, url: config.siteUrl }
}

export const fileAnswer = (text: string, type: string) => new Response(text, { headers: { ...cached, 'content-type': `${type}; charset=utf-8` } })

export const nothingHere = () =>
  new Response('There is nothing here\n', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })

export type FeedFormat = 'xml' | 'json'

/** Where the feed of a page is that has another address now (308); `page` is its path, or null when there is no such page. */
export const movedFeedAnswer = (page: string | null, format: FeedFormat) =>
  page ? new Response(null, { status: 308, headers: { location: `${page}/feed.${format}` } }) : nothingHere()

/** A feed in the form that its address asks for. */
export async function feedAnswer(feed: Feed | null, format: FeedFormat): Promise<Response> {
  if (!feed) return nothingHere()
  const path = `${feed.page === '/' ? '' : feed.page}/feed.${format}`
  const about = await site()
  const answer =
    format === 'xml' ? fileAnswer(printRss(feed, path, about), 'application/rss+xml') : fileAnswer(printJsonFeed(feed, path, about), 'application/feed+json')
  const changed = newest(feed)
  if (changed) answer.headers.set('last-modified', changed.toUTCString())
  return answer
}
