import { generateJsonFeed, generateRssFeed } from 'feedsmith'
import type { Feed } from './queries/feed'

type Site = { name: string; url: string }

/** When something in it changed last. */
export const newest = ({ items }: Feed) =>
  items.reduce<Date | undefined>((latest, { updatedAt }) => (latest && latest > updatedAt ? latest : updatedAt), undefined)

// Ids do not depend on the site's address: when it moves, feed readers do not show everything twice.
const idOf = ({ id }: { id: string }) => `urn:lightstick:article:${id}`

// XML 1.0 has no way to write these, not even escaped; one of them makes the whole feed unreadable.
// oxlint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu

/** RSS 2.0 with the whole text; `path` is where the feed itself is. */
export function printRss(feed: Feed, path: string, site: Site): string {
  return generateRssFeed(
    {
      title: feed.title,
      link: site.url + feed.page,
      description: feed.description,
      language: 'en-GB',
      generator: 'Lightstick',
      lastBuildDate: newest(feed),
      image: { url: `${site.url}/icons/192.png`, title: feed.title, link: site.url + feed.page },
      atom: { links: [{ href: site.url + path, rel: 'self', type: 'application/rss+xml' }] },
      items: feed.items.map((item) => ({
        title: item.title,
        link: site.url + item.path,
        description: item.summary,
        guid: { value: idOf(item), isPermaLink: false },
        pubDate: item.publishedAt,
        atom: { updated: item.updatedAt },
        media: item.image ? { thumbnails: [item.image] } : undefined,
        categories: item.series ? [{ name: item.series }] : undefined,
        comments: `${site.url}${item.path}#comments`,
        dc: { creators: item.authors.map(({ name }) => name) },
        content: { encoded: item.html },
      })),
    },
    { strict: true },
  ).replace(unwritable, '')
}

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function printJsonFeed(feed: Feed, path: string, site: Site): string {
  const json = generateJsonFeed({
    title: feed.title,
    home_page_url: site.url + feed.page,
    feed_url: site.url + path,
    description: feed.description,
    language: 'en-GB',
    icon: `${site.url}/icons/512.png`,
    favicon: `${site.url}/icons/192.png`,
    items: feed.items.map((item) => ({
      id: idOf(item),
      url: site.url + item.path,
      title: item.title,
      summary: item.summary,
      content_html: item.html,
      image: item.image?.url,
      date_published: item.publishedAt,
      date_modified: item.updatedAt,
      tags: item.series ? [item.series] : undefined,
      authors: item.authors.map(({ slug, name }) => ({ name, url: `${site.url}/authors/${slug}` })),
    })),
  })
  return JSON.stringify(json, null, 1)
}
