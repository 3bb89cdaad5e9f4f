import http, { type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** Longer than the proxies before us keep an idle connection. */
export const keepAliveSeconds = 65
/** How long somebody may take for the head of a request, in milliseconds. */
export const headersTimeout = 15_000

/** A server that does not wait for ever for slow clients and does not read endless headers. */
export function makeServer(listener: RequestListener): Server {
  const server = http.createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout,
      requestTimeout: 60_000,
      keepAliveTimeout: keepAliveSeconds * 1000,
      connectionsCheckingInterval: 5_000,
      noDelay: true,
    },
    listener,
  )
  server.maxHeadersCount = 100
  server.on('clientError', answerClientError)
  return server
}

function answerClientError(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Duplex) {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const line = statusLine(error)
  socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\nX-Content-Type-Options: nosniff\r\n\r\n`)
  setTimeout(() => socket.destroy(), 1000).unref()
}

function statusLine({ code, rawPacket }: NodeJS.ErrnoException & { rawPacket?: Buffer }): string {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return '408 Request Timeout'
  if (code !== 'HPE_HEADER_OVERFLOW') return '400 Bad Request'
  const firstLine = rawPacket?.indexOf('\n') ?? -1
  return firstLine < 0 || firstLine > 8192 ? '414 URI Too Long' : '431 Request Header Fields Too Large'
}

/** Begins to listen. Rejects with Node's error (EADDRINUSE, EACCES…). Resolves to the port, which matters when 0 was asked for. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
