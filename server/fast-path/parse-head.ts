import type { IncomingHttpHeaders } from 'node:http'
import { maxHeadBytes, maxHeaderLines } from '../http/head'

/**
 * The head of a request. `lines`: all bytes after the address; a client usually sends the same ones again with its next request on the same connection.
 * `length`: bytes of the head, with the empty line at its end.
 */
export type Head = { method: string; url: string; lines: string; headers: IncomingHttpHeaders; length: number; isSimple: boolean }

/** What a simple GET says: it asks for a page, and has no body. */
export type SimpleGet = Pick<Head, 'url' | 'headers'>

const headEnd = '\r\n\r\n'
const version = ' HTTP/1.1\r\n'
const methodName = /^[A-Z]+$/
const localAddress = /^\/[!-~]*$/
const control = /[^\t\r\n -~\x80-\xff]/ // RFC 9110, 5.5
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/ // RFC 9110, 5.6.2
/** Headers on which an answer with a page depends. */
const wanted = new Set([
  'accept-encoding', 'connection', 'cookie', 'host', 'if-modified-since', 'if-none-match', 'x-forwarded-for', 'x-forwarded-proto',
]) // prettier-ignore
/** Headers of requests that want something other than a page, or have a body. */
const notSimple = new Set([
  'authorization', 'content-length', 'expect', 'if-match', 'if-range', 'if-unmodified-since', 'range', 'te', 'trailer', 'transfer-encoding', 'upgrade',
]) // prettier-ignore

/**
 * Reads the head that a chunk begins with. Null when it is not one that everybody reads in the same way, to the byte: then Node judges it. 'incomplete' when
 * its end has not come. `previous`: the last head of the same connection; equal lines are not parsed again.
 */
export function parseHead(chunk: Buffer, previous: Head | null): Head | 'incomplete' | null {
  const text = chunk.toString('latin1', 0, maxHeadBytes)
  const end = text.indexOf(headEnd)
  if (end < 0) return chunk.length < maxHeadBytes && /^[A-Z]+ \//.test(text) ? 'incomplete' : null
  const length = end + headEnd.length
  const methodEnd = text.indexOf(' ')
  const addressEnd = text.indexOf(' ', methodEnd + 1)
  if (!text.startsWith(version, addressEnd)) return null
  const method = text.slice(0, methodEnd)
  const url = text.slice(methodEnd + 1, addressEnd)
  if (!methodName.test(method) || !localAddress.test(url)) return null
  const lines = text.slice(addressEnd, length)
  const read = previous !== null && previous.lines === lines ? previous : parseLines(lines.slice(version.length, -2))
  return read && { method, url, lines, headers: read.headers, length, isSimple: read.isSimple && method === 'GET' && chunk.length === length }
}

/** `lines`: each with its end. The result has those of `wanted`. */
function parseLines(lines: string): Pick<Head, 'headers' | 'isSimple'> | null {
  if (control.test(lines)) return null
  const headers: IncomingHttpHeaders = {}
  let isSimple = true
  let count = 0
  for (let at = 0, end: number; at < lines.length; at = end + 2) {
    end = lines.indexOf('\r\n', at)
    const name = readName(lines.slice(at, lines.indexOf(':', at)))
    const isWhole = lines.indexOf('\n', at) === end + 1 && lines.indexOf('\r', at) === end // neither half of its end is elsewhere
    if (!name || !isWhole || ++count > maxHeaderLines) return null
    if (notSimple.has(name)) isSimple = false
    if (!wanted.has(name)) continue
    const value = lines.slice(at + name.length + 1, end).trim()
    if (headers[name] !== undefined || (name === 'connection' && value.toLowerCase() !== 'keep-alive')) isSimple = false
    headers[name] = value
  }
  return count === 0 ? null : { headers, isSimple: isSimple && headers.host !== undefined }
}

/** Names as they were written, and in small letters. Clients send few different ones. */
const names = new Map<string, string>()
const maxNames = 500

/** The name of a header in small letters; empty when it is none. */
function readName(written: string): string {
  const known = names.get(written)
  if (known !== undefined) return known
  if (!token.test(written)) return ''
  const name = written.toLowerCase()
  if (names.size < maxNames) names.set(written, name)
  return name
}
