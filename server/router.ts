import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FormerAddress } from '@/platform/bridge'
import { isDatabaseAway } from '@/platform/database-away'
import { saidDropped } from '@/platform/http/cookies'
import { log } from '@/platform/log'
import { nextTurn } from '@/platform/turns'
import { kindOf, type PageKind } from './cache/cache-rules'
import type { FinishedPage } from './cache/finished-page'
import { pageAnswer } from './cache/page-answer'
import { anonymous, type ViewerState } from './cache/template'
import { rawResponse } from './fast-path/raw-response'
import type { SimpleGet } from './fast-path/parse-head'
import { addressForLog, isSecretTarget, readAddress, secretPage } from './http/address'
import { sendAnswer, type Answer } from './http/answer'
import { isHost, type Client } from './http/client-address'
import { answerDirectPost } from './http/direct-post'
import { sendError } from './http/error-page'
import { commonHeaders, secretHeaders } from './http/headers'
import { sendMediaFile } from './http/media-file'
import { passToNext } from './http/pass-to-next'
import { isHealthPath, sendHealth } from './lifecycle/health'
import { countAnswer } from './lifecycle/metrics'
import { RenderFailed, type PageRenderer } from './render/page-renderer'
import { Overloaded } from './render/render-lanes'
import type { ServerState } from './state'
import { streamPath } from './streams/hub'
import { liveSlugOf } from './streams/live'
import { answerForViewer } from './viewer/answer-for-viewer'
import { noCookies, readViewerCookies, type ViewerCookies } from './viewer/viewer-cookies'
import { findViewerState, knownViewerState } from './viewer/viewer-state'

type Exchange = { req: IncomingMessage; res: ServerResponse }

/** How long a reader who has just acted waits for this process to hear of their act. */
const seenTimeoutMs = 2000

const awayMessage = 'This page cannot be shown just now. We are on it: try again in a few seconds. Pages that many people read may still be there.'

/** Makes the listener that answers every request that Node reads. It never throws and never rejects. */
export function makeRouter(state: ServerState): RequestListener {
  return (req, res) => {
    // HTTP/1.1 connections stay open unless a side says otherwise; the header that says so takes 48 bytes of each answer.
    if (req.httpVersionMinor === 1 && res.shouldKeepAlive) res.removeHeader('Connection')
    state.draining.note(res)
    route(state, { req, res }).catch((error: unknown) => {
      const clientIsGone = res.destroyed || (req.destroyed && !req.complete)
      if (clientIsGone) return void res.destroy()
      const id = error instanceof RenderFailed ? error.id : 'unknown'
      if (error instanceof Overloaded) return sendError(req, res, 503, 'Many people are here just now. Try again in a few seconds.', { 'Retry-After': '3' })
      if (isDatabaseAway(error)) return sendError(req, res, 503, awayMessage, { 'Retry-After': '5' })
      if (!(error instanceof RenderFailed)) log.error({ err: error, url: addressForLog(req.url) }, 'a request failed')
      return sendServerError(state, { req, res }, id)
    })
  }
}

/** The whole response to a simple GET when its page is kept and nothing has to be looked up, else null. Most requests are of this kind, so nothing here waits. */
export function respondFast(state: ServerState, request: SimpleGet, socket: Socket): Buffer | null {
  try {
    const answer = fastAnswer(state, request, socket)
    if (!answer) return null
    countAnswer(answer.status)
    return rawResponse(answer)
  } catch {
    return null // the same happens on the way through Node, where it is logged and answered with 500
  }
}

function fastAnswer({ renderer, draining, clientOf, seenEvents }: ServerState, { url, headers }: SimpleGet, socket: Socket): Answer | null {
  if (!renderer || draining.hasBegun || !isHost(headers.host)) return null
  const cookies = headers.cookie === undefined ? noCookies : readViewerCookies(headers.cookie)
  const hasActed = cookies.lastEvent > 0
  if (hasActed && !seenEvents.has(cookies.lastEvent)) return null
  // An address that is spelled exactly as a key is in the one spelling already.
  const page = renderer.cache.ready(url, hasActed)
  if (page?.status !== 200) return null
  const { secure } = clientOf({ headers, socket })
  if (!mayDiffer(page, cookies)) return pageAnswer(page, headers, secure)
  const viewer = knownViewerState(page, cookies)
  return viewer && answerForViewer(page, viewer, headers, secure)
}

/** Whether a reader may see the page in another way than everybody. */
const mayDiffer = (page: FinishedPage, { known, theme }: ViewerCookies) => page.template !== null && (known || theme !== null)

async function route(state: ServerState, { req, res }: Exchange): Promise<void> {
  if (req.method === 'OPTIONS' && req.url === '*') return void res.writeHead(204, { Allow: 'GET, HEAD, POST, OPTIONS' }).end()
  const address = readAddress(req.url ?? '/')
  if ('status' in address) return sendError(req, res, address.status, 'Look at the address again, or begin at the front page.')
  if (!isHost(req.headers.host)) return sendError(req, res, 400, 'The Host header cannot be read.', { Connection: 'close' })
  if ('redirect' in address) return sendMoved(res, address.redirect)
  const { path, query } = address
  const { renderer, nextHandler, inside } = state
  const isReading = req.method === 'GET' || req.method === 'HEAD'
  if (!isReading && (isHealthPath(path) || (path.startsWith('/_') && !state.dev))) return sendForReadingOnly(req, res)
  if (isHealthPath(path)) {
    const asked = {
      inside,
      cache: renderer?.cache ?? null,
      openStreams: { studio: state.streams.size, readers: state.live.size },
      isStopping: state.draining.hasBegun,
    }
    return sendHealth(asked, req, res, path)
  }
  if (!renderer || !nextHandler) return sendError(req, res, 503, 'The site is starting. Try again in a few seconds.', { 'Retry-After': '2' })
  const client = state.clientOf(req)
  if (path === streamPath && isReading) return state.streams.open(req, res, query, client)
  const live = isReading ? liveSlugOf(path) : null
  if (live) return state.live.open(req, res, { slug: live, query, client, lookUp: (ask) => renderer.lookUp(ask, client.ip) })
  if (path.startsWith(state.dev ? '/_lightstick/' : '/_') && (await state.assets.send(req, res, path, client.secure))) return
  if (path.startsWith('/media/') && isReading && inside) return sendMediaFile(inside, { req, res }, path, client.secure)
  const directPost = req.method === 'POST' ? inside?.post(path) : null
  const kind = kindOf(path)
  // What is worked on for long takes turns (platform/turns.ts). Pages have lanes for that.
  if (directPost || kind === 'next') await nextTurn()
  if (directPost) return answerDirectPost(directPost, state.context, { req, res, client, path })
  if (kind === 'next') return void (await passToNext(nextHandler, state.context, { req, res, client, path, allow: () => renderer.allowedMethods(path) }))
  if (!isReading) return sendForReadingOnly(req, res)
  const cookies = req.headers.cookie === undefined ? noCookies : readViewerCookies(req.headers.cookie)
  if (kind === 'secret') return sendSecret(renderer, { req, res }, { path, client, theme: cookies.theme })
  const key = kind === 'private' ? path : state.pageKeys.keyOf(path, query)
  // What is made up costs a look-up, not a render, and each network's look-ups take turns with those of others.
  if (kind === 'shared' && !renderer.cache.has(key)) {
    const settled = renderer.isKnown(path) ? await renderer.settle(key, (asked) => state.pageKeys.settle(asked), client.ip) : null
    if (settled === null) return sendMissing(state, { req, res }, { renderer, path, query, client })
    if (settled !== key)
      return void res.writeHead(302, { Location: settled, 'Content-Length': 0, 'Cache-Control': 'no-store', ...commonHeaders(client.secure) }).end()
  }
  if (cookies === noCookies && kind === 'shared') {
    const page = renderer.cache.ready(key, false) ?? (await renderer.cache.get(key, false, client.ip))
    if (page.status === 404) return sendMissing(state, { req, res }, { renderer, path, query, client })
    return sendAnswer(req, res, pageAnswer(page, req.headers, client.secure))
  }
  return sendWithCookies(state, { req, res }, { renderer, kind, path, query, key, client, cookies })
}

type Missing = { renderer: PageRenderer; path: string; query: string; client: Client }

/** What an address where there is no page was on the site that was here before. */
async function findFormer({ inside }: ServerState, { renderer, path, query, client }: Missing): Promise<FormerAddress | null> {
  if (!inside?.formerAddresses.areAny()) return null
  // While the database is away nothing is known of them, and the answer says so (503): robots drop what is not found.
  return renderer.lookUp(() => inside.formerAddresses.find(path, query), client.ip)
}

/** Leads on to where an old address is now, or says that it is gone. */
async function sendFormer({ req, res }: Exchange, former: FormerAddress, { renderer, client }: Missing): Promise<void> {
  if (former.location === null) return sendAnswer(req, res, pageAnswer({ ...(await renderer.notFound()), status: 410 }, req.headers, client.secure))
  const head = { Location: former.location, 'Content-Length': 0, 'Cache-Control': 'public, max-age=0, must-revalidate', ...commonHeaders(client.secure) }
  res.writeHead(former.status, head).end()
}

/** Answers where there is no page. */
async function sendMissing(state: ServerState, exchange: Exchange, missing: Missing): Promise<void> {
  const former = await findFormer(state, missing)
  if (former) return sendFormer(exchange, former, missing)
  return sendAnswer(exchange.req, exchange.res, pageAnswer(await missing.renderer.notFound(), exchange.req.headers, missing.client.secure))
}

function sendMoved(res: ServerResponse, to: string): void {
  const ofSecret = kindOf(to) === 'secret' && { 'Cache-Control': 'no-store', ...secretHeaders }
  res.writeHead(308, { Location: to, 'Content-Length': 0, 'X-Content-Type-Options': 'nosniff', ...ofSecret }).end()
}

// The rest of a body is not read.
const sendForReadingOnly = (req: IncomingMessage, res: ServerResponse) =>
  sendError(req, res, 405, 'This address is for reading.', { Allow: 'GET, HEAD', Connection: 'close' })

type PageRequest = { renderer: PageRenderer; kind: PageKind; path: string; query: string; key: string; client: Client; cookies: ViewerCookies }

/** Sends a page to a reader with cookies of ours, or a private page. */
async function sendWithCookies(state: ServerState, { req, res }: Exchange, { renderer, kind, path, query, key, client, cookies }: PageRequest): Promise<void> {
  const { inside } = state
  const cookieHeader = req.headers.cookie ?? ''
  if (kind === 'private') {
    const page = await renderer.renderForOne({ path: query ? `${path}?${query}` : path, cookie: cookieHeader }, client.ip)
    const viewer = inside ? await findViewerState(page, cookies, cookieHeader, inside) : undefined
    return sendAnswer(req, res, withoutSaid(answerForViewer(page, viewer, req.headers, client.secure, 'no-store'), viewer))
  }
  const hasActed = cookies.lastEvent > 0
  if (hasActed && !(await state.seenEvents.wait(cookies.lastEvent, seenTimeoutMs))) renderer.cache.distrust(key)
  const page = await renderer.cache.get(key, hasActed, client.ip)
  const former = page.status === 404 && kind === 'shared' ? await findFormer(state, { renderer, path, query, client }) : null
  if (former) return sendFormer({ req, res }, former, { renderer, path, query, client })
  if (!mayDiffer(page, cookies) || !inside) return sendAnswer(req, res, pageAnswer(page, req.headers, client.secure))
  const viewer = await findViewerState(page, cookies, cookieHeader, inside)
  return sendAnswer(req, res, withoutSaid(answerForViewer(page, viewer, req.headers, client.secure), viewer))
}

type SecretRequest = { path: string; client: Client; theme: ViewerState['theme'] }

/** Sends a page that whoever knows its address may see. Of their cookies only the colours are heeded, and none is set. */
async function sendSecret(renderer: PageRenderer, { req, res }: Exchange, { path, client, theme }: SecretRequest): Promise<void> {
  // Programs that only ask whether an address is there have not looked at it.
  const secret = { token: path.slice(secretPage.length + 1), clientIp: client.ip, isLook: req.method === 'GET' }
  const page = await renderer.renderForOne({ path: secretPage, secret }, client.ip)
  const shown = { ...page, headers: { ...page.headers, ...secretHeaders } }
  return sendAnswer(req, res, answerForViewer(shown, { ...anonymous, theme }, req.headers, client.secure, 'no-store'))
}

/** What was done is said once: the page that says it drops the cookie that asks for it. */
const withoutSaid = (answer: Answer, viewer: ViewerState | undefined): Answer =>
  viewer?.slots.said && answer.status === 200 ? { ...answer, headers: [...answer.headers, 'Set-Cookie', saidDropped()] } : answer

/** Answers 500 with the site's own page, which shows the id; when that cannot be rendered either, with a plain page. */
async function sendServerError(state: ServerState, { req, res }: Exchange, id: string): Promise<void> {
  const message = `Something went wrong on our side. If it stays so, tell us this number: ${id}`
  try {
    if (res.headersSent || !state.renderer) throw new Error('an answer has begun')
    const client = state.clientOf(req)
    const page = await state.renderer.renderRefused('/refused', { form: 'none', message, values: {} }, '', client.ip)
    if (page.status !== 200) throw new Error('there is no such page')
    const headers = isSecretTarget(req.url) ? { ...page.headers, ...secretHeaders } : page.headers
    sendAnswer(req, res, answerForViewer({ ...page, headers, status: 500 }, undefined, req.headers, client.secure, 'no-store'))
  } catch {
    sendError(req, res, 500, message)
  }
}
