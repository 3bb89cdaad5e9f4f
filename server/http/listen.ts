import http, { type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { picturePath } from './body-limit'
import { sendError } from './error-page'
import { findHeadFault, maxHeadBytes } from './head'

/** How long an idle connection stays open. Longer than usual proxies keep theirs, so that none sends a request on a connection that we are closing. */
export const keepAliveMs = 65_000
/** How long a client may take to send the head of a request. */
export const headTimeoutMs = 15_000

/** How long it may take to send a request, head and body; a picture from a phone on a slow line takes minutes. */
const requestTimeoutMs = { picture: 600_000, other: 60_000 }
const timeoutCheckMs = 5_000
/** After an error answer the connection is cut, when the client has not closed it by then. */
const errorLingerMs = 1000

/** An HTTP server with limits for slow clients and for the size of a request's head. It does not listen yet. */
export function makeServer(listener: RequestListener): Server {
  const server = http.createServer(
    {
      maxHeaderSize: maxHeadBytes,
      headersTimeout: headTimeoutMs,
      requestTimeout: requestTimeoutMs.picture,
      keepAliveTimeout: keepAliveMs,
      connectionsCheckingInterval: timeoutCheckMs,
      noDelay: true,
    },
    (req, res) => {
      const fault = findHeadFault(req)
      if (!fault) {
        limitTimeOfBody(req, res)
        return listener(req, res)
      }
      sendError(req, res, fault.status, fault.message, { Connection: 'close' })
      setTimeout(() => req.socket.destroy(), errorLingerMs).unref()
    },
  )
  // With a limit Node would hide the lines over it from us, and still obey them.
  server.maxHeadersCount = 0
  server.on('clientError', answerClientError)
  return server
}

/** Node has one limit of time for all requests, which is that of pictures. This one is for every other body. */
function limitTimeOfBody(req: IncomingMessage, res: ServerResponse): void {
  const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0
  if (!hasBody || picturePath.test((req.url ?? '').replace(/\?.*$/s, ''))) return
  const timer = setTimeout(() => {
    if (req.complete) return
    sendError(req, res, 408, 'What you sent took too long to arrive. Try again.', { Connection: 'close' })
    setTimeout(() => req.socket.destroy(), errorLingerMs).unref()
  }, requestTimeoutMs.other)
  timer.unref()
  const stop = () => clearTimeout(timer)
  req.once('end', stop).once('close', stop)
}

/** Node could not read a request: answers with a status and no body, and closes the connection. */
function answerClientError(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Duplex) {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const line = statusLine(error)
  socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\nX-Content-Type-Options: nosniff\r\n\r\n`)
  setTimeout(() => socket.destroy(), errorLingerMs).unref()
}

function statusLine({ code, rawPacket }: NodeJS.ErrnoException & { rawPacket?: Buffer }): string {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return '408 Request Timeout'
  if (code !== 'HPE_HEADER_OVERFLOW') return '400 Bad Request'
  // Of a head that came in pieces this is the last, which rarely begins with a request line.
  return /^[A-Z]+ [^\s]{8192}/.test(rawPacket?.toString('latin1', 0, 2 * 8192) ?? '') ? '414 URI Too Long' : '431 Request Header Fields Too Large'
}

/** Where to listen: a port (0: any that is free) of a host, or a socket that was opened before the process was started. */
export type Place = { port: number; host: string } | { fd: number }

/** Starts to listen. Resolves to the port. Rejects with Node's error (EADDRINUSE, EACCES…). */
export function listen(server: Server, place: Place): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(place, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 'port' in place ? place.port : 0)
    })
  })
}
