import { AsyncLocalStorage } from 'node:async_hooks'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { gunzipSync, brotliDecompressSync } from 'node:zlib'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { currentRender, currentRequest, offerFront, type Front, type OwnRequest, type RenderContext, type RequestContext } from '@/platform/front'
import { Applied } from '@/server/applied'
import { Assets } from '@/server/assets'
import { FastLane } from '@/server/fast-lane'
import { makeVisitorOf, trustedProxies } from '@/server/forwarded'
import { watch } from '@/server/metrics'
import { listen, makeServer } from '@/server/listen'
import { makeFront } from '@/server/offer'
import { makeRender } from '@/server/render'
import { answerPlainly, makeListener, type Serving } from '@/server/serve'
import { Site } from '@/server/site'

/** The real front on a real port; behind it, in Next's place, a handler that answers what a test needs. */
let seen: { path: string; headers: IncomingMessage['headers'] }[] = []
let lookups: OwnRequest[] = []
let version = 0
let goOn = () => {}

const pages: Record<string, (req: IncomingMessage, res: ServerResponse) => unknown> = {
  '/articles/a': (_req, res) => {
    currentRender()?.tags.add('article:a')
    currentRender()?.own.add('article:a')
    const form = currentRender()?.form
    const own = '<ls-own of="vote:1"><ls-then>Yours</ls-then><ls-else>Vote</ls-else></ls-own><ls-slot name="account-name"></ls-slot>'
    html(res, `<h1>Version ${version}</h1>${own}<p>${form?.message ?? ''}</p>${'<p>words and more words</p>'.repeat(40)}<script>1</script>`)
  },
  '/_not-found': (_req, res) => html(res, '<h1>No such page</h1>', 404),
  '/moved': (_req, res) => void res.writeHead(308, { location: '/articles/a' }).end(),
  '/throws': (_req, res) => html(res, 'x', 500),
  '/feed.xml': (_req, res) => {
    currentRender()?.tags.add('articles')
    res.writeHead(200, { 'content-type': 'application/rss+xml', 'cache-control': 'public, max-age=300' }).end(`<rss>${version}</rss>`)
  },
  '/account': (req, res) => html(res, `<p>${req.headers.cookie ?? 'nobody'}</p>`),
  '/search': (req, res) => html(res, `<p>${req.url}</p>`),
  '/api/echo': async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    const request = currentRequest()
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ size: Buffer.concat(chunks).length, ip: request?.clientIp }))
  },
  '/api/stream': async (_req, res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' })
    res.write('data: 1\n\n')
    await new Promise<void>((resolve) => (goOn = resolve))
    res.end('data: 2\n\n')
  },
  '/api/posts-only': (_req, res) => void Object.assign(res, { statusCode: 405 }).end(),
  '/admin': (req, res) => html(res, String(req.headers['content-security-policy'])),
}
const html = (res: ServerResponse, body: string, status = 200) =>
  void res
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'x-powered-by': 'someone' })
    .end(`<!DOCTYPE html><html data-theme="own"><head></head><body>${body}</body></html>`)

async function handle(req: IncomingMessage, res: ServerResponse) {
  const path = (req.url ?? '').split('?')[0] ?? ''
  seen.push({ path: req.url ?? '', headers: req.headers })
  const page = pages[path] ?? (path.startsWith('/articles/a?') ? pages['/articles/a'] : undefined)
  if (page) await page(req, res)
  else html(res, '', 404)
}

const context = new AsyncLocalStorage<RenderContext | RequestContext>()
const visitorOf = makeVisitorOf(trustedProxies(['127.0.0.0/8']))
const serving: Serving = {
  dev: false,
  context,
  applied: new Applied(),
  assets: new Assets('/nowhere'),
  visitorOf,
  site: null,
  handle: null,
  inside: null,
  cdn: null,
}
const agent = new http.Agent({ keepAlive: true })
const server = makeServer(makeListener(serving))
const lane = new FastLane(server, { answer: (asked, socket) => answerPlainly(serving, asked, socket), patience: { first: 15_000, next: 65_000 } })
let base = ''
let front: Front

beforeAll(async () => {
  watch()
  base = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`
  front = makeFront(serving)
  offerFront(front)
})
afterAll(() => {
  server.closeAllConnections()
  lane.closeAllConnections()
  server.close()
})
beforeEach(() => {
  ;[seen, lookups, version] = [[], [], 0]
  const render = makeRender(handle, context, new URL('https://lists.example'))
  serving.site = new Site({
    render,
    document: { module: '/_lightstick/m.js', keepScripts: false },
    room: { pages: 1 << 20, variants: 1 << 18 },
    dev: false,
    isKnown: (path) => path !== '/wp-login.php',
  })
  serving.handle = handle
  serving.applied = new Applied()
  serving.inside = {
    own: async (request) => {
      lookups.push(request)
      return { on: request.cookie.includes('reader=ann') ? ['vote:1'] : [], slots: {} }
    },
    post: () => null,
    ready: async () => true,
    metrics: () => 'more 1',
    stop: async () => {},
  }
  front = makeFront(serving)
  offerFront(front)
})

type Answer = { status: number; headers: http.IncomingHttpHeaders; text: string; raw: Buffer }
function ask(
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = http.request(`${base}${path}`, { method, headers, agent }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () => {
        const raw = Buffer.concat(chunks)
        const encoding = res.headers['content-encoding']
        const plain = raw.length === 0 ? raw : encoding === 'gzip' ? gunzipSync(raw) : encoding === 'br' ? brotliDecompressSync(raw) : raw
        resolve({ status: res.statusCode ?? 0, headers: res.headers, text: plain.toString(), raw })
      })
      res.on('error', reject)
    })
    req.on('error', reject)
    req.end(body)
  })
}
const patient = { timeout: 30_000, interval: 10 }

/** Sends bytes as they are and resolves to what comes back before the connection ends, or as soon as that is all that was awaited. */
function say(bytes: string | Buffer, isAll: (text: string) => boolean = () => false): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString()
      if (isAll(text)) socket.destroy()
    })
    socket.on('error', () => resolve(text))
    socket.on('close', () => resolve(text))
  })
}

describe('a page for everyone', () => {
  test('is rendered once, without anything of the visitor', async () => {
    const first = await ask('/articles/a', {
      headers: {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        'if-none-match': '"x"',
        range: 'bytes=0-1',
        'accept-language': 'ko',
        cookie: 'other=1',
      },
    })
    expect(first.status).toBe(200)
    expect(first.text).toContain('<script type="module" src="/_lightstick/m.js"></script>')
    expect(first.text).not.toMatch(/<script>|ls-own|data-theme/)
    await ask('/articles/a?utm_source=x&fbclid=y')
    expect(seen).toHaveLength(1)
    expect(seen[0]?.headers).toEqual({
      host: 'lists.example',
      'x-forwarded-host': 'lists.example',
      'x-forwarded-proto': 'https',
      accept: 'text/html',
      'user-agent': 'lightstick',
      'content-security-policy': expect.stringMatching(/^script-src 'nonce-/),
    })
    expect(first.headers).toMatchObject({
      'cache-control': 'public, max-age=0, must-revalidate',
      vary: 'Accept-Encoding, Cookie',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'speculation-rules': '"/_lightstick/speculation.json"',
    })
    expect(first.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
    expect(first.headers['x-powered-by']).toBeUndefined()
    expect(first.headers['surrogate-key']).toBeUndefined() // no shared cache is set up
  })
  test('comes in the encoding that was asked for, and as 304 when it is known', async () => {
    const [plain, gzip, br] = await Promise.all(
      ['identity', 'gzip', 'gzip, br'].map((encoding) => ask('/articles/a', { headers: { 'accept-encoding': encoding } })),
    )
    expect([plain?.headers['content-encoding'], gzip?.headers['content-encoding'], br?.headers['content-encoding']]).toEqual([undefined, 'gzip', 'br'])
    expect(new Set([plain?.text, gzip?.text, br?.text]).size).toBe(1)
    const etags = [plain, gzip, br].map((answer) => String(answer?.headers.etag))
    expect(new Set(etags).size).toBe(3)
    const known = await ask('/articles/a', { headers: { 'accept-encoding': 'gzip', 'if-none-match': etags[1] ?? '' } })
    expect([known.status, known.raw.length, known.headers.etag, known.headers['content-length']]).toEqual([304, 0, etags[1], undefined])
    expect((await ask('/articles/a', { headers: { 'accept-encoding': 'gzip', 'if-none-match': etags[0] ?? '' } })).status).toBe(200)
  })
  test('HEAD has the same headers and no body', async () => {
    const [get, head] = [await ask('/articles/a'), await ask('/articles/a', { method: 'HEAD' })]
    expect(head.raw.length).toBe(0)
    expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' })
  })
  test('is the same for a connection that is kept and one that is not, and answers in order', async () => {
    await ask('/articles/a')
    const plain = (text: string) => text.replace(/(?:Date|Connection|Keep-Alive): .*\r\n/g, '')
    const closed = await say('GET /articles/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    const kept = await say('GET /articles/a HTTP/1.1\r\nHost: a\r\n\r\n', (text) => text.includes('</html>'))
    expect(plain(kept)).toBe(plain(closed))
    expect(kept).toMatch(/Date: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT\r\n\r\n/)
    expect(await say('GET /feed.xml HTTP/1.1\r\nHost: a\r\nIf-None-Match: "x"\r\n\r\n', (text) => text.includes('</rss>'))).not.toMatch(/Connection|Keep-Alive/)
    const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`
    const many = await say(
      get('/articles/a') + get('/nothing') + get('/articles/a') + get('/search?q=x') + get('/articles/a'),
      (text) => text.split('</html>').length > 5,
    )
    expect(many.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 200'])
    expect(await say('GET /articles/a HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 [\s\S]*Connection: close/)
  })
  test('meets other methods with 405', async () => {
    const answer = await ask('/articles/a', { method: 'POST', body: 'x' })
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD'])
  })
})

describe('a visitor of whom something is known', () => {
  test('has their own state on the same page, by one look-up', async () => {
    const everyone = await ask('/articles/a')
    const mine = await ask('/articles/a', { headers: { cookie: 'x=1; reader=ann', 'accept-encoding': 'gzip, br' } })
    expect(mine.text).toContain('Yours')
    expect(everyone.text).toContain('Vote')
    expect(mine.headers['cache-control']).toBe('private, no-cache')
    expect(mine.headers.etag).not.toBe(everyone.headers.etag)
    expect(lookups).toEqual([{ cookie: 'x=1; reader=ann', names: ['article:a'] }])
    expect(seen).toHaveLength(1)
    const again = await ask('/articles/a', { headers: { cookie: 'reader=ann', 'accept-encoding': 'gzip, br', 'if-none-match': String(mine.headers.etag) } })
    expect(again.status).toBe(304)
  })
  test('gets the page of everyone where nothing differs, but not to be kept by others', async () => {
    const theirs = await ask('/articles/a', { headers: { cookie: '__Secure-next-auth.session-token=bob', 'accept-encoding': 'br' } })
    expect([theirs.headers['cache-control'], theirs.headers['content-encoding']]).toEqual(['private, no-cache', 'br'])
  })
  test('who only chose a theme costs no look-up', async () => {
    const dark = await ask('/articles/a', { headers: { cookie: 'theme=dark' } })
    expect(dark.text).toContain('<html data-theme="dark">')
    expect(dark.headers['cache-control']).toBe('private, no-cache')
    expect((await ask('/articles/a', { headers: { cookie: 'theme="><script>' } })).text).toContain('<html><head>')
    expect(lookups).toHaveLength(0)
  })
  test('who has acted waits for their act, here and on any page', async () => {
    await ask('/articles/a')
    version = 1
    setTimeout(() => front.purge({ id: 7, tags: ['article:a'], hard: false, at: Date.now() }), 150)
    const mine = await ask('/articles/a', { headers: { cookie: 'seen=7' } })
    expect(mine.text).toContain('Version 1')
    expect(mine.headers['cache-control']).toBe('public, max-age=0, must-revalidate')
  })
  test('whose act is not heard of in two seconds gets nothing older than a second', async () => {
    await ask('/articles/a')
    version = 1
    const from = Date.now()
    expect((await ask('/articles/a', { headers: { cookie: 'seen=999' } })).text).toContain('Version 1')
    expect(Date.now() - from).toBeGreaterThan(1900)
  })
})

describe('changes', () => {
  test('a hard purge is seen by the next request, a soft one within a second', async () => {
    await ask('/articles/a')
    version = 1
    front.purge({ id: 1, tags: ['article:a'], hard: true, at: Date.now() })
    expect((await ask('/articles/a')).text).toContain('Version 1')
    version = 2
    front.purge({ id: 2, tags: ['article:a'], hard: false, at: Date.now() })
    await sleep(1005)
    expect((await ask('/articles/a')).text).toContain('Version 2')
  })
  test('a change that was heard of late is not shown later for that', async () => {
    await ask('/articles/a')
    version = 3
    front.purge({ id: 1, tags: ['article:a'], hard: false, at: Date.now() - 1000 })
    expect((await ask('/articles/a')).text).toContain('Version 3')
  })
  test('an event that comes by twice purges once, and one with * everything', async () => {
    await ask('/articles/a')
    front.purge({ id: 1, tags: ['other'], hard: false, at: Date.now() })
    front.purge({ id: 1, tags: ['article:a'], hard: true, at: Date.now() })
    expect(serving.site?.pages.ready('/articles/a', true)).not.toBeNull()
    front.purge({ id: 2, tags: ['*'], hard: true, at: Date.now() })
    expect(serving.site?.pages.size.pages).toBe(0)
  })
  test('a refused form is the same page with its message, for its visitor alone', async () => {
    const form = { form: 'comment', message: 'Say a little more', values: { body: 'x' } }
    const refused = await front.refuse({ path: '/articles/a', form }, 'reader=ann')
    expect([refused.status, refused.headers['Cache-Control']]).toEqual([422, 'no-store'])
    expect(refused.body.toString()).toMatch(/Yours[\s\S]*Say a little more/)
    expect((await ask('/articles/a')).text).not.toContain('Say a little more')
  })
  test('feeds are kept and purged as pages are', async () => {
    expect((await ask('/feed.xml')).text).toBe('<rss>0</rss>')
    version = 1
    const kept = await ask('/feed.xml')
    expect([kept.text, kept.headers['cache-control'], kept.headers['content-type']]).toEqual(['<rss>0</rss>', 'public, max-age=300', 'application/rss+xml'])
    front.purge({ id: 1, tags: ['articles'], hard: true, at: Date.now() })
    expect((await ask('/feed.xml')).text).toBe('<rss>1</rss>')
  })
})

describe('pages that are not kept', () => {
  test('account pages see the visitor’s cookies and query', async () => {
    const answer = await ask('/account?next=%2Fa', { headers: { cookie: 'next-auth.session-token=s' } })
    expect([answer.text.includes('next-auth.session-token=s'), answer.headers['cache-control']]).toEqual([true, 'no-store'])
    expect(seen[0]?.path).toBe('/account?next=%2Fa')
    expect((await ask('/account')).text).toContain('nobody')
  })
  test('an address that can lead nowhere is not even asked for', async () => {
    await ask('/nothing')
    seen = []
    const answer = await ask('/wp-login.php')
    expect([answer.status, answer.text.includes('No such page'), seen.length]).toEqual([404, true, 0])
  })
  test('what is not there is the site’s own page, made once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => ask(`/nothing-${i}`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
    expect(answers[0]?.text).toContain('No such page')
    expect(serving.site?.pages.size.pages).toBe(1)
  })
  test('a page that throws says its number and is not kept', async () => {
    const answer = await ask('/throws', { headers: { accept: 'text/html' } })
    expect([answer.status, answer.headers['cache-control']]).toEqual([500, 'no-store'])
    expect(answer.text).toMatch(/tell us this number: [0-9a-f]{8}/)
    expect(serving.site?.pages.size.pages).toBe(1) // the page that says so, not-found, is the only one
  })
  test('a redirect of a page arrives as one', async () => {
    const answer = await ask('/moved')
    expect([answer.status, answer.headers.location]).toEqual([308, '/articles/a'])
  })
  test('thousands of random queries do not fill memory', async () => {
    for (let i = 0; i < 600; i++) await ask(`/articles/a?cursor=${i}&x${i}=y`)
    expect(serving.site?.pages.size.bytes).toBeLessThan((1 << 18) + (1 << 16))
    for (let i = 0; i < 50; i++) await ask(`/search?q=${i}`)
    expect(serving.site?.pages.size.bytes).toBeLessThan((1 << 18) + (1 << 16))
  })
})

describe('a refused form whose page cannot be shown', () => {
  const form = { form: 'comment', message: 'Say a little more', values: { body: 'words' } }
  beforeEach(() => void (pages['/refused'] = (_req, res) => html(res, `<p>Kept: ${currentRender()?.form?.values.body}</p>`)))
  for (const path of ['/gone', '/moved', '/throws', '/articles/가 나', '/search?q=says-nothing-of-it'])
    test(`${path} gives the words back on the page for that`, async () => {
      const { status, body } = await front.refuse({ path, form, status: 410 }, '')
      expect(status).toBe(410)
      expect(body.toString()).toContain('Kept: words')
    })
})

describe('what is handed to Next', () => {
  test('learns the address that the named proxy tells', async () => {
    const answer = await ask('/api/echo', { method: 'POST', body: 'hello', headers: { 'x-forwarded-for': '1.1.1.1, 198.51.100.1' } })
    expect(JSON.parse(answer.text)).toEqual({ size: 5, ip: '198.51.100.1' })
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
  })
  test('an address without this method says what it is for', async () => {
    const person = await ask('/api/posts-only', { headers: { accept: 'text/html' } })
    expect([person.status, person.headers.allow]).toEqual([405, 'POST'])
    expect(person.text).toContain('This address takes forms')
    expect(JSON.parse((await ask('/api/posts-only', { headers: { accept: 'application/json' } })).text).error.message).toContain('takes forms')
  })
  test('a body that says it is too large is refused before it is sent', async () => {
    const text = await say(`POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99000000\r\n\r\n`)
    expect(text).toMatch(/^HTTP\/1\.1 413 /)
  })
  test('a body that does not say so is cut off', async () => {
    const chunk = `10000\r\n${'x'.repeat(65536)}\r\n`
    const text = await say(`POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(6)}`)
    expect(text).toMatch(/^HTTP\/1\.1 413 /)
    expect((await ask('/healthz')).status).toBe(200)
  })
  test('events are sent as they come', async () => {
    const text = await new Promise<string>((resolve, reject) => {
      let heard = ''
      const take = (chunk: Buffer) => {
        heard += chunk.toString()
        goOn() // the second is not sent before the first has come
      }
      http
        .get(`${base}/api/stream`, { headers: { 'accept-encoding': 'gzip' } }, (res) => res.on('data', take).on('end', () => resolve(heard)))
        .on('error', reject)
    })
    expect(text).toBe('data: 1\n\ndata: 2\n\n')
  })
  test('the studio has a nonce, the same for Next and the browser', async () => {
    const answer = await ask('/admin')
    expect(answer.text).toContain(String(answer.headers['content-security-policy']))
    expect(answer.headers['content-security-policy']).toMatch(/'nonce-[\w+/=]{20,}' 'strict-dynamic'/)
    expect((await ask('/admin')).headers['content-security-policy']).not.toBe(answer.headers['content-security-policy'])
  })
})

describe('bad input', () => {
  test.each([
    ['dots', '/../etc/passwd', 400],
    ['an encoded slash', '/articles/..%2f..%2fx', 404],
    ['NUL', '/a%00', 400],
    ['what is not UTF-8', '/%ff', 400],
    ['9 KB', `/${'x'.repeat(9000)}`, 414],
    ['64 KB', `/${'x'.repeat(65_000)}`, 414],
  ])('an address with %s', async (_, path, status) => {
    expect(await say(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  })
  test('absurd headers and hosts', async () => {
    expect(await say(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
    expect(await say('GET / HTTP/1.1\r\nHost: <script>\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect(await say('GET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect(await say('\x16\x03\x01 nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  })
  test('connections that are dropped in the middle leave nothing behind', async () => {
    for (let i = 0; i < 50; i++) {
      const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1')
      socket.on('error', () => {})
      await new Promise((resolve) => socket.once('connect', resolve))
      socket.write(i % 2 ? 'GET /articles/a HTTP/1.1\r\nHost: a\r\n\r\n' : 'POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx')
      socket.resetAndDestroy()
    }
    expect((await ask('/articles/a')).status).toBe(200)
    await vi.waitUntil(() => serving.site?.pages.size.running === 0, patient)
  })
  test('slow clients are waited for so long and no longer', () => {
    expect(server.headersTimeout).toBeLessThanOrEqual(15_000)
    expect(server.requestTimeout).toBeLessThanOrEqual(60_000)
  })
})

describe('before Next is ready', () => {
  test('requests are told to come again, and the process says that it lives', async () => {
    Object.assign(serving, { site: null, handle: null })
    const answer = await ask('/articles/a')
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2'])
    expect((await ask('/healthz')).status).toBe(200)
    expect((await ask('/readyz')).status).toBe(503)
  })
})

test('operators see what is kept and what it took', async () => {
  await ask('/articles/a')
  await ask('/articles/a')
  const { text } = await ask('/metrics')
  expect(text).toContain('lightstick_store_pages 1\n')
  expect(text).toContain('lightstick_page_hits_total{copy="fresh"} 1\n')
  expect(text).toContain('lightstick_renders_total 1\n')
  expect(text).toMatch(/lightstick_answers_total\{status="200"\} \d+/)
  expect(text).toContain('more 1')
  expect((await ask('/readyz')).status).toBe(200)
})
