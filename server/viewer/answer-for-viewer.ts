import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { gzipSync } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import type { FinishedPage } from '../cache/finished-page'
import { etagOf } from '../cache/page-answer'
import { anonymous, fillTemplate, variantOf, type ViewerState } from '../cache/template'
import { notModified, type Answer } from '../http/answer'
import { pageHeaders } from '../http/headers'
import { availableEncoding, chooseEncoding, matchesEtag, type Encoding } from '../http/negotiate'
import { pageIdOf } from './viewer-state'

/** A page as some readers see it. `known`: for who has it already. */
type Filled = { etag: string; whole: Answer; known: Answer }

const maxRememberedBytes = 8 * 1024 * 1024
const bytesOfHeaders = 2048
/** 8 % larger than level 6 and more than twice as fast: somebody waits for it. */
const gzipLevel = 3

/** Pages without anybody's own HTML, by page and what fills its gaps: all readers with one favourite see the same. Bodies count twice, as on the fast path. */
const remembered = new LRUCache<string, Filled>({
  maxSize: maxRememberedBytes,
  sizeCalculation: ({ whole }) => bytesOfHeaders + 2 * (whole.body?.length ?? 0),
})

/** The page as one reader sees it, uncompressed. */
export const bodyFor = (page: FinishedPage, viewer: ViewerState): Buffer =>
  page.template ? Buffer.from(fillTemplate(page.template, viewer)) : page.bodies.identity

/** The answer with a page filled in for one reader, or 304 when they have it already. `request`: their headers. No cache on the way may keep it. */
export function answerForViewer(
  page: FinishedPage,
  viewer: ViewerState = anonymous,
  request: IncomingHttpHeaders,
  secure: boolean,
  cacheControl = 'private, no-cache',
): Answer {
  const accepted = request['accept-encoding'] as string | undefined
  const filled = cacheControl === 'no-store' || Object.keys(viewer.slots).length > 0 ? fill : fillOnce
  const { etag, whole, known } = filled(page, viewer, accepted, secure, cacheControl)
  return page.status === 200 && matchesEtag(request['if-none-match'], etag) ? known : whole
}

function fillOnce(page: FinishedPage, viewer: ViewerState, accepted: string | undefined, secure: boolean, cacheControl: string): Filled {
  const key = `${pageIdOf(page)} ${chooseEncoding(accepted)} ${secure} ${viewer.theme} ${[...viewer.on].join(' ')}`
  let filled = remembered.get(key)
  if (!filled) remembered.set(key, (filled = fill(page, viewer, accepted, secure, cacheControl)))
  return filled
}

function fill(page: FinishedPage, viewer: ViewerState, accepted: string | undefined, secure: boolean, cacheControl: string): Filled {
  const variant = page.template ? variantOf(page.template, viewer) : ''
  const encoding = variant ? (chooseEncoding(accepted) === 'identity' ? 'identity' : 'gzip') : availableEncoding(page.bodies, accepted)
  const etag = etagOf(variant ? `${page.hash}.${createHash('sha256').update(variant).digest('base64url').slice(0, 12)}` : page.hash, encoding)
  const body = variant ? compressedFor(page, viewer, encoding) : (page.bodies[encoding] ?? page.bodies.identity)
  const headers: Record<string, string> = {
    'Content-Type': page.type,
    'Content-Length': String(body.length),
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    'Cache-Control': cacheControl,
    Vary: 'Accept-Encoding, Cookie',
    ...(page.status === 200 && cacheControl !== 'no-store' && { ETag: etag }),
    ...pageHeaders(secure),
    ...page.headers,
  }
  const whole = { status: page.status, headers: Object.entries(headers).flat(), body }
  return { etag, whole, known: notModified(whole) }
}

function compressedFor(page: FinishedPage, viewer: ViewerState, encoding: Encoding): Buffer {
  const body = bodyFor(page, viewer)
  return encoding === 'gzip' ? gzipSync(body, { level: gzipLevel }) : body
}
