import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { monotonicMs } from '@/platform/clock'
import { parseSimpleGet, type SimpleGet } from './parse-simple-get'

type Options = {
  /** The whole response, head and body, when it is ready; null when Node has to read the request. */
  respond: (request: SimpleGet, socket: Socket) => Buffer | null
  /** How long a connection may be silent. */
  idleMs: { beforeFirst: number; afterResponse: number }
}

/** For so long a connection that has asked nothing yet is new. */
const newMs = 1000

/**
 * Answers simple GETs for kept pages from the bytes of the connection, before Node makes a request and a response object, which cost more than the
 * rest of such an answer (docs/decisions/0013-fast-lane.md). With its first request of another kind a connection is passed to Node for good, and Node
 * reads that request from its beginning.
 */
export class FastPath {
  /** Connections, and when each was opened; 0 once it has had an answer. */
  private readonly open = new Map<Socket, number>()

  /** Takes the place of the server's own listener for new connections. Throws when the server has none. */
  constructor(
    private readonly server: Server,
    private readonly options: Options,
  ) {
    const [nodeListener] = server.listeners('connection') as ((this: Server, socket: Socket) => void)[]
    if (!nodeListener) throw new Error('This server does not take connections')
    server.off('connection', nodeListener)
    server.on('connection', (socket: Socket) => this.take(socket, () => nodeListener.call(server, socket)))
  }

  /** Closes each connection as soon as its answers are sent. Not one that was opened this second and has asked nothing: its request is on its way. */
  closeIdleConnections(): void {
    for (const [socket, openedAt] of this.open) if (monotonicMs() - openedAt > newMs) socket.destroySoon()
  }

  closeAllConnections(): void {
    for (const socket of this.open.keys()) socket.destroy()
  }

  private take(socket: Socket, passToNode: () => void): void {
    const { respond, idleMs } = this.options
    let previous: SimpleGet | null = null
    const destroy = () => void socket.destroy()
    const finish = () => void socket.end()
    const leave = () => {
      this.open.delete(socket)
      socket.off('data', read).off('drain', resume).off('end', finish).off('timeout', destroy).off('error', destroy).off('close', leave)
    }
    const resume = () => void socket.resume()
    const read = (chunk: Buffer) => {
      const request = parseSimpleGet(chunk, previous)
      const response = request && respond(request, socket)
      if (!response) {
        leave()
        socket.setTimeout(0)
        socket.pause()
        socket.unshift(chunk)
        passToNode()
        return void socket.resume()
      }
      if (!previous) {
        this.open.set(socket, 0)
        socket.setTimeout(idleMs.afterResponse)
      }
      previous = request
      // Backpressure: stop reading from a client that does not read its answers.
      if (!socket.write(response)) socket.pause()
    }
    this.open.set(socket, monotonicMs())
    socket.setTimeout(idleMs.beforeFirst)
    socket.on('data', read).on('drain', resume).on('end', finish).on('timeout', destroy).on('error', destroy).on('close', leave)
  }
}
