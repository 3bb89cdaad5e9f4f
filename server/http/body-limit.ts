import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendTrouble } from './error-page'

/** The most that a body may hold. Readers' posts have a finer limit inside (platform/body.ts), which keeps what was typed. */
const most = { reader: 256 * 1024, studio: 16 * 1024 * 1024 }
const message = 'That is too much for one request. Send less.'

/** Refuses a body that is too large: at once by its declared length, else as soon as it has grown too long. Says whether to go on. */
export function limitBody(req: IncomingMessage, res: ServerResponse, whose: keyof typeof most): boolean {
  const refuse = () => {
    sendTrouble(req, res, 413, message, { Connection: 'close' })
    // The rest of the body is not read: give the answer a moment to leave, then hang up.
    setTimeout(() => req.socket.destroy(), 500).unref()
  }
  const declared = Number(req.headers['content-length'] ?? 0)
  if (declared > most[whose]) {
    refuse()
    return false
  }
  if (req.headers['transfer-encoding'] === undefined) return true
  let size = 0
  const push = req.push.bind(req)
  req.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    size += chunk?.length ?? 0
    if (size <= most[whose]) return push(chunk, encoding)
    req.push = () => false
    refuse()
    req.destroy()
    return false
  }
  return true
}
