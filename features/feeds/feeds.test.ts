import { parseJsonFeed, parseRssFeed } from 'feedsmith'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { importContent } from '@/features/content-files/commands/import-content'
import { readContent } from '@/features/content-files/format/content-folder'
import { read } from '@/platform/db'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { articleHtml } from './article-html'
import { printJsonFeed, printRss } from './print-feed'
import { printSitemap, printSitemapIndex } from './print-sitemap'
import { findAuthorFeed, findSeriesFeed, getSiteFeed, type Feed } from './queries/feed'
import { findSitemapPart, getSitemap } from './queries/sitemap'
import { keepEdition, withPictures } from '@/features/articles/reading/edition'
import { emptyDocument } from '@/features/articles/schema'

const pictureOf = (id: string) => Promise.resolve({ src: `/share/article-${id}.png`, width: 1200, height: 630 })
const site = { name: 'Lists & more', url: 'https://lists.example', pictureOf }

/** JSON Feed 1.1: what it requires, and absolute addresses. */
const jsonFeed = z.object({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  home_page_url: z.url(),
  feed_url: z.url(),
  icon: z.url(),
  items: z.array(
    z.object({
      id: z.string().min(1),
      url: z.url(),
      title: z.string().min(1),
      content_html: z.string().min(100),
      image: z.url(),
      date_published: z.iso.datetime(),
      date_modified: z.iso.datetime(),
      authors: z.array(z.object({ name: z.string(), url: z.url() })).min(1),
    }),
  ),
})

describe('feeds and the sitemap', () => {
  useDatabase({ each: false })
  beforeAll(async () => void (await importContent(readContent('content'), { publish: true })))

  it('are RSS with whole lists, absolute links and dates', async () => {
    const rss = parseRssFeed(printRss(await getSiteFeed(site), '/feed.xml', site))
    expect(rss).toMatchObject({ title: 'Lists & more', link: 'https://lists.example/', language: 'en-GB' })
    expect(rss.atom?.links?.[0]).toMatchObject({ href: 'https://lists.example/feed.xml', rel: 'self' })
    expect(rss.items).toHaveLength(2)
    for (const item of rss.items ?? []) {
      expect(item.link).toMatch(/^https:\/\/lists\.example\/articles\/[a-z0-9-]+$/)
      expect(item.guid?.isPermaLink).toBe(false)
      expect(Number.isNaN(Date.parse(String(item.pubDate)))).toBe(false)
      expect(item.dc?.creators?.length).toBe(1)
      expect(item.content?.encoded).toContain('<h3>12. ')
      for (const [, href] of item.content!.encoded!.matchAll(/(?:href|src)="([^"]*)"/g)) expect(href).toMatch(/^(https?|mailto):/)
      expect(item.media?.thumbnails?.[0]?.url).toMatch(/^https:\/\/lists\.example\/share\//)
      expect(Number.isNaN(Date.parse(String(item.atom?.updated)))).toBe(false)
    }
  })

  it('are JSON Feed 1.1', async () => {
    const text = printJsonFeed(await getSiteFeed(site), '/feed.json', site)
    expect(jsonFeed.parse(JSON.parse(text)).items).toHaveLength(2)
    expect(parseJsonFeed(JSON.parse(text)).title).toBe('Lists & more')
  })

  it('exist for each series and writer, and for no other', async () => {
    const series = (await findSeriesFeed('k-drama-flashback', site))!
    expect(series).toMatchObject({ page: '/series/k-drama-flashback', items: [{ path: '/articles/classic-k-pop-mvs-with-k-drama-actors' }] })
    expect((await findAuthorFeed('flashback-desk', site))?.items).toHaveLength(1)
    expect(await findSeriesFeed('no-such', site)).toBeNull()
    expect(await findAuthorFeed('no-such', site)).toBeNull()
  })

  it('survive every character in a title and in prose', () => {
    const words = ']]> <script> & “quotes” \u{1f3a4} 빅뱅 \u0001\u001f\ufffe'
    const edition = withPictures(keepEdition('test-of-words', { ...emptyDocument(words), intro: words, entries: [] }))
    const item = {
      id: 'x',
      path: '/articles/x',
      title: words,
      summary: words,
      html: articleHtml({ ...edition, records: new Map() }, 'https://lists.example/articles/x'),
      image: null,
      authors: [{ slug: 'a', name: words }],
      series: words,
      publishedAt: new Date(0),
      updatedAt: new Date(0),
    }
    const feed: Feed = { title: words, description: words, page: '/', items: [item] }
    const printed = printRss(feed, '/feed.xml', site)
    // XML 1.0 has no way to write these characters.
    // oxlint-disable-next-line no-control-regex
    expect(printed).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
    const parsed = parseRssFeed(printed)
    expect(parsed.items?.[0]?.title).toContain('빅뱅')
    expect(parsed.items?.[0]?.content?.encoded).toContain('빅뱅')
    expect(parsed.items?.[0]?.content?.encoded).not.toContain('<script>')
  })

  it('map every page that a search engine may list, once', async () => {
    const sitemap = await getSitemap()
    if (!('urls' in sitemap)) return expect.unreachable('the site is small')
    const paths = sitemap.urls.map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
    expect(paths).toEqual(
      expect.arrayContaining(['/', '/articles/k-pop-mvs-filmed-abroad', '/articles/k-pop-mvs-filmed-abroad/crooked', '/groups/bigbang', '/places/london']),
    )
    expect(paths.some((path) => path.startsWith('/videos/'))).toBe(false)
    const xml = printSitemap(sitemap.urls, site.url)
    const locations = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url!)
    expect(locations).toHaveLength(paths.length)
    for (const url of locations) expect(new URL(url).origin).toBe(site.url)
    for (const [, date] of xml.matchAll(/<lastmod>([^<]+)<\/lastmod>/g)) expect(z.iso.datetime().safeParse(date).success).toBe(true)
  })

  it('come in parts when they are too many', async () => {
    const sitemap = await getSitemap(undefined, 10)
    if (!('parts' in sitemap)) return expect.unreachable('ten are too few')
    expect(sitemap.parts).toEqual(['pages-1', 'articles-1', 'entries-1', 'series-1', 'authors-1', 'subjects-1'])
    const index = printSitemapIndex(sitemap.parts, site.url)
    expect(index).toContain('<sitemap><loc>https://lists.example/sitemap/articles-1.xml</loc></sitemap>')
    const all = await Promise.all(sitemap.parts.map((part) => findSitemapPart(part)))
    const whole = await getSitemap()
    expect(all.flatMap((urls) => urls ?? []).length).toBe('urls' in whole ? whole.urls.length : -1)
    for (const name of ['articles-2', 'articles-0', 'articles', 'constructor-1', '../x', 'articles-1e9']) expect(await findSitemapPart(name)).toBeNull()
  })

  it('forget what is unpublished', async () => {
    const { id } = await read.article.findUniqueOrThrow({ where: { slug: 'k-pop-mvs-filmed-abroad' } })
    await unpublishArticle(await makeActor('editor'), { articleId: id })
    expect((await getSiteFeed(site)).items).toHaveLength(1)
    const sitemap = await getSitemap()
    expect(JSON.stringify(sitemap)).not.toContain('k-pop-mvs-filmed-abroad')
  })
})
