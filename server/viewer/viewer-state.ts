import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Inside, OwnState } from '@/platform/front'
import type { Marks } from './viewer-cookies'
import type { Copy } from '@/server/cache/finished-page'
import { deflate, gzipFor } from './gzip-in-parts'
import { pageHeaders } from '@/server/http/headers'
import { chooseEncoding, matches } from '@/server/http/negotiate'
import { differenceOf, fill, nobody, visitOf, type Visit } from '@/server/cache/template'
import { etagOf } from '@/server/cache/send-page'

/** What differs for this visitor: one look-up inside Next, and none when they only chose a theme. */
export async function findVisit(copy: Copy, marks: Marks, cookie: string, inside: Inside): Promise<Visit> {
  if (!copy.pieces) return nobody
  if (!marks.known) return marks.theme ? { ...nobody, theme: marks.theme } : nobody
  return visitOf(await ownState(copy, marks.guest, cookie, inside), marks.theme)
}

const rememberedFor = 3000
const mostRemembered = 500

/**
 * A guest's state changes by their own acts, which make a new copy of each page that shows them; so on one copy it stays, and is remembered
 * for a few seconds: whoever reloads or goes back and forth costs no look-up. Not for accounts: ending a session shows at once.
 */
async function ownState(copy: Copy, guest: string | null, cookie: string, inside: Inside): Promise<OwnState> {
  if (guest === null) return inside.own({ cookie, names: copy.own })
  const known = copy.guests.get(guest)
  if (known && known.until > Date.now()) return known.state
  const state = await inside.own({ cookie, names: copy.own })
  if (copy.guests.size >= mostRemembered) copy.guests.delete(copy.guests.keys().next().value ?? '')
  copy.guests.set(guest, { until: Date.now() + rememberedFor, state })
  return state
}

/** The whole page for one visitor, uncompressed. */
export const bodyFor = (copy: Copy, visit: Visit): Buffer => (copy.pieces ? Buffer.from(fill(copy.pieces, visit)) : copy.bodies.identity)

/** Sends the page with the visitor's own state in its places; nobody else may keep it. */
export function sendOwn(req: IncomingMessage, res: ServerResponse, copy: Copy, visit: Visit = nobody, secure: boolean, control = 'private, no-cache') {
  const difference = copy.pieces ? differenceOf(copy.pieces, visit) : ''
  const wanted = chooseEncoding(req.headers['accept-encoding'] as string | undefined)
  const encoding = difference && wanted !== 'identity' ? 'gzip' : copy.bodies[wanted] ? wanted : 'identity'
  const hash = difference ? `${copy.hash}.${createHash('sha256').update(difference).digest('base64url').slice(0, 12)}` : copy.hash
  const etag = etagOf(hash, encoding)
  const headers: Record<string, string> = {
    'Cache-Control': control,
    Vary: 'Accept-Encoding, Cookie',
    ...(copy.status === 200 && control !== 'no-store' && { ETag: etag }),
    ...pageHeaders(secure),
    ...copy.headers,
  }
  if (copy.status === 200 && matches(req.headers['if-none-match'], etag)) {
    res.writeHead(304, headers).end()
    return
  }
  const ready = difference ? null : (copy.bodies[encoding] ?? copy.bodies.identity)
  const body = ready ?? (encoding === 'gzip' && copy.pieces ? gzipFor((copy.deflated ??= deflate(copy.pieces)), visit) : bodyFor(copy, visit))
  res.writeHead(copy.status, {
    'Content-Type': copy.type,
    'Content-Length': body.length,
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    ...headers,
  })
  res.end(req.method === 'HEAD' ? undefined : body)
}
