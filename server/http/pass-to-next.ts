import type { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { RenderContext, RequestContext } from '@/platform/front'
import type { Visitor } from './client-address'
import { settleHeaders } from './client-address'
import { commonHeaders, dataPolicy, studioPolicy } from './headers'
import { limitBody } from './body-limit'
import { sendTrouble } from './error-page'

let counter = 0
const start = randomBytes(4).toString('hex')
/** A number for one request, short enough to read out on the phone. */
export const newRequestId = () => `${start}${(counter++ % 0x10000).toString(16).padStart(4, '0')}`

/** Hands a request to Next as it is: the studio, actions, the interface for programs. Nothing of its answer is touched but the headers. */
export function handOver(
  handle: RequestListener,
  context: AsyncLocalStorage<RenderContext | RequestContext>,
  { req, res, visitor, path }: { req: IncomingMessage; res: ServerResponse; visitor: Visitor; path: string },
): unknown {
  const id = newRequestId()
  settleHeaders(req, visitor)
  delete req.headers['content-security-policy']
  const isStudio = path === '/admin' || path.startsWith('/admin/')
  const nonce = isStudio ? randomBytes(16).toString('base64') : ''
  const policy = isStudio ? studioPolicy(nonce) : dataPolicy
  for (const [name, value] of Object.entries(commonHeaders(visitor.secure))) res.setHeader(name, value)
  if (!path.startsWith('/_next')) policyUnlessOwn(res, policy)
  if (isStudio) req.headers['content-security-policy'] = policy
  else if (path.startsWith('/api/')) explainMethod(req, res)
  res.setHeader('X-Request-Id', id)
  if (!limitBody(req, res, isStudio || path.startsWith('/api/media') ? 'studio' : 'reader')) return
  const store: RequestContext = { kind: 'request', id, clientIp: visitor.ip, secure: visitor.secure }
  return context.run(store, () => handle(req, res))
}

/**
 * Sets the policy when the head is sent, and only where the answer has none of its own. Next drops a header of an answer that is there
 * already: the page of a refused form came with the policy for data, which let no style sheet in.
 */
export function policyUnlessOwn(res: ServerResponse, policy: string) {
  const writeHead = res.writeHead
  res.writeHead = function (this: ServerResponse, ...rest: unknown[]) {
    if (!this.hasHeader('content-security-policy')) this.setHeader('Content-Security-Policy', policy)
    return Reflect.apply(writeHead, this, rest)
  } as typeof res.writeHead
}

/**
 * Next answers a method that an address has not with 405 and nothing else. People come to such an address, too: that of a refused form stands
 * in the browser's bar, and Enter asks for it again.
 */
function explainMethod(req: IncomingMessage, res: ServerResponse) {
  const { end } = res
  const isReading = req.method === 'GET' || req.method === 'HEAD'
  res.end = function (this: ServerResponse, ...rest: unknown[]) {
    this.end = end
    if (this.statusCode !== 405 || this.headersSent) return Reflect.apply(end, this, rest)
    const message = isReading ? 'This address takes forms. Go back to the page that the form is on.' : 'This address is for reading.'
    sendTrouble(req, this, 405, message, { Allow: isReading ? 'POST' : 'GET, HEAD' })
    return this
  } as typeof res.end
}
