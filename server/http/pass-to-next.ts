import type { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { RenderContext, RequestContext } from '@/platform/bridge'
import { isAppError } from '@/platform/errors'
import { cookieNames, saidDropped } from '@/platform/http/cookies'
import { refuseCrossSite } from '@/platform/http/origin'
import { limitBody, picturePath } from './body-limit'
import { setTrustedHeaders, type Client } from './client-address'
import { sendError } from './error-page'
import { commonHeaders, dataPolicy, setPolicyIfMissing, studioPolicy } from './headers'
import { newRequestId } from './request-id'

/** `allow`: finds what the address answers to, for the header `Allow`; null where that cannot be said. */
type Passed = { req: IncomingMessage; res: ServerResponse; client: Client; path: string; allow: () => Promise<string | null> }

/** Methods that Next can read. It answers TRACE, for one, with 500. */
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Passes a request to Next as it is: for the studio, server actions and the API. Of the answer only headers are changed. */
export function passToNext(
  nextHandler: RequestListener,
  context: AsyncLocalStorage<RenderContext | RequestContext>,
  { req, res, client, path, allow }: Passed,
): unknown {
  if (!knownMethods.has(req.method ?? '')) return sendNotAllowed(req, res, allow)
  const id = newRequestId()
  setTrustedHeaders(req, client)
  delete req.headers['content-security-policy']
  // Without one Next sends the head before it knows the status: 200 for what is refused.
  req.headers['user-agent'] ||= 'unknown'
  const isStudio = path === '/admin' || path.startsWith('/admin/')
  const nonce = isStudio ? randomBytes(16).toString('base64') : ''
  const policy = isStudio ? studioPolicy(nonce) : dataPolicy
  for (const [name, value] of Object.entries(commonHeaders(client.secure))) res.setHeader(name, value)
  if (!path.startsWith('/_next')) setPolicyIfMissing(res, policy)
  // Its layout says what was done, once.
  if (isStudio && req.method === 'GET' && req.headers.cookie?.includes(`${cookieNames.said}=`)) res.appendHeader('Set-Cookie', saidDropped())
  if (isStudio) req.headers['content-security-policy'] = policy
  else if (path.startsWith('/api/')) explainMethodNotAllowed(req, res, allow)
  res.setHeader('X-Request-Id', id)
  // Posts to the API are checked by `endpoint`. What is left are server actions: Next compares `Origin` only when there is one, and answers 500.
  if (req.method !== 'GET' && req.method !== 'HEAD' && !path.startsWith('/api/') && !comesFromHere(req)) {
    return sendError(req, res, 403, 'This request came from another site. Open the page here and try again.')
  }
  if (!limitBody(req, res, isStudio ? 'studio' : picturePath.test(path) ? 'picture' : 'reader')) return
  const store: RequestContext = { kind: 'request', id, clientIp: client.ip, secure: client.secure }
  if (isStudio) heedStatus(res, store)
  return context.run(store, () => nextHandler(req, res))
}

function comesFromHere({ headers }: IncomingMessage): boolean {
  const told = new Headers()
  for (const name of ['sec-fetch-site', 'origin', 'cookie', 'host'] as const) if (headers[name] !== undefined) told.set(name, String(headers[name]))
  try {
    refuseCrossSite(told)
    return true
  } catch (error) {
    if (isAppError(error)) return false
    throw error
  }
}

/** A studio page that says why there is nothing else is put together as any other; the answer's status says so too, and when to come back. */
function heedStatus(res: ServerResponse, store: RequestContext) {
  const { writeHead } = res
  res.writeHead = function (this: ServerResponse, status: number, ...rest: unknown[]) {
    if (store.status === 503) this.setHeader('Retry-After', '5')
    return Reflect.apply(writeHead, this, [status === 200 ? (store.status ?? status) : status, ...rest]) as ServerResponse
  } as typeof res.writeHead
}

/**
 * Gives a 405 of Next, which is empty, a body that says what to do. People see it: after a refused form the address of the form's handler stands in
 * the browser's address bar, and Enter asks for it with GET. Its head is held back: what compresses for Next writes the head before the end.
 */
function explainMethodNotAllowed(req: IncomingMessage, res: ServerResponse, allow: Passed['allow']) {
  const { writeHead, end } = res
  res.writeHead = function (this: ServerResponse, status: number, ...rest: unknown[]) {
    if (status === 405) return Object.assign(this, { statusCode: status })
    return Reflect.apply(writeHead, this, [status, ...rest]) as ServerResponse
  } as typeof res.writeHead
  res.end = function (this: ServerResponse, ...rest: unknown[]) {
    Object.assign(this, { writeHead, end })
    if (this.statusCode !== 405 || this.headersSent) return Reflect.apply(end, this, rest)
    void sendNotAllowed(req, this, allow)
    return this
  } as typeof res.end
}

async function sendNotAllowed(req: IncomingMessage, res: ServerResponse, allow: Passed['allow']): Promise<void> {
  const isReading = req.method === 'GET' || req.method === 'HEAD'
  const message = isReading ? 'This address takes forms. Go back to the page that the form is on.' : 'That cannot be done at this address.'
  const methods = await allow().catch(() => null)
  sendError(req, res, 405, message, { Allow: methods ?? (isReading ? 'POST' : 'GET, HEAD') })
}
