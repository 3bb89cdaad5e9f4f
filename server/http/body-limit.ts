import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendError } from './error-page'

/** Where pictures are sent to (app/api/studio/media). */
export const picturePath = /^\/api\/studio\/media(?:\/[^/]+\/file)?$/

/** The largest body of a request. For readers' forms the code inside Next has a smaller limit, whose refusal keeps what was typed. */
const maxBytes = { reader: 256 * 1024, studio: 16 * 1024 * 1024, picture: 24_000_000 }
const message = 'That is too much for one request. Send less.'
const messages = { reader: message, studio: message, picture: 'This file has more than 20 MB. Make the picture smaller and send it again.' }
/** After a refusal the rest of the body is not read. The connection is cut when the answer has had this long to leave. */
const lingerMs = 500

/**
 * Refuses a body that is too large with 413: at once when its declared length is, otherwise as soon as more has arrived, whatever the headers say. Returns
 * false when it has refused already. Studio requests may be larger: they carry documents. A picture may be larger still; the code inside Next
 * has the limit that people are told, and this one stands behind it.
 */
export function limitBody(req: IncomingMessage, res: ServerResponse, sender: keyof typeof maxBytes): boolean {
  const refuse = () => {
    sendError(req, res, 413, messages[sender], { Connection: 'close' })
    setTimeout(() => req.socket.destroy(), lingerMs).unref()
  }
  const declared = Number(req.headers['content-length'] ?? 0)
  if (declared > maxBytes[sender]) {
    refuse()
    return false
  }
  let size = 0
  const push = req.push.bind(req)
  req.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    size += chunk?.length ?? 0
    if (size <= maxBytes[sender]) return push(chunk, encoding)
    req.push = () => false
    refuse()
    req.destroy()
    return false
  }
  return true
}
