import { nowMs } from '@/platform/clock'
import { STATUS_CODES } from 'node:http'
import type { FinishedPage } from '../cache/finished-page'
import { headersFor } from '../cache/send-page'
import { availableEncoding, type Encoding } from '../http/negotiate'

/** Head and body in one buffer, valid for the second that its Date names. */
type RawResponse = { second: number; bytes: Buffer }

const made = new WeakMap<FinishedPage, { [variant: string]: RawResponse }>()

/**
 * The whole response with a page for a client that accepts these encodings. Made anew each second, because of its Date: building the head is most of what
 * an answer costs, and it is the same for everyone.
 */
export function rawResponse(page: FinishedPage, acceptEncoding: string | undefined, secure: boolean): Buffer {
  const encoding = availableEncoding(page.bodies, acceptEncoding)
  const second = Math.floor(nowMs() / 1000)
  let ofPage = made.get(page)
  if (!ofPage) made.set(page, (ofPage = {}))
  const variant = secure ? `${encoding}+https` : encoding
  let response = ofPage[variant]
  if (response?.second !== second) response = ofPage[variant] = make(page, encoding, secure, second)
  return response.bytes
}

function make(page: FinishedPage, encoding: Encoding, secure: boolean, second: number): RawResponse {
  const headers = headersFor(page, encoding, secure)
  let head = `HTTP/1.1 ${page.status} ${STATUS_CODES[page.status]}\r\n`
  for (let i = 0; i + 1 < headers.length; i += 2) head += `${headers[i]}: ${headers[i + 1]}\r\n`
  head += `Date: ${new Date(second * 1000).toUTCString()}\r\n\r\n`
  return { second, bytes: Buffer.concat([Buffer.from(head, 'latin1'), page.bodies[encoding] ?? page.bodies.identity]) }
}
