import type { IncomingHttpHeaders } from 'node:http'
import { nowMs } from '@/platform/clock'
import { config } from '@/platform/config'
import { notModified, type Answer } from '../http/answer'
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

function makeAnswer(page: FinishedPage, encoding: Encoding, secure: boolean): Answer {
  const isHtml = page.type.startsWith('text/html')
  const body = page.bodies[encoding] ?? page.bodies.identity
  const headers: Record<string, string> = {
    'Content-Type': page.type,
    'Content-Length': String(body.length),
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
  return { status: page.status, headers: Object.entries(headers).flat(), body }
}

const made = new WeakMap<FinishedPage, { [variant: string]: Answer }>()

const httpDate = (second: number) => new Date(second * 1000).toUTCString()

/** The ETag of a body in one encoding. `hash`: of the uncompressed body. */
export const etagOf = (hash: string, encoding: Encoding) => `"${hash}${encoding === 'identity' ? '' : `-${encoding}`}"`

/**
 * The answer with a page as everyone gets it, or 304 when the client has it already. `request`: the headers of the request. Made once for each page, encoding and
 * protocol; that of a feed once more when the second in which it was made is over, because no date may lie ahead (RFC 9110, 8.8.2.1).
 */
export function pageAnswer(page: FinishedPage, request: IncomingHttpHeaders, secure: boolean): Answer {
  const encoding = availableEncoding(page.bodies, request['accept-encoding'] as string | undefined)
  const fresh = page.modifiedSecond !== null && nowMs() < page.modifiedSecond * 1000
  const variant = `${encoding}${secure ? '+https' : ''}${fresh ? ' fresh' : ''}`
  let ofPage = made.get(page)
  if (!ofPage) made.set(page, (ofPage = {}))
  const whole = (ofPage[variant] ??= makeAnswer(page, encoding, secure))
  if (page.status !== 200 || !isKnown(request, page, encoding)) return whole
  return (ofPage[`${variant} 304`] ??= notModified(whole))
}

/** Whether the client has this page: by its ETag, or by its date when it sends none (RFC 9110, 13.2.2). */
function isKnown(request: IncomingHttpHeaders, page: FinishedPage, encoding: Encoding): boolean {
  if (request['if-none-match'] !== undefined) return matchesEtag(request['if-none-match'], etagOf(page.hash, encoding))
  if (page.modifiedSecond === null) return false
  // Of the three forms that RFC 9110 knows all clients send this one; what is no date of HTTP is not looked at.
  const since = request['if-modified-since'] ?? ''
  return /^[A-Z][a-z]{2}, .* GMT$/.test(since) && Date.parse(since) >= page.modifiedSecond * 1000
}
