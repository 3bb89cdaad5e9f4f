import { Visitor } from './support/ask'
import { expect, loadUntilVisible, test } from './support/site'

test.use({ siteOf: 'feeds' })

/** RFC 822 with the year of RFC 2822, as RSS 2.0 asks for it (https://www.rssboard.org/rss-specification). */
const rfc822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} (GMT|[+-]\d{4})$/
const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/
const absolute = /^https?:\/\/[^/]+\//

const places = ['', '/series/k-drama-flashback', '/authors/flashback-desk']
const hrefs = (html: string) => [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, href]) => href!)

test('feeds are valid RSS and JSON Feed, absolute, with ids of their own, in the order of the pages', async ({ page, site }) => {
  const visitor = new Visitor(site.url)
  await page.goto('/articles')
  const newest = await page.locator('main a[href^="/articles/"]').evaluateAll((links) => [...new Set(links.map((link) => (link as HTMLAnchorElement).href))])
  for (const place of places) {
    const { text, headers } = await visitor.get(`${place}/feed.xml`)
    expect(headers['content-type']).toBe('application/rss+xml; charset=utf-8')
    // The browser's parser of XML accepts only what is well formed.
    const rss = await page.evaluate((xml) => {
      const document = new DOMParser().parseFromString(xml, 'text/xml')
      const fault = document.querySelector('parsererror')?.textContent
      if (fault) return { fault }
      const all = (from: Element, name: string) =>
        [...from.children].filter((child) => child.namespaceURI === null && child.localName === name).map((child) => child.textContent ?? '')
      const named = (from: Element, space: string, name: string) =>
        [...from.children].filter((child) => child.namespaceURI === space && child.localName === name)
      const channel = document.querySelector('rss > channel')!
      const [atom, content, dc] = ['http://www.w3.org/2005/Atom', 'http://purl.org/rss/1.0/modules/content/', 'http://purl.org/dc/elements/1.1/']
      return {
        version: document.documentElement.getAttribute('version'),
        channels: document.querySelectorAll('rss > channel').length,
        ...Object.fromEntries(['title', 'link', 'description', 'lastBuildDate'].map((name) => [name, all(channel, name)])),
        image: Object.fromEntries(['url', 'title', 'link'].map((name) => [name, channel.querySelector(`:scope > image > ${name}`)?.textContent])),
        self: named(channel, atom!, 'link').map((link) => [link.getAttribute('rel'), link.getAttribute('href'), link.getAttribute('type')]),
        items: [...channel.querySelectorAll(':scope > item')].map((item) => ({
          ...Object.fromEntries(['title', 'link', 'description', 'guid', 'pubDate', 'comments'].map((name) => [name, all(item, name)])),
          permaLink: item.querySelector(':scope > guid')?.getAttribute('isPermaLink'),
          updated: named(item, atom!, 'updated').map((one) => one.textContent ?? ''),
          creators: named(item, dc!, 'creator').map((one) => one.textContent ?? ''),
          html: named(item, content!, 'encoded').map((one) => one.textContent ?? ''),
        })),
      }
    }, text)
    if ('fault' in rss) throw new Error(rss.fault)
    const one = expect.arrayContaining([expect.stringMatching(/\S/)])
    expect(rss).toMatchObject({ version: '2.0', channels: 1, title: one, description: one, link: [`${site.url}${place || '/'}`] })
    expect(rss.image).toEqual({
      url: expect.stringMatching(absolute),
      title: (rss as unknown as { title: string[] }).title[0],
      link: `${site.url}${place || '/'}`,
    })
    expect(rss.self).toEqual([['self', `${site.url}${place}/feed.xml`, 'application/rss+xml']])
    expect((rss as unknown as { lastBuildDate: string[] }).lastBuildDate[0]).toMatch(rfc822)
    const items = rss.items as unknown as Record<
      'title' | 'link' | 'description' | 'guid' | 'pubDate' | 'comments' | 'updated' | 'creators' | 'html',
      string[]
    >[]
    expect(items.length).toBeGreaterThan(0)
    for (const item of items) {
      for (const name of ['title', 'link', 'guid', 'pubDate', 'comments', 'updated', 'html'] as const) expect(item[name], name).toHaveLength(1)
      expect(item.pubDate[0]).toMatch(rfc822)
      expect(item.updated[0]).toMatch(rfc3339)
      expect(item.creators.length).toBeGreaterThan(0)
      for (const address of [item.link[0]!, item.comments[0]!, ...hrefs(item.html[0]!)]) expect(address).toMatch(/^(https?:\/\/[^/]+\/|mailto:|tel:)/)
    }
    expect(rss.items.every(({ permaLink }) => permaLink === 'false')).toBe(true)
    expect(new Set(items.map(({ guid }) => guid[0])).size).toBe(items.length)
    if (place === '') expect(items.map(({ link }) => link[0])).toEqual(newest.slice(0, items.length))

    const json = await visitor.get(`${place}/feed.json`)
    expect(json.headers['content-type']).toBe('application/feed+json; charset=utf-8')
    const feed = JSON.parse(json.text) as { version: string; feed_url: string; home_page_url: string; items: Record<string, string>[] }
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: `${site.url}${place || '/'}`,
      feed_url: `${site.url}${place}/feed.json`,
    })
    expect(feed.items.map(({ id, url, title, content_html }) => [id, url, title, content_html])).toEqual(
      items.map(({ guid, link, title, html }) => [guid[0], link[0], title[0], html[0]!.trim()]),
    )
    for (const { date_published, date_modified, image } of feed.items) {
      expect(date_published).toMatch(rfc3339)
      expect(date_modified).toMatch(rfc3339)
      expect(image).toMatch(absolute)
    }

    for (const { link, html } of items) {
      const inFeed = [...html[0]!.matchAll(/<h3>\d+\. <a href="([^"]+)"/g)].map(([, href]) => href!.split('/').at(-1))
      await page.goto(link[0]!)
      expect(inFeed).toEqual(await page.locator('[data-entry]').evaluateAll((entries) => entries.map(({ id }) => id)))
    }
    await page.goto('/articles')
  }
})

test('a feed that did not change is not sent again, by its date as by its ETag; a renamed record changes it', async ({ page, site }) => {
  const visitor = new Visitor(site.url)
  const since = (date: string | undefined) => visitor.ask('/feed.xml', { headers: { 'if-modified-since': date ?? '' } })
  // Its own date counts from the second after it was made.
  await expect(async () => {
    const { headers } = await visitor.get('/feed.xml')
    expect((await since(headers['last-modified'])).status).toBe(304)
    expect((await visitor.ask('/feed.xml', { headers: { 'if-none-match': headers.etag ?? '' } })).status).toBe(304)
  }).toPass()
  const { headers } = await visitor.get('/feed.xml')
  expect(Date.parse(headers['last-modified'] ?? '')).toBeLessThanOrEqual(Date.parse(headers.date ?? ''))
  const known = await since(headers['last-modified'])
  expect([known.status, known.text, known.headers.etag, known.headers['last-modified']]).toEqual([304, '', headers.etag, headers['last-modified']])
  expect((await since(new Date(Date.parse(headers['last-modified']!) - 1000).toUTCString())).status).toBe(200)
  expect((await since('yesterday')).status).toBe(200)
  expect((await visitor.ask('/feed.xml', { headers: { 'if-none-match': '"other"', 'if-modified-since': headers['last-modified']! } })).status).toBe(200)

  await site.lightstick(['import', await renamedBand(site.dataDir)])
  await loadUntilVisible(page, '/groups/bigbang', page.getByRole('heading', { level: 1, name: 'BIGBANG, the band' }))
  await expect(async () => {
    const changed = await since(headers['last-modified'])
    expect(changed.status).toBe(200)
    expect(changed.text).toContain('BIGBANG, the band')
  }).toPass()
})

async function renamedBand(folder: string): Promise<string> {
  const { writeFile } = await import('node:fs/promises')
  await writeFile(`${folder}/band.yaml`, 'format: 1\ngroups:\n  bigbang: { name: "BIGBANG, the band" }\n')
  return `${folder}/band.yaml`
}
