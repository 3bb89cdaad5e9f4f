import type { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { log } from '@/platform/log'
import type { Inside, RenderContext, RequestContext } from '@/platform/front'
import { knownQuery, readAddress } from './http/address'
import type { Applied } from './cache/seen-events'
import type { Assets } from './http/static-assets'
import type { Cdn } from './cache/cdn'
import { answerDirectly } from './http/direct-post'
import { marksOf, nothing, type Marks } from './viewer/viewer-cookies'
import { isHost, type Visitor } from './http/client-address'
import { Overloaded } from './render/concurrency-limit'
import { handOver } from './http/pass-to-next'
import { sendHealth } from './lifecycle/health'
import { findVisit, sendOwn } from './viewer/viewer-state'
import { routeOf, type Route } from './cache/cache-rules'
import type { PlainRequest } from './fast-path/parse-simple-get'
import { wholeOf } from './fast-path/raw-response'
import { sendCopy } from './cache/send-page'
import { RenderFailed, type Site } from './render/page-renderer'
import { sendTrouble } from './http/error-page'

export type Serving = {
  dev: boolean
  context: AsyncLocalStorage<RenderContext | RequestContext>
  applied: Applied
  assets: Assets
  visitorOf: (req: Pick<IncomingMessage, 'headers' | 'socket'>) => Visitor
  /** Null until Next is ready. */
  site: Site | null
  handle: RequestListener | null
  inside: Inside | null
  cdn: Cdn | null
}

type Exchange = { req: IncomingMessage; res: ServerResponse }

const patience = 2000

/** Answers every request. Never throws and never rejects. */
export function makeListener(serving: Serving): RequestListener {
  return (req, res) => {
    // HTTP/1.1 keeps connections open unless somebody says otherwise: to say so takes 48 bytes of each answer.
    if (req.httpVersionMinor === 1 && res.shouldKeepAlive) res.removeHeader('Connection')
    answer(serving, { req, res }).catch((error: unknown) => {
      if (res.destroyed || (req.destroyed && !req.complete)) return void res.destroy() // they have hung up
      const id = error instanceof RenderFailed ? error.id : 'unknown'
      if (error instanceof Overloaded) return sendTrouble(req, res, 503, 'Many people are here just now. Try again in a few seconds.', { 'Retry-After': '3' })
      if (!(error instanceof RenderFailed)) log.error({ err: error, url: req.url?.slice(0, 200) }, 'a request failed')
      return troubled(serving, { req, res }, id)
    })
  }
}

/** The answer to a plain request when it is kept, in one piece: most requests are this, and nothing is waited for. */
export function answerPlainly({ site, dev, visitorOf }: Serving, { url, headers }: PlainRequest, socket: Socket): Buffer | null {
  if (!site || dev || !isHost(headers.host)) return null
  // Keys are spelled in one way, so an address that is one needs no reading.
  const copy = site.pages.ready(url, false)
  return copy?.status === 200 ? wholeOf(copy, headers['accept-encoding'], visitorOf({ headers, socket }).secure) : null
}

async function answer(serving: Serving, { req, res }: Exchange): Promise<void> {
  const address = readAddress(req.url ?? '/')
  if ('status' in address) return sendTrouble(req, res, address.status, 'Look at the address again, or begin at the front page.')
  if (!isHost(req.headers.host)) return sendTrouble(req, res, 400, 'The Host header cannot be read.', { Connection: 'close' })
  if ('redirect' in address) return void res.writeHead(308, { Location: address.redirect, 'Content-Length': 0, 'X-Content-Type-Options': 'nosniff' }).end()
  const { path, query } = address
  if (await sendHealth(serving, { req, res }, path)) return
  const { site, handle } = serving
  if (!site || !handle) return sendTrouble(req, res, 503, 'The site is starting. Try again in a few seconds.', { 'Retry-After': '2' })
  const visitor = serving.visitorOf(req)
  if (path.startsWith(serving.dev ? '/_lightstick/' : '/_') && (await serving.assets.send(req, res, path, visitor.secure))) return
  const direct = req.method === 'POST' ? serving.inside?.post(path) : null
  if (direct) return answerDirectly(direct, serving.context, { req, res, visitor, path })
  const route = routeOf(path)
  if (route.kind === 'next') return void (await handOver(handle, serving.context, { req, res, visitor, path }))
  if (req.method !== 'GET' && req.method !== 'HEAD')
    return sendTrouble(req, res, 405, 'This address is for reading.', { Allow: 'GET, HEAD', Connection: 'close' })
  const cookie = req.headers.cookie
  const marks = cookie === undefined ? nothing : marksOf(cookie)
  if (marks === nothing && route.kind === 'page') {
    const key = path + knownQuery(query, route.query)
    return sendCopy(req, res, site.pages.ready(key, false) ?? (await site.pages.get(key)), visitor.secure)
  }
  return sendMarked(serving, { req, res }, { site, route, path, query, visitor, marks })
}

type Asked = { site: Site; route: Route; path: string; query: string; visitor: Visitor; marks: Marks }

/** For a visitor of whom we know something, and for pages that are never shared. */
async function sendMarked(serving: Serving, { req, res }: Exchange, { site, route, path, query, visitor, marks }: Asked): Promise<void> {
  const cookie = req.headers.cookie ?? ''
  if (route.kind === 'private') {
    const copy = await site.one({ path: query ? `${path}?${query}` : path, cookie })
    const visit = serving.inside ? await findVisit(copy, marks, cookie, serving.inside) : undefined
    return sendOwn(req, res, copy, visit, visitor.secure, 'no-store')
  }
  const key = path + knownQuery(query, route.query, route.longest)
  const strict = marks.seen > 0
  if (strict && !(await serving.applied.wait(marks.seen, patience))) site.pages.doubt(key)
  const copy = await site.pages.get(key, strict)
  const isTheirs = copy.pieces !== null && (marks.known || marks.theme !== null)
  if (!isTheirs || !serving.inside) return sendCopy(req, res, copy, visitor.secure)
  return sendOwn(req, res, copy, await findVisit(copy, marks, cookie, serving.inside), visitor.secure)
}

/** A page of the site that says what happened, with a number to tell us; a plain one when even that cannot be made. */
async function troubled(serving: Serving, { req, res }: Exchange, id: string): Promise<void> {
  const message = `Something went wrong on our side. If it stays so, tell us this number: ${id}`
  try {
    if (res.headersSent || !serving.site) throw new Error('an answer has begun')
    const copy = await serving.site.refused('/refused', { form: 'none', message, values: {} }, '')
    if (copy.status !== 200) throw new Error('there is no such page')
    sendOwn(req, res, { ...copy, status: 500 }, undefined, serving.visitorOf(req).secure, 'no-store')
  } catch {
    sendTrouble(req, res, 500, message)
  }
}
