import type { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { RenderContext, RequestContext } from '@/platform/bridge'
import { limitBody } from './body-limit'
import { setTrustedHeaders, type Client } from './client-address'
import { sendError } from './error-page'
import { commonHeaders, dataPolicy, setPolicyIfMissing, studioPolicy } from './headers'
import { newRequestId } from './request-id'

/** Passes a request to Next as it is: for the studio, server actions and the API. Of the answer only headers are changed. */
export function passToNext(
  nextHandler: RequestListener,
  context: AsyncLocalStorage<RenderContext | RequestContext>,
  { req, res, client, path }: { req: IncomingMessage; res: ServerResponse; client: Client; path: string },
): unknown {
  const id = newRequestId()
  setTrustedHeaders(req, client)
  delete req.headers['content-security-policy']
  const isStudio = path === '/admin' || path.startsWith('/admin/')
  const nonce = isStudio ? randomBytes(16).toString('base64') : ''
  const policy = isStudio ? studioPolicy(nonce) : dataPolicy
  for (const [name, value] of Object.entries(commonHeaders(client.secure))) res.setHeader(name, value)
  if (!path.startsWith('/_next')) setPolicyIfMissing(res, policy)
  if (isStudio) req.headers['content-security-policy'] = policy
  else if (path.startsWith('/api/')) explainMethodNotAllowed(req, res)
  res.setHeader('X-Request-Id', id)
  if (!limitBody(req, res, isStudio ? 'studio' : 'reader')) return
  const store: RequestContext = { kind: 'request', id, clientIp: client.ip, secure: client.secure }
  if (isStudio) heedStatus(res, store)
  return context.run(store, () => nextHandler(req, res))
}

/** A studio page that says that something is not there is put together as any other; the answer's status says so too. */
function heedStatus(res: ServerResponse, store: RequestContext) {
  const { writeHead } = res
  res.writeHead = function (this: ServerResponse, status: number, ...rest: unknown[]) {
    return Reflect.apply(writeHead, this, [status === 200 ? (store.status ?? status) : status, ...rest]) as ServerResponse
  } as typeof res.writeHead
}

/**
 * Gives a 405 of Next, which is empty, a body that says what to do. People see it: after a refused form the address of the form's handler stands in
 * the browser's address bar, and Enter asks for it with GET.
 */
function explainMethodNotAllowed(req: IncomingMessage, res: ServerResponse) {
  const { end } = res
  const isReading = req.method === 'GET' || req.method === 'HEAD'
  res.end = function (this: ServerResponse, ...rest: unknown[]) {
    this.end = end
    if (this.statusCode !== 405 || this.headersSent) return Reflect.apply(end, this, rest)
    const message = isReading ? 'This address takes forms. Go back to the page that the form is on.' : 'This address is for reading.'
    sendError(req, this, 405, message, { Allow: isReading ? 'POST' : 'GET, HEAD' })
    return this
  } as typeof res.end
}
