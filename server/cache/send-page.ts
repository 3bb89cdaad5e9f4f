import type { IncomingMessage, ServerResponse } from 'node:http'
import { nowMs } from '@/platform/clock'
import { config } from '@/platform/config'
import { fileHeaders, pageHeaders } from '../http/headers'
import { availableEncoding, matchesEtag, type Encoding } from '../http/negotiate'
import { anyChangeKey, everyPageKey } from './cdn'
import type { FinishedPage } from './finished-page'

const sharedCacheControl = 'public, max-age=0, must-revalidate'
/** Proxies refuse longer heads. */
const maxSurrogateKeyLength = 4000

/** The keys by which a CDN can purge this page: its tags. A page with more tags than a head can hold has the key that every change purges. */
function surrogateKey(tags: ReadonlySet<string>): string {
  const keys = [everyPageKey, ...tags].join(' ')
  return /^[\x21-\x7e ]*$/.test(keys) && keys.length <= maxSurrogateKeyLength ? keys : `${everyPageKey} ${anyChangeKey}`
}

// A CDN may keep pages for a day only if it is told of changes. Without one the tags are not sent: those of a list are 2 KB.
// There is no `CDN-Cache-Control`: it speaks to every CDN in the chain (RFC 9213), and we purge only one.
const cdnHeaders = (tags: ReadonlySet<string>): Record<string, string> =>
  config.cdn.purgeUrl ? { 'Surrogate-Key': surrogateKey(tags), 'Surrogate-Control': 'max-age=86400, stale-if-error=86400' } : {}

function makeHeaders(page: FinishedPage, encoding: Encoding, secure: boolean): string[] {
  const isHtml = page.type.startsWith('text/html')
  const headers: Record<string, string> = {
    'Content-Type': page.type,
    'Content-Length': String(page.bodies[encoding]?.length ?? 0),
    'Cache-Control': page.status === 200 ? sharedCacheControl : 'no-cache',
    Vary: isHtml ? 'Accept-Encoding, Cookie' : 'Accept-Encoding',
    ...(page.status === 200 && { ETag: etagOf(page.hash, encoding) }),
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    ...(page.status === 200 && page.forSharedCaches && cdnHeaders(page.tags)),
    ...(isHtml || page.status >= 300 ? pageHeaders(secure) : fileHeaders(secure)),
    ...page.headers,
    ...(page.modifiedSecond !== null && { 'Last-Modified': httpDate(Math.min(page.modifiedSecond, Math.floor(nowMs() / 1000))) }),
    // A file that is known to be old may have said of itself that it never changes.
    ...(page.status === 200 && !page.forSharedCaches && { 'Cache-Control': sharedCacheControl }),
  }
  return Object.entries(headers).flat()
}

const made = new WeakMap<FinishedPage, { [variant: string]: string[] }>()

const httpDate = (second: number) => new Date(second * 1000).toUTCString()

/**
 * The headers of a page as everyone gets it: names and values in turn. Made once for each page, encoding and protocol; those of a feed once more when the second in
 * which it was made is over, because no date may lie ahead (RFC 9110, 8.8.2.1).
 */
export function headersFor(page: FinishedPage, encoding: Encoding, secure: boolean): string[] {
  let ofPage = made.get(page)
  if (!ofPage) made.set(page, (ofPage = {}))
  const fresh = page.modifiedSecond !== null && nowMs() < page.modifiedSecond * 1000
  return (ofPage[`${encoding}${secure ? '+https' : ''}${fresh ? ' fresh' : ''}`] ??= makeHeaders(page, encoding, secure))
}

/** The ETag of a body in one encoding. `hash`: of the uncompressed body. */
export const etagOf = (hash: string, encoding: Encoding) => `"${hash}${encoding === 'identity' ? '' : `-${encoding}`}"`

/** Sends a page as everyone gets it. Answers 304 when the client has it already. */
export function sendPage(req: IncomingMessage, res: ServerResponse, page: FinishedPage, secure: boolean): void {
  const encoding = availableEncoding(page.bodies, req.headers['accept-encoding'] as string | undefined)
  const headers = headersFor(page, encoding, secure)
  if (page.status === 200 && isKnown(req, page, encoding)) {
    res.writeHead(304, withoutBodyHeaders(headers)).end()
    return
  }
  res.writeHead(page.status, headers)
  if (req.method === 'HEAD') res.end()
  else res.end(page.bodies[encoding])
}

/** Whether the client has this page: by its ETag, or by its date when it sends none (RFC 9110, 13.2.2). */
function isKnown({ headers }: IncomingMessage, page: FinishedPage, encoding: Encoding): boolean {
  if (headers['if-none-match'] !== undefined) return matchesEtag(headers['if-none-match'], etagOf(page.hash, encoding))
  // Of the three forms that RFC 9110 knows all clients send this one; what is no date of HTTP is not looked at.
  const since = headers['if-modified-since'] ?? ''
  return page.modifiedSecond !== null && /^[A-Z][a-z]{2}, .* GMT$/.test(since) && Date.parse(since) >= page.modifiedSecond * 1000
}

const bodyHeaders = new Set(['Content-Length', 'Content-Encoding', 'Content-Type'])

function withoutBodyHeaders(headers: string[]): string[] {
  return headers.filter((_, index) => !bodyHeaders.has(headers[index - (index % 2)] ?? ''))
}
