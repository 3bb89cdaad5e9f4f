import type { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DirectPost, RenderContext, RequestContext } from '@/platform/front'
import type { Visitor } from './client-address'
import { newRequestId, policyUnlessOwn } from './pass-to-next'
import { commonHeaders, dataPolicy } from './headers'
import { limitBody } from './body-limit'

/**
 * Answers a post by its own handler, without Next's router in between: the same function with the same checks, at a third of the cost.
 * For the few posts that come by the thousand when a vote is on (docs/decisions/0012-direct-posts.md).
 */
export async function answerDirectly(
  post: DirectPost,
  context: AsyncLocalStorage<RenderContext | RequestContext>,
  { req, res, visitor, path }: { req: IncomingMessage; res: ServerResponse; visitor: Visitor; path: string },
): Promise<void> {
  const id = newRequestId()
  if (!limitBody(req, res, 'reader')) return
  const store: RequestContext = { kind: 'request', id, clientIp: visitor.ip, secure: visitor.secure }
  const response = await context.run(store, () => post(asRequest(req, path)))
  if (res.destroyed || res.writableEnded) return
  for (const [name, value] of Object.entries(commonHeaders(visitor.secure))) res.setHeader(name, value)
  policyUnlessOwn(res, dataPolicy)
  res.setHeader('X-Request-Id', id)
  for (const [name, value] of response.headers) if (name !== 'set-cookie') res.setHeader(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) res.setHeader('Set-Cookie', cookies)
  const body = Buffer.from(await response.arrayBuffer())
  res.setHeader('Content-Length', body.length)
  res.writeHead(response.status)
  res.end(body)
}

/** What handlers use of a request; the body is read from the socket's own stream. */
function asRequest(req: IncomingMessage, path: string): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) if (typeof value === 'string') headers.set(name, value)
  return { method: req.method ?? 'POST', url: `http://${req.headers.host}${path}`, headers, body: req } as unknown as Request
}
