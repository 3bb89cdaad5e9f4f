import { STATUS_CODES } from 'node:http'
import type { Copy } from '@/server/cache/finished-page'
import { chooseEncoding, type Encoding } from '@/server/http/negotiate'
import { headersOf } from '@/server/cache/send-page'

/** A whole answer, head and body in one piece of memory, good for the second that its Date names. */
export type Whole = { second: number; bytes: Buffer }

/**
 * Head and body of a copy in one piece of memory, for who accepts these encodings. Made anew each second: most of what an answer costs is
 * to make its head, which is the same each time.
 */
export function wholeOf(copy: Copy, accepted: string | undefined, secure: boolean): Buffer {
  const wanted = chooseEncoding(accepted)
  const encoding = copy.bodies[wanted] ? wanted : 'identity'
  const second = Math.floor(Date.now() / 1000)
  const name = secure ? `${encoding}+` : encoding
  let whole = copy.whole[name]
  if (whole?.second !== second) whole = copy.whole[name] = make(copy, encoding, secure, second)
  return whole.bytes
}

function make(copy: Copy, encoding: Encoding, secure: boolean, second: number): Whole {
  const headers = (copy.prepared[secure ? `${encoding}+` : encoding] ??= headersOf(copy, encoding, secure))
  let head = `HTTP/1.1 ${copy.status} ${STATUS_CODES[copy.status]}\r\n`
  for (let i = 0; i + 1 < headers.length; i += 2) head += `${headers[i]}: ${headers[i + 1]}\r\n`
  head += `Date: ${new Date(second * 1000).toUTCString()}\r\n\r\n`
  return { second, bytes: Buffer.concat([Buffer.from(head, 'latin1'), copy.bodies[encoding] ?? copy.bodies.identity]) }
}
