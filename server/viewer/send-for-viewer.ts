import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FinishedPage } from '../cache/finished-page'
import { etagOf } from '../cache/send-page'
import { anonymous, fillTemplate, variantOf, type ViewerState } from '../cache/template'
import { pageHeaders } from '../http/headers'
import { availableEncoding, chooseEncoding, matchesEtag } from '../http/negotiate'
import { gzipForViewer } from './gzip-in-parts'

/** The page as one reader sees it, uncompressed. */
export const bodyFor = (page: FinishedPage, viewer: ViewerState): Buffer =>
  page.template ? Buffer.from(fillTemplate(page.template, viewer)) : page.bodies.identity

/** Sends a page filled in for one reader. No cache on the way may keep it. */
export function sendForViewer(
  req: IncomingMessage,
  res: ServerResponse,
  page: FinishedPage,
  viewer: ViewerState = anonymous,
  secure: boolean,
  cacheControl = 'private, no-cache',
): void {
  const { template } = page
  const variant = template ? variantOf(template, viewer) : ''
  const accepted = req.headers['accept-encoding'] as string | undefined
  const encoding = !variant ? availableEncoding(page.bodies, accepted) : chooseEncoding(accepted) === 'identity' ? 'identity' : 'gzip'
  const hash = variant ? `${page.hash}.${createHash('sha256').update(variant).digest('base64url').slice(0, 12)}` : page.hash
  const etag = etagOf(hash, encoding)
  const headers: Record<string, string> = {
    'Cache-Control': cacheControl,
    Vary: 'Accept-Encoding, Cookie',
    ...(page.status === 200 && cacheControl !== 'no-store' && { ETag: etag }),
    ...pageHeaders(secure),
    ...page.headers,
  }
  if (page.status === 200 && matchesEtag(req.headers['if-none-match'], etag)) {
    res.writeHead(304, headers).end()
    return
  }
  const everyones = variant ? null : (page.bodies[encoding] ?? page.bodies.identity)
  const body = everyones ?? (encoding === 'gzip' && template ? gzipForViewer(template, viewer) : bodyFor(page, viewer))
  res.writeHead(page.status, {
    'Content-Type': page.type,
    'Content-Length': body.length,
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    ...headers,
  })
  res.end(req.method === 'HEAD' ? undefined : body)
}
