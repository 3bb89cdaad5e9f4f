import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { monotonicMs } from '@/platform/clock'
import { NodeSide } from './node-side'
import { parseHead, type Head, type SimpleGet } from './parse-head'

export type Options = {
  /** The whole response, head and body, when it is ready; null when Node has to read the request. */
  respond: (request: SimpleGet, socket: Socket) => Buffer | null
  /** How long a connection may be silent. */
  idleMs: { beforeFirst: number; afterResponse: number }
  /** Gives a connection to Node's server. */
  giveToNode: (connection: NodeSide) => void
}

/**
 * Whose the next bytes are.
 * - `ours`: the connection stands between two requests, and all answers are given
 * - `lent`: Node reads and answers one request, whose end we know
 * - `given`: Node's for good
 */
type Turn = 'ours' | 'lent' | 'given'

/** For so long a connection that has asked nothing yet is new. */
const newMs = 1000
/** For so long the second piece of a head is waited for. */
const secondPieceMs = 1000

/**
 * One connection. At the beginning of each request it decides who answers: we, from the bytes, or Node. A connection comes back from Node only when it is
 * certain where the request ended: its head is one that everybody reads in the same way, it says the length of its body, no byte more has come, and Node
 * has read it whole and sent its whole answer. Otherwise Node keeps the connection, and knows by itself where requests begin.
 */
export class Connection {
  private turn: Turn = 'ours'
  private previous: Head | null = null
  /** The beginning of a head whose end has not come. */
  private held: Buffer | null = null
  private node: NodeSide | null = null
  private nodeIsFull = false
  /** Bytes that came after the head of a lent request. */
  private bytesAfterHead = 0
  private readonly openedAt = monotonicMs()
  private hasAsked = false

  constructor(
    private readonly socket: Socket,
    private readonly options: Options,
  ) {
    socket.setTimeout(options.idleMs.beforeFirst)
    socket
      .on('data', (chunk: Buffer) => this.read(chunk))
      .on('drain', () => this.resume())
      .on('end', () => this.endReading())
      .on('timeout', () => this.endWaiting())
      .on('error', () => {}) // 'close' follows
      .on('close', () => this.node?.destroy())
  }

  /** Closes it, as soon as its answers are sent, when no request is under way. Not when it was opened this second and has asked nothing: then one is. */
  closeIfIdle(): void {
    const isNew = !this.hasAsked && monotonicMs() - this.openedAt <= newMs
    if (this.turn === 'ours' && !this.held && !isNew) this.socket.destroySoon()
  }

  close(): void {
    this.socket.destroy()
  }

  private read(chunk: Buffer): void {
    if (this.turn === 'ours') return this.begin(chunk)
    this.bytesAfterHead += chunk.length
    this.push(chunk)
  }

  /** Reads the beginning of a request. */
  private begin(chunk: Buffer): void {
    const bytes = this.held ? Buffer.concat([this.held, chunk]) : chunk
    const head = parseHead(bytes, this.previous)
    // A head in two pieces is put together. One in more, or that comes slowly, is left to Node, which has a limit of time for it.
    if (head === 'incomplete' && !this.held) {
      this.held = bytes
      return void this.socket.setTimeout(secondPieceMs)
    }
    this.held = null
    const whole = head === 'incomplete' ? null : head
    const response = whole?.isSimple ? this.options.respond(whole, this.socket) : null
    if (!response) return this.passToNode(bytes, whole)
    this.previous = whole
    this.hasAsked = true
    if (this.socket.timeout !== this.options.idleMs.afterResponse) this.socket.setTimeout(this.options.idleMs.afterResponse)
    // Backpressure: stop reading from a client that does not read its answers.
    if (!this.socket.write(response)) this.socket.pause()
  }

  private passToNode(bytes: Buffer, head: Head | null): void {
    this.hasAsked = true
    this.turn = head ? 'lent' : 'given'
    this.bytesAfterHead = head ? bytes.length - head.length : 0
    if (!this.node) {
      this.node = new NodeSide(this.socket, {
        onWanted: () => {
          this.nodeIsFull = false
          this.resume()
        },
        onRequest: (req, res) => this.noteRequest(req, res),
        onDestroyed: () => {
          this.node = null
          if (this.turn !== 'ours') this.socket.destroy()
        },
      })
      this.options.giveToNode(this.node)
    }
    this.socket.setTimeout(0) // Node has its own limits of time
    this.push(bytes)
  }

  /** Node has read the head of a request. How long its body is, Node says, so that there is nothing about which we could differ. */
  private noteRequest(req: IncomingMessage, res: ServerResponse): void {
    const bodyLength = bodyLengthOf(req)
    if (bodyLength === null) this.turn = 'given'
    res.once('close', () => {
      const isOver = this.bytesAfterHead === bodyLength && req.complete && this.node?.writable
      if (this.turn !== 'lent' || !isOver) return void (this.turn = 'given')
      this.turn = 'ours'
      this.socket.setTimeout(this.options.idleMs.afterResponse)
      this.resume()
    })
  }

  private push(bytes: Buffer): void {
    if (this.node?.push(bytes)) return
    this.nodeIsFull = true
    this.socket.pause()
  }

  private resume(): void {
    const waits = this.turn === 'ours' ? this.socket.writableNeedDrain : this.nodeIsFull
    if (!waits) this.socket.resume()
  }

  private endReading(): void {
    if (this.held) this.passHeldToNode(this.held)
    if (this.turn === 'ours') this.socket.end()
    else this.node?.push(null)
  }

  private endWaiting(): void {
    if (this.held) this.passHeldToNode(this.held)
    else if (this.turn === 'ours') this.socket.destroy()
    else this.node?.emit('timeout')
  }

  private passHeldToNode(held: Buffer): void {
    this.held = null
    this.passToNode(held, null)
  }
}

/** Bytes of a request's body; null when it is not said in advance, or when more than an answer may follow. */
function bodyLengthOf({ headers, httpVersion }: IncomingMessage): number | null {
  if (httpVersion !== '1.1' || headers['transfer-encoding'] || headers.upgrade || headers.expect || headers.trailer) return null
  const length = headers['content-length'] ?? '0'
  return /^\d{1,15}$/.test(length) ? Number(length) : null
}
