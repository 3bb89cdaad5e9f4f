import { STATUS_CODES } from 'node:http'
import { nowMs } from '@/platform/clock'
import type { Answer } from '../http/answer'

/** Head and body in one buffer, valid for the second that its Date names. */
type RawResponse = { second: number; bytes: Buffer }

const made = new WeakMap<Answer, RawResponse>()

/**
 * The whole response with an answer. Made anew each second, because of its Date: building the head is most of what an answer costs, and it is the same for
 * everyone who gets this answer.
 */
export function rawResponse(answer: Answer): Buffer {
  const second = Math.floor(nowMs() / 1000)
  let response = made.get(answer)
  if (response?.second !== second) made.set(answer, (response = { second, bytes: make(answer, second) }))
  return response.bytes
}

function make({ status, headers, body }: Answer, second: number): Buffer {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n`
  for (let i = 0; i + 1 < headers.length; i += 2) head += `${headers[i]}: ${headers[i + 1]}\r\n`
  head += `Date: ${new Date(second * 1000).toUTCString()}\r\n\r\n`
  return body ? Buffer.concat([Buffer.from(head, 'latin1'), body]) : Buffer.from(head, 'latin1')
}
