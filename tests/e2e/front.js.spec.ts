import fs from 'node:fs'
import path from 'node:path'
import { test as base } from '@playwright/test'
import { startPostgresql } from '../../scripts/postgresql.mjs'
import { newDataDir, startServer, type Site } from './support/server'
import { expect, test } from './support/site'

// It gives a list another title, which others look for.
test.use({ siteOf: 'front' })

const slug = 'k-pop-mvs-filmed-abroad'
const article = `/articles/${slug}`

const textOf = async (url: string, cookie = '') => (await fetch(url, { headers: cookie ? { cookie } : {} })).text()
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
const vote = (site: Site, entry: string, origin = site.url) =>
  fetch(`${site.url}/api${article}/vote`, { method: 'POST', redirect: 'manual', headers: { origin }, body: new URLSearchParams({ entry }) })
const entriesOf = (html: string) => [...html.matchAll(/id="([a-z0-9-]+)"[^>]*data-entry=/g)].map((match) => String(match[1]))

test('every page of the sitemap is a document without a script in it, and nothing is refused by its policy', async ({ page, site }) => {
  const addresses = [...(await textOf(`${site.url}/sitemap.xml`)).matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => new URL(String(match[1])).pathname)
  // One of each kind, the machine being what it is; that every page is whole is what the next lines ask of all.
  const kinds = new Map(addresses.map((address) => [address.split('/').slice(0, -1).join('/') || address, address]))
  for (const address of [...kinds.values(), '/sign-in', '/sign-up', '/forgot', '/nothing-here']) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  }
  for (const address of addresses) {
    const html = await textOf(site.url + address)
    expect(html, address).not.toMatch(/<script(?![^>]*(?:type="module" src="\/_lightstick\/|type="application\/ld\+json"))|__next_f|<ls-|\sstyle="|<style/)
    expect(html.match(/<h1/g), address).toHaveLength(1)
  }
})

test('a page weighs what it must', async ({ site }) => {
  const weigh = async (address: string) => {
    const answer = await fetch(site.url + address, { headers: { 'accept-encoding': 'br' } })
    expect(answer.headers.get('content-encoding') ?? 'br', address).toBe('br')
    return Number(answer.headers.get('content-length'))
  }
  const html = await textOf(site.url + article)
  const styles = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => String(match[1]))
  const script = /src="(\/_lightstick\/[^"]+)"/.exec(html)?.[1] ?? ''
  expect(await weigh(script)).toBeLessThanOrEqual(10 * 1024)
  const all = await Promise.all([article, script, ...styles].map(weigh))
  expect(all.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(30 * 1024)
})

test('who votes sees it on the next page, and so does everyone within a second', async ({ site }) => {
  const [entry = ''] = entriesOf(await textOf(site.url + article))
  await textOf(`${site.url}${article}/${entry}`)
  const answer = await vote(site, entry)
  expect(answer.status).toBe(303)
  expect(await textOf(site.url + article, cookiesOf(answer))).toContain('aria-pressed="true"')
  expect(await textOf(`${site.url}${article}/${entry}`, cookiesOf(answer))).toContain('aria-pressed="true"')
  expect(await textOf(site.url + article)).not.toContain('aria-pressed="true"')
})

test('a vote on one list leaves the pages of every other as they are', async ({ site }) => {
  const others = ['/articles/classic-k-pop-mvs-with-k-drama-actors', '/people', '/about', '/feed.xml']
  const [entry = ''] = entriesOf(await textOf(site.url + article))
  for (const address of others) await textOf(site.url + address)
  const counted = async () => (await textOf(`${site.url}/metrics`)).match(/^lightstick_(?:renders_total|page_hits_total\{copy="older"\}) \d+$/gm)
  const answer = await vote(site, entry)
  expect(await textOf(site.url + article, cookiesOf(answer))).toContain('aria-pressed="true"')
  const before = await counted()
  expect(before).toHaveLength(2)
  for (const address of others) await textOf(site.url + address)
  expect(await counted()).toEqual(before)
})

test('what the command line changes is on the page within a second', async ({ site }) => {
  const folder = path.join(site.dataDir, 'lists')
  await site.lightstick(['export', slug, '--to', folder])
  const file = path.join(folder, `${slug}.md`)
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^title: .*$/m, 'title: Filmed very far away'))
  expect(await textOf(site.url + article)).not.toContain('Filmed very far away')
  await site.lightstick(['import', '--publish', folder])
  for (const page of [article, '/', '/feed.xml']) await expect.poll(() => textOf(site.url + page), { intervals: [100] }).toContain('Filmed very far away')
})

test('random addresses and queries do not fill memory', async ({ site }) => {
  const bytes = async () => Number(/lightstick_store_bytes (\d+)/.exec(await textOf(`${site.url}/metrics`))?.[1])
  await textOf(site.url + article)
  const before = await bytes()
  for (let i = 0; i < 100; i++) {
    await Promise.all([fetch(`${site.url}/articles/nothing-${i}`), fetch(`${site.url}${article}?utm_source=${i}`), fetch(`${site.url}/x${i}?q=${i}`)])
  }
  expect((await bytes()) - before).toBeLessThan(40_000) // the page that says there is nothing, once
})

test('made-up names of files cost no render, and real ones are there, also of a list that was published this moment', async ({ site }) => {
  const renders = async () => Number(/lightstick_renders_total (\d+)/.exec(await textOf(`${site.url}/metrics`))?.[1])
  const statusOf = async (address: string) => (await fetch(site.url + address, { redirect: 'manual' })).status
  const picturesOf = (html: string) => [
    ...new Set([...html.matchAll(/"(?:https?:\/\/[^"/]+)?(\/(?:covers|posters|share)\/[^"]+)"/g)].map((match) => String(match[1]))),
  ]
  await textOf(`${site.url}/nothing-here`)
  const before = await renders()
  const hash = '0123456789ab'
  const made = ['/posters/nothing.webp', '/posters/x.svg', '/share/x.png', `/share/article-abcdefgh-${hash}.png`, `/share/nothing-abcdefgh-${hash}.png`, '/covers/x.svg', `/covers/abcdefgh-${hash}.svg`, '/sitemap/999.xml', '/sitemap/articles-999.xml', '/sitemap/nothing-1.xml', '/sitemap-abc.xml', '/share', '/posters/a/b.svg'] // prettier-ignore
  for (const address of made) expect(await statusOf(address), address).toBe(404)
  expect(await renders()).toBe(before)

  const folder = path.join(site.dataDir, 'fresh')
  fs.mkdirSync(folder)
  fs.writeFileSync(path.join(folder, 'fresh.md'), '---\nformat: 1\nslug: fresh\ntitle: Fresh\n---\n\n### One {#one}\n\nWords.\n')
  expect(await statusOf('/articles/fresh')).toBe(404)
  await site.lightstick(['import', '--publish', folder])
  for (const address of [article, '/articles/fresh', '/articles/fresh/one', '/', '/articles']) {
    const pictures = picturesOf(await textOf(site.url + address))
    expect(pictures, address).toContainEqual(expect.stringMatching(/^\/share\//))
    for (const picture of pictures) expect(await statusOf(picture), picture).toBe(200)
  }
  for (const file of ['/sitemap.xml', '/sitemap/pages-1.xml', '/sitemap/articles-1.xml', '/covers/world-1.svg', '/covers/lights-1.svg'])
    expect(await statusOf(file), file).toBe(200)
})

base('two processes on PostgreSQL learn of each other’s changes', async () => {
  const cluster = await startPostgresql()
  const folders = [newDataDir(), newDataDir()]
  const sites: Site[] = []
  try {
    const SITE_URL = 'http://lists.example'
    const env = { DATABASE_URL: cluster.urlOf('postgres'), SITE_URL, SECRET: 'one secret for both of these processes' }
    for (const dataDir of folders) sites.push(await startServer({ dataDir, env }))
    const [one, two] = sites as [Site, Site]
    const before = await textOf(two.url + article)
    const [entry = ''] = entriesOf(before)
    const answer = await vote(one, entry, SITE_URL)
    // Whoever acted may be sent to the other process at once.
    expect(await textOf(two.url + article, cookiesOf(answer))).toContain('aria-pressed="true"')
    await expect.poll(() => textOf(two.url + article), { intervals: [100] }).not.toBe(before)
    await expect.poll(async () => (await textOf(two.url + article)) === (await textOf(one.url + article)), { intervals: [100] }).toBe(true)
  } finally {
    for (const site of sites) expect(await site.stop()).toBe(0)
    await cluster.stop()
    for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true })
  }
})
