import { expect, test } from '@playwright/test'
import fs from 'node:fs'
import http from 'node:http'
import { startNginx } from '../support/nginx'
import { complaintsIn, typedIn, Visitor } from './support/ask'
import { change, look } from './support/database'
import { holdSocket } from './support/held-socket'
import { freePort, newDataDir, startServer } from './support/server'

/** One process takes over from another behind nginx, as docs/operating.md describes it, while people read and write. nginx never repeats a POST. */

const page = '/articles/k-pop-mvs-filmed-abroad'

/** Ends what a test started, however it went. */
const ends: (() => unknown)[] = []
test.afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

// nginx closes idle connections of readers when it is reloaded; a browser then asks again, which a test would count as lost.
const once = { connection: 'close' }

/** Reads and writes until it is told to stop; then says what failed, and which comments were acknowledged. */
function startLoad(url: string) {
  const failures: string[] = []
  const acknowledged: string[] = []
  let isOver = false
  const repeat = async (what: string, act: (visitor: Visitor) => Promise<number>, expected: number) => {
    while (!isOver) {
      const status = await act(new Visitor(url)).catch((error: unknown) => String(error))
      if (status !== expected) failures.push(`${what}: ${status}`)
    }
  }
  const post = async (visitor: Visitor) => {
    const { status, text } = await visitor.sendJson(`/api${page}/comments`, { name: 'Minji', body: `Words ${Math.random()}` }, once)
    if (status === 201) acknowledged.push((JSON.parse(text) as { comment: { id: string } }).comment.id)
    return status
  }
  const all = [
    ...Array.from({ length: 4 }, () => repeat('POST', post, 201)),
    ...Array.from({ length: 3 }, () => repeat('GET of a kept page', async (visitor) => (await visitor.ask('/about', { headers: once })).status, 200)),
    repeat('GET of a page that changes', async (visitor) => (await visitor.ask(page, { headers: once })).status, 200),
  ]
  return {
    acknowledged,
    /** Waits for this many more acknowledged comments. */
    more: (count: number) => {
      const from = acknowledged.length
      return expect.poll(() => acknowledged.length - from, { timeout: 60_000, intervals: [20] }).toBeGreaterThanOrEqual(count)
    },
    async end() {
      isOver = true
      await Promise.all(all)
      return failures
    },
  }
}

test('the nginx of the documentation keeps its connections to the site', async () => {
  const [port, sitePort] = [await freePort(), await freePort()]
  let [connections, requests] = [0, 0]
  const site = http.createServer((_, response) => void response.end(String(++requests)))
  site.on('connection', () => connections++)
  await new Promise<void>((resolve) => void site.listen(sitePort, '127.0.0.1', resolve))
  const nginx = await startNginx({ port, sitePort })
  ends.push(
    () => nginx.stop(),
    () => void site.close(),
    () => site.closeAllConnections(),
  )
  for (let n = 1; n <= 50; n++) expect(await (await fetch(`${nginx.url}/about`, { headers: once })).text()).toBe(String(n))
  // One of each of its two workers.
  expect(connections).toBeLessThanOrEqual(2)
})

async function prepare() {
  const [port, sitePort] = [await freePort(), await freePort()]
  const dataDir = newDataDir(process.env.PREPARED_DATA_DIR)
  const nginx = await startNginx({ port, sitePort })
  ends.push(
    () => fs.rmSync(dataDir, { recursive: true, force: true }),
    () => nginx.stop(),
  )
  const env = { HOST: '127.0.0.1', SITE_URL: nginx.url, TRUSTED_PROXIES: '127.0.0.1', DATA_DIR: dataDir, LIMITS_OFF: 'true', NODE_ENV: 'production' }
  return { port, sitePort, dataDir, nginx, env }
}

async function expectNothingLost({ dataDir, nginx }: Awaited<ReturnType<typeof prepare>>, load: ReturnType<typeof startLoad>) {
  expect(await load.end()).toEqual([])
  expect(
    nginx
      .errors()
      .split('\n')
      .filter((line) => /\[(error|crit|alert)\]/.test(line)),
  ).toEqual([])
  const stored = new Set(look({ dataDir }, `SELECT id FROM "Comment"`).map(({ id }) => id))
  expect(load.acknowledged.length).toBeGreaterThanOrEqual(60)
  expect(load.acknowledged.filter((id) => !stored.has(id))).toEqual([])
}

for (const order of ['the old one stops, then the new one starts', 'the new one starts, then the old one stops'])
  test(`on a socket that systemd holds: ${order}`, async () => {
    const made = await prepare()
    const socket = await holdSocket(made.sitePort, { ...made.env, PORT: String(made.sitePort) }, made.dataDir)
    ends.push(() => socket.release())
    let current = await socket.start()
    const load = startLoad(made.nginx.url)
    await load.more(30)
    if (order.startsWith('the old')) {
      expect(await current.stop(), current.output()).toBe(0)
      current = await socket.start()
    } else {
      const next = await socket.start()
      await load.more(30)
      expect(await current.stop(), current.output()).toBe(0)
      current = next
    }
    await load.more(30)
    await expectNothingLost(made, load)
    expect(await current.stop(), current.output()).toBe(0)
  })

test('on two ports: the new one starts, nginx is told, the old one stops', async () => {
  const made = await prepare()
  const { env, dataDir, nginx } = made
  let current = await startServer({ dataDir, port: made.sitePort, env })
  ends.push(() => current.stop())
  const load = startLoad(nginx.url)
  await load.more(30)
  const port = await freePort()
  const next = await startServer({ dataDir, port, env })
  nginx.passTo(port)
  expect(await current.stop('SIGTERM'), current.output()).toBe(0)
  current = next
  await load.more(30)
  await expectNothingLost(made, load)
  expect(await current.stop()).toBe(0)
})

test('while a newer version migrates the database, nobody’s words are lost and pages are served', async () => {
  const dataDir = newDataDir(process.env.PREPARED_DATA_DIR)
  const site = await startServer({ dataDir })
  ends.push(
    () => fs.rmSync(dataDir, { recursive: true, force: true }),
    () => site.stop(),
  )
  const visitor = new Visitor(site.url)
  await visitor.get(page)
  const newer = `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ('newer', 'x', '29990101000000_newer', 0, 1, 1)`
  change(site, newer)
  const refused = await visitor.send(`/api${page}/comments`, { name: 'Minji', body: 'Words that I typed' })
  expect([refused.status, refused.headers['retry-after']]).toEqual([503, '30'])
  expect(Object.values(typedIn(refused.text)).flat()).toContain('Words that I typed')
  expect(complaintsIn(refused.text).join()).toContain('The site is being updated')
  const { status, headers } = await visitor.sendJson(`/api${page}/vote`, { entry: 'crooked' })
  expect([status, headers['retry-after']]).toEqual([503, '30'])
  for (const path of [page, '/', '/people', '/search?q=crooked']) expect((await visitor.get(path)).status, path).toBe(200)
  expect(look(site, `SELECT COUNT(*) AS n FROM "Comment"`)[0]?.n).toBe(0)
  expect(site.output()).not.toContain('"level":50')
  change(site, `DELETE FROM _prisma_migrations WHERE id = 'newer'`)
  expect(await site.stop()).toBe(0)
})
