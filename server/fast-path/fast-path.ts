import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { readPlainRequest, type PlainRequest } from './parse-simple-get'

type Options = {
  /** The whole answer, head and body, when it is there already; null when Node is to read the request. */
  answer: (asked: PlainRequest, socket: Socket) => Buffer | null
  /** How long a connection may say nothing before its first request, and after an answer, in milliseconds. */
  patience: { first: number; next: number }
}

/**
 * Answers plain requests for kept pages as they come off the wire, before Node makes a request and a response of them, which costs more than
 * all else that such an answer needs (docs/decisions/0013-fast-lane.md). With its first request of any other kind a connection becomes
 * Node's for good, who reads that request from its beginning.
 */
export class FastLane {
  private readonly open = new Set<Socket>()

  /** Steps in before the server's own handling of new connections. Throws if it has none. */
  constructor(
    private readonly server: Server,
    private readonly options: Options,
  ) {
    const [node] = server.listeners('connection') as ((this: Server, socket: Socket) => void)[]
    if (!node) throw new Error('This server does not take connections')
    server.off('connection', node)
    server.on('connection', (socket: Socket) => this.take(socket, () => node.call(server, socket)))
  }

  /** Hangs up on those who have taken their answers, as they do. */
  closeIdleConnections(): void {
    for (const socket of this.open) socket.destroySoon()
  }

  closeAllConnections(): void {
    for (const socket of this.open) socket.destroy()
  }

  private take(socket: Socket, handOver: () => void): void {
    const { answer, patience } = this.options
    let before: PlainRequest | null = null
    const hangUp = () => void socket.destroy()
    const finish = () => void socket.end()
    const leave = () => {
      this.open.delete(socket)
      socket.off('data', read).off('drain', readOn).off('end', finish).off('timeout', hangUp).off('error', hangUp).off('close', leave)
    }
    const readOn = () => void socket.resume()
    const read = (piece: Buffer) => {
      const asked = readPlainRequest(piece, before)
      const bytes = asked && answer(asked, socket)
      if (!bytes) {
        leave()
        socket.setTimeout(0)
        socket.pause()
        socket.unshift(piece)
        handOver()
        return void socket.resume()
      }
      if (!before) socket.setTimeout(patience.next)
      before = asked
      // Who asks faster than they take the answers waits.
      if (!socket.write(bytes)) socket.pause()
    }
    this.open.add(socket)
    socket.setTimeout(patience.first)
    socket.on('data', read).on('drain', readOn).on('end', finish).on('timeout', hangUp).on('error', hangUp).on('close', leave)
  }
}
