import type { IncomingHttpHeaders } from 'node:http'
import { maxHeaderLines } from '../http/head'

/**
 * A GET that asks for a page as everyone gets it. `head`: all bytes after the address. A client usually sends the same ones again with its next request
 * on the same connection.
 */
export type SimpleGet = { url: string; head: string; headers: IncomingHttpHeaders }

const maxBytes = 4096
const headEnd = '\r\n\r\n'
const version = ' HTTP/1.1\r\n'
const headerLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t -~\x80-\xff]*)$/ // RFC 9110, 5.1 and 5.5
// Headers of requests that want something other than the whole page as everyone gets it.
const notSimple = new Set([
  'authorization', 'content-length', 'cookie', 'expect', 'if-match', 'if-modified-since', 'if-none-match', 'if-range', 'if-unmodified-since', 'range',
  'te', 'trailer', 'transfer-encoding', 'upgrade',
]) // prettier-ignore

/**
 * Reads a chunk of a connection that is exactly one whole, simple GET. Returns null for everything else: Node reads that, and judges what is wrong with
 * it. `previous`: the last request of the same connection; an equal head is not parsed again.
 */
export function parseSimpleGet(chunk: Buffer, previous: SimpleGet | null): SimpleGet | null {
  if (chunk.length > maxBytes) return null
  const text = chunk.toString('latin1')
  const space = text.indexOf(' ', 4)
  if (!text.startsWith('GET /') || !text.startsWith(version, space) || text.indexOf(headEnd) !== text.length - headEnd.length) return null
  const url = text.slice(4, space)
  const head = text.slice(space)
  const headers = previous !== null && previous.head === head ? previous.headers : parseHeaders(head.slice(version.length, -headEnd.length))
  return headers && { url, head, headers }
}

function parseHeaders(lines: string): IncomingHttpHeaders | null {
  const headers: IncomingHttpHeaders = {}
  const all = lines.split('\r\n')
  if (all.length > maxHeaderLines) return null
  for (const line of all) {
    const [, given = '', value = ''] = headerLine.exec(line) ?? []
    const name = given.toLowerCase()
    if (!name || name in headers || notSimple.has(name)) return null
    if (name === 'connection' && value.trim().toLowerCase() !== 'keep-alive') return null
    headers[name] = value.trim()
  }
  return headers.host === undefined ? null : headers
}
