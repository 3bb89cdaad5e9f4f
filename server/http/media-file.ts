import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Inside } from '@/platform/bridge'
import { log } from '@/platform/log'
import { fileHeaders } from './headers'
import { matchesEtag } from './negotiate'

/** What texts name leads to another file as soon as the picture is replaced. */
const movedHeaders = { 'Content-Length': 0, 'Cache-Control': 'public, max-age=60' }
const immutable = 'public, max-age=31536000, immutable'

/**
 * Sends a file of the media store, piece by piece and no faster than it is read. It may be kept for ever: what is shown in its place has another name. A name that
 * no medium has gets a short 404 that nobody keeps, and no redirect ever leads to a bucket.
 */
export async function sendMediaFile(inside: Inside, { req, res }: { req: IncomingMessage; res: ServerResponse }, path: string, secure: boolean): Promise<void> {
  const headers = fileHeaders(secure)
  const sayShort = (status: number, text: string, more: Record<string, string> = {}) => {
    const head = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(text), 'Cache-Control': 'no-store' }
    res.writeHead(status, { ...headers, ...head, ...more }).end(req.method === 'HEAD' ? undefined : text)
  }
  const file = await inside.mediaFile(path)
  if (!file) return sayShort(404, 'Not found\n')
  if ('moved' in file) return void res.writeHead(302, { ...headers, ...movedHeaders, Location: file.moved }).end()
  const kept = { ...headers, 'Cache-Control': immutable, ETag: file.etag }
  if (matchesEtag(req.headers['if-none-match'], file.etag)) return void res.writeHead(304, kept).end()
  let opened: Awaited<ReturnType<typeof file.open>>
  try {
    opened = await file.open()
  } catch (error) {
    log.error({ err: error, path }, 'a picture could not be read from its store')
    return sayShort(503, 'This picture cannot be shown just now\n', { 'Retry-After': '10' })
  }
  if (!opened) return sayShort(404, 'Not found\n')
  res.writeHead(200, { ...kept, 'Content-Type': file.type, 'Content-Length': opened.bytes })
  if (req.method === 'HEAD') {
    opened.stream.destroy()
    return void res.end()
  }
  await pipeline(opened.stream, res).catch((error: unknown) => {
    // Whoever asked has gone, or what was promised does not come: a part of a picture must not be kept as the whole.
    if (!res.destroyed) log.error({ err: error, path }, 'a picture was cut off while it was sent')
    res.destroy()
  })
}
