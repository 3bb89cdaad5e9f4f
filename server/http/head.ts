import type { IncomingMessage } from 'node:http'

/** Lines in a request's head. */
export const maxHeaderLines = 100
/** Bytes of a request's head. */
export const maxHeadBytes = 16 * 1024

const versions = new Set(['1.0', '1.1'])

/** Why a request is not answered although Node could read its head. */
export type HeadFault = { status: 400 | 431; message: string }

/**
 * What is wrong with a request's head, or null. Brings a target in absolute form (`GET http://lists.example/a`, RFC 9112, 3.2.2) into the usual one, so that
 * nothing behind us sees a host that the Host header does not name.
 */
export function findHeadFault(req: IncomingMessage): HeadFault | null {
  if (req.rawHeaders.length > 2 * maxHeaderLines) return { status: 431, message: `A request may have ${maxHeaderLines} header lines at most.` }
  if (!versions.has(req.httpVersion)) return { status: 400, message: 'This site speaks HTTP/1.0 and HTTP/1.1.' }
  const hosts = req.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  if (hosts.length > 1) return { status: 400, message: 'A request has one Host header.' }
  const [absolute, host] = /^https?:\/\/([^/?#]*)/i.exec(req.url ?? '') ?? []
  if (absolute === undefined) return null
  if (host?.toLowerCase() !== req.headers.host?.toLowerCase()) return { status: 400, message: 'The address and the Host header name different hosts.' }
  req.url = (req.url ?? '').slice(absolute.length).replace(/^(?!\/)/, '/')
  return null
}
