import { expect, test } from '@playwright/test'
import fs from 'node:fs'
import pg from 'pg'
import { startPostgresql } from '../../scripts/postgresql.mjs'
import { expectAccessible } from './support/axe'
import { findBreaches } from '../support/invariants'
import { Visitor } from './support/ask'
import { startProxy, type Proxy } from './support/proxy'
import { newDataDir, startServer, type Site } from './support/server'
import { beginList, saved } from './support/writers'

/** PostgreSQL goes away under a running site, in the two ways in which it does, and comes back. */

const page = '/articles/k-pop-mvs-filmed-abroad'
const kept = [page, '/', '/articles']
const words = 'These are the words that somebody typed, 내 말'

let cluster: Awaited<ReturnType<typeof startPostgresql>>
let proxy: Proxy
let site: Site
const dataDir = newDataDir()
let reader: Visitor
let writer: Visitor
const acknowledged: string[] = []

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  cluster = await startPostgresql()
  const url = new URL(cluster.urlOf('postgres'))
  proxy = await startProxy(Number(url.port))
  url.port = String(proxy.port)
  site = await startServer({ dataDir, env: { DATABASE_URL: url.href, SECRET: 'one secret that is long enough for it' } })
  const signIn = { email: 'writer@lists.example', password: 'lantern over water' }
  await site.lightstick(['user', '--email', signIn.email, '--name', 'Writer', '--role', 'owner', '--password-stdin'], signIn.password)
  writer = new Visitor(site.url)
  expect((await writer.send('/api/account/sign-in', signIn)).status).toBe(303)
  reader = new Visitor(site.url)
  expect((await reader.send(`/api${page}/vote`, { entry: 'crooked', from: 'crooked' })).status).toBe(303)
})
test.afterAll(async () => {
  const code = await site?.stop()
  await proxy?.close()
  await cluster?.stop()
  fs.rmSync(dataDir, { recursive: true, force: true })
  expect(code).toBe(0)
})

const get = (address: string) => new Visitor(site.url).get(address)
const comment = (body: string) => new Visitor(site.url).send(`/api${page}/comments`, { name: 'Mia', body })

/** Reads, and tries to write; `unkept` is a page that nobody has opened. Returns what was answered otherwise than it should be, and the longest wait for a kept page. */
async function live(rounds: number, unkept: string) {
  const wrong: string[] = []
  let longest = 0
  for (let round = 0; round < rounds; round++) {
    for (const address of kept) {
      for (const visitor of [new Visitor(site.url), reader]) {
        const from = performance.now()
        const { status, text } = await visitor.get(address)
        longest = Math.max(longest, performance.now() - from)
        if (status !== 200 || !text.includes('</html>')) wrong.push(`${address}: ${status}`)
      }
    }
    const other = await get(unkept)
    const studio = await writer.get(['/admin', '/admin/records', '/admin/articles/new', '/admin/articles/new/preview', '/admin/nope'][round % 5]!)
    if (studio.status !== 503 || studio.headers['retry-after'] !== '5' || !/<main[^>]*><.*One moment, please/s.test(studio.text))
      wrong.push(`studio: ${studio.status} ${studio.text.slice(0, 300)}`)
    if (other.status !== 503 || !other.headers['retry-after'] || /back button/.test(other.text))
      wrong.push(`${unkept}: ${other.status} ${other.text.slice(0, 300)}`)
    const form = await comment(`${words} ${round}`)
    if (form.status !== 503 || !form.headers['retry-after'] || !form.text.includes(words)) wrong.push(`comment: ${form.status} ${form.text.slice(0, 300)}`)
    const json = await new Visitor(site.url).sendJson(`/api${page}/vote`, { entry: 'crooked' })
    if (json.status !== 503 || !json.headers['retry-after']) wrong.push(`vote: ${json.status} ${json.text.slice(0, 300)}`)
    const ready = await get('/readyz')
    if (ready.status !== 503) wrong.push(`readyz: ${ready.status}`)
  }
  return { wrong, longest }
}

/** Milliseconds until something can be written again; what was written stands on the page. */
async function untilWritten(body: string): Promise<number> {
  const from = performance.now()
  await expect.poll(async () => (await comment(body)).status, { timeout: 60_000, intervals: [100] }).toBe(303)
  const took = performance.now() - from
  acknowledged.push(body)
  await expect.poll(async () => (await get(page)).text, { timeout: 15_000 }).toContain(body)
  return took
}

const linesFrom = (from: number) =>
  site
    .output()
    .slice(from)
    .split('\n')
    .filter((line) => line.trim() !== '')

test('stopped: kept pages go on, the rest says when to come back, and words are kept', async () => {
  for (const address of kept) expect((await get(address)).status).toBe(200)
  const logged = site.output().length
  await proxy.refuse()
  const from = performance.now()
  const { wrong, longest } = await live(40, '/people')
  const seconds = (performance.now() - from) / 1000
  expect(wrong).toEqual([])
  const lines = linesFrom(logged)
  console.log(`refused for ${seconds.toFixed(1)} s: kept pages within ${Math.round(longest)} ms, ${lines.length} lines logged`)
  expect(lines.length, lines.slice(0, 30).join('\n')).toBeLessThanOrEqual(seconds + 6)
  await proxy.restore()
  console.log(`writing again after ${Math.round(await untilWritten('Said after it was started again'))} ms`)
  expect((await get('/people')).status).toBe(200)
  expect((await reader.get(page)).text).toContain('Your favourite')
})

test('silent: nothing hangs, and writing goes on soon after the network does', async () => {
  for (const address of kept) expect((await get(address)).status).toBe(200)
  const logged = site.output().length
  proxy.swallow()
  const from = performance.now()
  // More at once than the site has connections.
  const waiting = Array.from({ length: 16 }, (_, n) => comment(`${words}, number ${n}`))
  const other = get('/people?letter=m')
  const { wrong, longest } = await live(4, '/places')
  const answers = await Promise.all(waiting)
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503))
  expect(answers.every(({ text }) => text.includes(words))).toBe(true)
  expect([200, 503]).toContain((await other).status)
  const seconds = (performance.now() - from) / 1000
  expect(wrong).toEqual([])
  const lines = linesFrom(logged)
  console.log(`silent for ${seconds.toFixed(1)} s: kept pages within ${Math.round(longest)} ms, ${lines.length} lines logged`)
  expect(lines.length, lines.slice(0, 30).join('\n')).toBeLessThanOrEqual(seconds + 6)
  await proxy.restore()
  console.log(`writing again after ${Math.round(await untilWritten('Said after the network was back'))} ms`)
  await expect.poll(async () => (await get('/readyz')).status).toBe(200)
})

test('a start and a command on a database that is silent end with one line', async () => {
  const { port } = proxy
  const env = { DATABASE_URL: cluster.urlOf('postgres').replace(/:\d+\//, `:${port}/`), SECRET: 'one secret that is long enough for it' }
  const folder = newDataDir()
  proxy.swallow()
  const [start, command] = await Promise.all([
    startServer({ dataDir: folder, env }).then(
      () => 'it started',
      ({ message }: Error) => message,
    ),
    site.lightstick(['jobs']).then(
      () => 'it ended well',
      ({ message }: Error) => message,
    ),
  ])
  await proxy.restore()
  fs.rmSync(folder, { recursive: true, force: true })
  for (const said of [start, command]) {
    expect(said).toContain('DATABASE_URL: no PostgreSQL answers at that address.')
    expect(said).not.toMatch(/^\s+at /m)
  }
  await untilWritten('Said after a start was tried')
})

test('the studio keeps what is written while the database is away', async ({ browser }) => {
  const cookies = [...writer.cookies].map(([name, value]) => ({ name, value, url: site.url }))
  const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: true })
  await context.addCookies(cookies)
  const tab = await context.newPage()
  await beginList(tab, 'Written in the dark')
  await saved(tab)
  const address = tab.url()
  await proxy.refuse()
  await tab.getByLabel('Standfirst').fill(words)
  await expect(
    tab.getByText(
      /^Not saved: Nothing can be saved just now.*seconds\. Write on: what you wrote since \d\d:\d\d is kept in this browser and goes to the site by itself\.$/,
    ),
  ).toBeVisible()
  // Loaded again, the same address says what to do, and the way back is a link.
  expect((await tab.goto(address))?.status()).toBe(503)
  await expect(tab.getByRole('heading', { level: 1, name: 'One moment, please' })).toBeVisible()
  await expect(tab.getByRole('navigation', { name: 'Studio' })).toBeVisible()
  await expectAccessible(tab)
  await proxy.restore()
  await expect(async () => {
    const again = tab.getByRole('link', { name: 'Try again' })
    if (await again.isVisible()) await again.click()
    await expect(tab.getByLabel('Standfirst')).toBeVisible({ timeout: 2000 })
  }).toPass()
  await expect(tab.getByLabel('Standfirst')).toHaveValue(words)
  await saved(tab)
  await context.close()
})

test('nothing that was acknowledged is lost, and nothing that was refused is there', async () => {
  const db = new pg.Client(cluster.urlOf('postgres'))
  await db.connect()
  try {
    const { rows } = await db.query<{ body: string }>(`SELECT body FROM "Comment" ORDER BY id`)
    expect(rows.map(({ body }) => body)).toEqual(acknowledged)
    expect(await findBreaches(async (sql) => (await db.query(sql)).rows)).toEqual([])
  } finally {
    await db.end()
  }
})
