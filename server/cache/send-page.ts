import type { IncomingMessage, ServerResponse } from 'node:http'
import { config } from '@/platform/config'
import { anyChange, everyPage } from './cdn'
import type { Encoding } from '@/server/http/negotiate'
import { chooseEncoding, matches } from '@/server/http/negotiate'
import type { Copy } from './finished-page'
import { fileHeaders, pageHeaders } from '@/server/http/headers'

const shared = 'public, max-age=0, must-revalidate'
const mostKeys = 4000

/** Tags for a purge-by-key CDN. A page with more of them than proxies take in a header has the key that every change purges. */
function surrogateKey(tags: ReadonlySet<string>): string {
  const keys = [everyPage, ...tags].join(' ')
  return /^[\x21-\x7e ]*$/.test(keys) && keys.length <= mostKeys ? keys : `${everyPage} ${anyChange}`
}

// Only what can be told of changes may keep a page without asking; a purge reaches it within a second. Nobody else is sent the tags: a list
// has some eighty, which are 2 KB.
const forCdn = (tags: ReadonlySet<string>): Record<string, string> =>
  config.cdn.purgeUrl
    ? {
        'Surrogate-Key': surrogateKey(tags),
        'Surrogate-Control': 'max-age=86400, stale-if-error=86400',
        'CDN-Cache-Control': 'max-age=86400, stale-if-error=86400',
      }
    : {}

/** The headers of a copy as it is sent to everyone, as a flat list. */
export function headersOf(copy: Copy, encoding: Encoding, secure: boolean): string[] {
  const isPage = copy.type.startsWith('text/html')
  const body = copy.bodies[encoding]
  const headers: Record<string, string> = {
    'Content-Type': copy.type,
    'Content-Length': String(body?.length ?? 0),
    'Cache-Control': copy.status === 200 ? shared : 'no-cache',
    Vary: isPage ? 'Accept-Encoding, Cookie' : 'Accept-Encoding',
    ...(copy.status === 200 && { ETag: etagOf(copy.hash, encoding) }),
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    ...(copy.status === 200 && forCdn(copy.tags)),
    ...(isPage || copy.status >= 300 ? pageHeaders(secure) : fileHeaders(secure)),
    ...copy.headers,
  }
  return Object.entries(headers).flat()
}

export const etagOf = (hash: string, encoding: Encoding) => `"${hash}${encoding === 'identity' ? '' : `-${encoding}`}"`

/** Sends a finished copy as everyone gets it. */
export function sendCopy(req: IncomingMessage, res: ServerResponse, copy: Copy, secure: boolean): void {
  const wanted = chooseEncoding(req.headers['accept-encoding'] as string | undefined)
  const body = copy.bodies[wanted]
  const encoding = body ? wanted : 'identity'
  const headers = (copy.prepared[secure ? `${encoding}+` : encoding] ??= headersOf(copy, encoding, secure))
  const asked = req.headers['if-none-match']
  if (asked && copy.status === 200 && matches(asked, etagOf(copy.hash, encoding))) {
    res.writeHead(304, withoutBody(headers)).end()
    return
  }
  res.writeHead(copy.status, headers)
  if (req.method === 'HEAD') res.end()
  else res.end(body ?? copy.bodies.identity)
}

const ofBody = new Set(['Content-Length', 'Content-Encoding', 'Content-Type'])

export function withoutBody(headers: string[]): string[] {
  return headers.filter((_, index) => !ofBody.has(headers[index - (index % 2)] ?? ''))
}
