import type { IncomingHttpHeaders } from 'node:http'

/** A request for a page as everybody gets it. `lines` is all that follows the address: who asks again on the same connection says the same. */
export type PlainRequest = { url: string; lines: string; headers: IncomingHttpHeaders }

const longest = 4096
const end = '\r\n\r\n'
const version = ' HTTP/1.1\r\n'
const header = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t -~\x80-\xff]*)$/ // RFC 9110, 5.1 and 5.5
// Said by who wants more than the page, or only a part of it, or whom we know.
const special = new Set([
  'authorization', 'content-length', 'cookie', 'expect', 'if-match', 'if-modified-since', 'if-none-match', 'if-range', 'if-unmodified-since', 'range',
  'te', 'trailer', 'transfer-encoding', 'upgrade',
]) // prettier-ignore

/**
 * Reads what came in one piece, if it is one whole plain GET and nothing else. Null for all the rest, which Node then reads: what is odd or
 * wrong is judged there. `before` is the last one of the same connection, whose lines need not be read again.
 */
export function readPlainRequest(piece: Buffer, before: PlainRequest | null): PlainRequest | null {
  if (piece.length > longest) return null
  const text = piece.toString('latin1')
  const space = text.indexOf(' ', 4)
  if (!text.startsWith('GET /') || !text.startsWith(version, space) || text.indexOf(end) !== text.length - end.length) return null
  const url = text.slice(4, space)
  const lines = text.slice(space)
  const headers = before !== null && before.lines === lines ? before.headers : readHeaders(lines.slice(version.length, -end.length))
  return headers && { url, lines, headers }
}

function readHeaders(lines: string): IncomingHttpHeaders | null {
  const headers: IncomingHttpHeaders = {}
  for (const line of lines.split('\r\n')) {
    const [, given = '', value = ''] = header.exec(line) ?? []
    const name = given.toLowerCase()
    if (!name || name in headers || special.has(name)) return null
    if (name === 'connection' && value.trim().toLowerCase() !== 'keep-alive') return null
    headers[name] = value.trim()
  }
  return headers.host === undefined ? null : headers
}
