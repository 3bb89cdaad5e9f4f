import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

export type NodeSideListener = {
  /** Node wants more bytes. */
  onWanted: () => void
  /** Node has read the head of a request. */
  onRequest: (req: IncomingMessage, res: ServerResponse) => void
  /** Node gives the connection up. */
  onDestroyed: () => void
}

/**
 * A connection as Node's HTTP server sees it: it reads what we push, and what it writes goes to the socket. (Any Duplex can be injected into the server by
 * its event `connection`; Node's documentation of that event says so.) Has what of a socket Node's server, Next and we use.
 */
export class NodeSide extends Duplex {
  private closesSoon = false
  readonly remoteAddress: string | undefined

  constructor(
    private readonly socket: Socket,
    private readonly listener: NodeSideListener,
  ) {
    super()
    this.remoteAddress = socket.remoteAddress
  }

  noteRequest(req: IncomingMessage, res: ServerResponse): void {
    this.listener.onRequest(req, res)
  }

  setTimeout(ms: number, onTimeout?: () => void): this {
    this.socket.setTimeout(ms)
    if (onTimeout) this.once('timeout', onTimeout)
    return this
  }

  /** Ends, and closes the connection as soon as everything is sent. */
  destroySoon(): void {
    this.closesSoon = true
    this.end()
  }

  override _read(): void {
    this.listener.onWanted()
  }

  override _write(chunk: Buffer | string, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.socket.write(chunk, encoding, done)
  }

  override _writev(chunks: { chunk: Buffer | string; encoding: BufferEncoding }[], done: (error?: Error | null) => void): void {
    this.socket.cork()
    chunks.forEach(({ chunk, encoding }, n) => this.socket.write(chunk, encoding, n === chunks.length - 1 ? done : undefined))
    this.socket.uncork()
  }

  override _final(done: () => void): void {
    if (this.closesSoon) this.socket.destroySoon()
    else this.socket.end()
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.listener.onDestroyed()
    done(error)
  }
}
