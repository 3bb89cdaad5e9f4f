import { AsyncLocalStorage } from 'node:async_hooks'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { gunzipSync, brotliDecompressSync } from 'node:zlib'
import compression from 'next/dist/compiled/compression'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import {
  currentRender,
  currentRequest,
  offerBridge,
  type Bridge,
  type OwnRequest,
  type RenderContext,
  type RequestContext,
  type SentFile,
  type LiveSource,
  type StreamSource,
} from '@/platform/bridge'
import { deliver, deliverMissed } from '@/platform/events/bus'
import type { Event } from '@/platform/events/catalogue'
import { PageKeys } from '@/server/cache/page-keys'
import { SeenEvents } from '@/server/cache/seen-events'
import { StaticAssets } from '@/server/http/static-assets'
import { FastPath } from '@/server/fast-path/fast-path'
import { makeClientOf, trustedProxies } from '@/server/http/client-address'
import { Draining } from '@/server/lifecycle/draining'
import { startMetrics } from '@/server/lifecycle/metrics'
import { listen, makeServer } from '@/server/http/listen'
import { makeBridge } from '@/server/bridge'
import { makeRenderWithNext } from '@/server/render/render-with-next'
import { makeRouter, respondFast } from '@/server/router'
import type { ServerState } from '@/server/state'
import { Hub } from '@/server/streams/hub'
import { LiveLists } from '@/server/streams/live'
import { subscribeCaches, subscribeStreams } from '@/server/subscribe'
import { PageRenderer } from '@/server/render/page-renderer'

/** The real server on a real port; behind it, in Next's place, a handler that answers what a test needs. */

/** What the handler was asked, whose state was looked up, and what it shows; anew for each test. */
export const state = {
  seen: [] as { path: string; headers: IncomingMessage['headers'] }[],
  lookups: [] as OwnRequest[],
  version: 0,
  goOn: () => {},
  base: '',
  front: null as unknown as Bridge,
  streams: null as unknown as StreamSource,
  live: null as unknown as LiveSource,
  /** By their paths. */
  mediaFiles: new Map<string, SentFile | { moved: string }>(),
}

export const pages: Record<string, (req: IncomingMessage, res: ServerResponse) => unknown> = {
  '/articles/a': (_req, res) => {
    currentRender()?.tags.add('article:a')
    currentRender()?.own.add('article:a')
    const form = currentRender()?.form
    const own = '<ls-own of="vote:1"><ls-then>Yours</ls-then><ls-else>Vote</ls-else></ls-own><ls-slot name="account-name"></ls-slot>'
    html(res, `<h1>Version ${state.version}</h1>${own}<p>${form?.message ?? ''}</p>${'<p>words and more words</p>'.repeat(40)}<script>1</script>`)
  },
  '/_not-found': (_req, res) => html(res, '<h1>No such page</h1>', 404),
  '/moved': (_req, res) => void res.writeHead(308, { location: '/articles/a' }).end(),
  '/throws': (_req, res) => html(res, 'x', 500),
  '/feed.xml': (_req, res) => {
    currentRender()?.tags.add('articles')
    res.writeHead(200, { 'content-type': 'application/rss+xml', 'cache-control': 'public, max-age=300' }).end(`<rss>${state.version}</rss>`)
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
    await new Promise<void>((resolve) => (state.goOn = resolve))
    res.end('data: 2\n\n')
  },
  // As Next does it: the answer goes through its compression, which writes the head by itself.
  '/api/posts-only': (req, res) => compression()(req, res, () => void Object.assign(res, { statusCode: 405 }).end()),
  '/admin': (req, res) => html(res, String(req.headers['content-security-policy'])),
}
export const html = (res: ServerResponse, body: string, status = 200) =>
  void res
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'x-powered-by': 'someone' })
    .end(`<!DOCTYPE html><html data-theme="own"><head></head><body>${body}</body></html>`)

async function handle(req: IncomingMessage, res: ServerResponse) {
  const path = (req.url ?? '').split('?')[0] ?? ''
  state.seen.push({ path: req.url ?? '', headers: req.headers })
  const page = pages[path] ?? (path.startsWith('/articles/a?') ? pages['/articles/a'] : undefined)
  if (page) await page(req, res)
  else html(res, '', 404)
}

process.env.SECRET ??= 'a secret of these tests, 40 characters long'
const context = new AsyncLocalStorage<RenderContext | RequestContext>()
const clientOf = makeClientOf(trustedProxies(['127.0.0.0/8']))
export const serverState: ServerState = {
  dev: false,
  context,
  seenEvents: new SeenEvents(),
  assets: new StaticAssets('/nowhere'),
  clientOf,
  renderer: null,
  nextHandler: null,
  inside: null,
  pageKeys: new PageKeys(),
  cdn: null,
  draining: new Draining(),
  streams: new Hub(() => serverState.inside?.streams),
  live: new LiveLists(() => serverState.inside?.live, 120),
}
const agent = new http.Agent({ keepAlive: true })
export const server = makeServer(makeRouter(serverState))
export const fastPath = new FastPath(server, {
  respond: (request, socket) => respondFast(serverState, request, socket),
  idleMs: { beforeFirst: 15_000, afterResponse: 65_000 },
})

/** Starts it for the tests of a file. */
export function useFront() {
  beforeAll(async () => {
    startMetrics()
    state.base = `http://127.0.0.1:${await listen(server, { port: 0, host: '127.0.0.1' })}`
    state.front = makeBridge(serverState)
    offerBridge(state.front)
    subscribeCaches(serverState)
    subscribeStreams(serverState)
  })
  afterAll(() => {
    server.closeAllConnections()
    fastPath.closeAllConnections()
    server.close()
  })
  beforeEach(() => {
    Object.assign(state, { seen: [], lookups: [], version: 0 })
    serverState.renderer = new PageRenderer({
      renderWithNext: makeRenderWithNext(handle, context, new URL('https://lists.example')),
      html: { module: '/_lightstick/m.js', keepScripts: false },
      maxBytes: { pages: 1 << 20, variants: 1 << 18 },
      dev: false,
      queryKeysOf: (path) => serverState.pageKeys.queryKeysOf(path),
      isKnown: (path) => path !== '/wp-login.php',
    })
    serverState.nextHandler = handle
    serverState.seenEvents = new SeenEvents()
    deliverMissed() // events of an earlier test may have had the same numbers
    state.front = makeBridge(serverState)
    offerBridge(state.front)
    state.front.register({
      isThere: async () => true,
      formerAddresses: { areAny: () => false, find: async () => null },
      pageQueries: [
        { route: '/articles/[slug]', keys: ['sort', 'cursor'] },
        { route: '/search', keys: ['q'] },
      ],
      own: async (request) => {
        state.lookups.push(request)
        return { on: request.cookie.includes('reader=ann') ? ['vote:1'] : [], slots: {} }
      },
      mediaFile: async (path) => state.mediaFiles.get(path) ?? null,
      post: () => null,
      streams: { mayHear: (cookie, topics) => state.streams.mayHear(cookie, topics), states: (topics) => state.streams.states(topics) },
      live: { find: (slug) => state.live.find(slug), news: (id, about) => state.live.news(id, about), recent: () => state.live.recent() },
      trouble: async () => null,
      metrics: () => 'more 1',
      stop: async () => {},
    })
  })
}

/** Tells the server of an event, as a commit does. */
export const happen = (event: Pick<Event, 'id' | 'tags' | 'hard'> & { at?: number }) =>
  deliver({ type: 'article.changed', payload: { articleId: 'a' }, at: Date.now(), ...event })

type Answer = { status: number; headers: http.IncomingHttpHeaders; text: string; raw: Buffer }
export function ask(
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = http.request(`${state.base}${path}`, { method, headers, agent }, (res) => {
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
export const patient = { timeout: 30_000, interval: 10 }

/** Sends bytes as they are and resolves to what comes back before the connection ends, or as soon as that is all that was awaited. */
export function say(bytes: string | Buffer, isAll: (text: string) => boolean = () => false): Promise<string> {
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
