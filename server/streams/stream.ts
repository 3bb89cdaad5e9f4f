import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Client } from '../http/client-address'
import { commonHeaders } from '../http/headers'

/** Proxies close connections on which nothing comes for a minute, some for half of one. */
export const breathEveryMs = 15_000
/** A comment, so that nothing between takes the stream for dead, and a browser that is gone is noticed. */
export const breath = ':\n\n'
const lingerMs = 2000

type Opened = { retryMs: number; headers?: Record<string, string>; /** Called once, when it has ended, whoever ended it. */ ended: () => void }

/** Answers with a stream of server-sent events that stays open. False where nothing is to follow: the client is gone, or asked for the head alone. */
export function openStream(req: IncomingMessage, res: ServerResponse, client: Client, { retryMs, headers, ended }: Opened): boolean {
  if (res.destroyed) return false
  const own = { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no', ...headers }
  res.writeHead(200, { ...commonHeaders(client.secure), ...own })
  if (req.method === 'HEAD') {
    res.end()
    return false
  }
  res.once('close', ended)
  res.on('error', ended)
  res.write(`retry: ${retryMs}\n\n`)
  return true
}

/** Writes to a stream. One that takes nothing in is cut off at so many bytes: its browser comes back, and is told what it missed. */
export function writeTo(res: ServerResponse, text: string | Buffer, maxWaitingBytes: number): void {
  if (res.writableEnded || res.destroyed) return
  // What waited before: a long message is not yet on its way in the turn that writes it, however fast its reader is.
  if (res.writableLength > maxWaitingBytes) return void res.destroy()
  res.write(text)
}

export function endStream(res: ServerResponse): void {
  res.end()
  // Whoever takes nothing in does not take the end either.
  setTimeout(() => res.destroy(), lingerMs).unref()
}
