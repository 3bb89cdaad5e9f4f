import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { Connection, type Options } from './connection'
import { NodeSide } from './node-side'

/**
 * Answers simple GETs for kept pages from the bytes of the connection, before Node makes a request and a response object, which cost more than the
 * rest of such an answer (docs/decisions/0013-fast-lane.md). Requests of another kind are lent to Node, one by one (docs/decisions/0031-fast-requests.md).
 */
export class FastPath {
  private readonly open = new Set<Connection>()

  /** Takes the place of the server's own listener for new connections. Throws when the server has none. */
  constructor(server: Server, options: Omit<Options, 'giveToNode'>) {
    const [nodeListener] = server.listeners('connection') as ((this: Server, connection: unknown) => void)[]
    if (!nodeListener) throw new Error('This server does not take connections')
    server.off('connection', nodeListener)
    server.on('connection', (socket: Socket) => {
      const connection = new Connection(socket, { ...options, giveToNode: (nodeSide) => nodeListener.call(server, nodeSide) })
      this.open.add(connection)
      socket.on('close', () => this.open.delete(connection))
    })
    server.prependListener('request', (req, res) => {
      if (req.socket instanceof NodeSide) req.socket.noteRequest(req, res)
    })
  }

  closeIdleConnections(): void {
    for (const connection of this.open) connection.closeIfIdle()
  }

  closeAllConnections(): void {
    for (const connection of this.open) connection.close()
  }
}
