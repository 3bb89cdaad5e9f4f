import type { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DirectPost, RenderContext, RequestContext } from '@/platform/bridge'
import { limitBody } from './body-limit'
import type { Client } from './client-address'
import { commonHeaders, dataPolicy, setPolicyIfMissing } from './headers'
import { newRequestId } from './request-id'

/**
 * Answers a POST by calling its route handler without Next's router: the same function with the same checks, at a third of the cost. Used for votes
 * and comments, which come by the thousand while a list is voted on (docs/decisions/0012-direct-posts.md).
 */
export async function answerDirectPost(
  handler: DirectPost,
  context: AsyncLocalStorage<RenderContext | RequestContext>,
  { req, res, client, path }: { req: IncomingMessage; res: ServerResponse; client: Client; path: string },
): Promise<void> {
  const id = newRequestId()
  if (!limitBody(req, res, 'reader')) return
  const store: RequestContext = { kind: 'request', id, clientIp: client.ip, secure: client.secure }
  const response = await context.run(store, () => handler(toWebRequest(req, path)))
  if (res.destroyed || res.writableEnded) return
  for (const [name, value] of Object.entries(commonHeaders(client.secure))) res.setHeader(name, value)
  setPolicyIfMissing(res, dataPolicy)
  res.setHeader('X-Request-Id', id)
  for (const [name, value] of response.headers) if (name !== 'set-cookie') res.setHeader(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) res.setHeader('Set-Cookie', cookies)
  const body = Buffer.from(await response.arrayBuffer())
  res.setHeader('Content-Length', body.length)
  res.writeHead(response.status)
  res.end(body)
}

/** The fields of a web Request that our handlers use. Its body is Node's stream, which they read themselves. */
function toWebRequest(req: IncomingMessage, path: string): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) if (typeof value === 'string') headers.set(name, value)
  return { method: req.method ?? 'POST', url: `http://${req.headers.host}${path}`, headers, body: req } as unknown as Request
}
