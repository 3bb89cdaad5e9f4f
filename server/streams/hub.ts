import type { IncomingMessage, ServerResponse } from 'node:http'
import type { StreamSource } from '@/platform/bridge'
import { monotonicMs } from '@/platform/clock'
import type { Event } from '@/platform/events/catalogue'
import { log } from '@/platform/log'
import type { Client } from '../http/client-address'
import { sendError } from '../http/error-page'
import { commonHeaders } from '../http/headers'
import { readTopics, topicOf } from './topics'

export const streamPath = '/api/studio/stream'

/** How often states are looked up and hearers are asked for: what was taken from somebody reaches nobody for longer. */
const lookEveryMs = 1000
const askEveryMs = 2000
/** Proxies close connections on which nothing comes for a minute, some for half of one. */
const breathEveryMs = 15_000
const reconnectAfterMs = 2000
const lingerMs = 2000
/** Of one account, and of all. A browser needs one. */
const maxOfOne = 12
const maxOfAll = 5000
/** A hearer that takes nothing in is cut off: its browser comes back, and looks for what it missed. */
const maxWaitingBytes = 256 * 1024

type Hearer = { res: ServerResponse; cookie: string; who: string; topics: Set<string>; told: Map<string, string>; askedAt: number; spokeAt: number }
type Message = { topic: string } & ({ is: 'event'; type: string; version?: number } | { is: 'state'; state: unknown } | { is: 'denied' | 'look' })

/**
 * The open streams of this process (server-sent events). It holds the sockets; who may hear of what, and who is there, the code inside Next says. Nobody is told
 * what was written: a message says that something happened, and whoever hears it asks for the rest through the usual doors.
 */
export class Hub {
  private readonly hearers = new Set<Hearer>()
  private timer: NodeJS.Timeout | undefined
  private looking = false
  private opening = 0
  private closed = false

  constructor(private readonly streams: () => StreamSource | undefined) {}

  get size(): number {
    return this.hearers.size
  }

  /** Answers a request for a stream, which stays open. Refuses with 400, 403 or 503. */
  async open(req: IncomingMessage, res: ServerResponse, query: string, client: Client): Promise<void> {
    const asked = readTopics(query)
    if (!asked) return sendError(req, res, 400, 'This address takes topics that there are, as ?topic=article:ID')
    const streams = this.streams()
    if (!streams || this.closed || this.hearers.size + this.opening >= maxOfAll)
      return sendError(req, res, 503, 'No stream can be opened just now. Try again in a few seconds.', { 'Retry-After': '5' })
    const cookie = req.headers.cookie ?? ''
    this.opening++
    const { who, topics: allowed } = await streams.mayHear(cookie, asked).finally(() => this.opening--)
    if (who === null || allowed.length === 0) return sendError(req, res, 403, 'These streams are for those who write the lists.')
    if (res.destroyed || this.closed) return void res.destroy()
    const headers = { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no', Vary: 'Cookie' }
    res.writeHead(200, { ...commonHeaders(client.secure), ...headers })
    if (req.method === 'HEAD') return void res.end()
    const now = monotonicMs()
    const hearer: Hearer = { res, cookie, who, topics: new Set(allowed), told: new Map(), askedAt: now, spokeAt: now }
    const others = [...this.hearers].filter((one) => one.who === who)
    if (others.length >= maxOfOne) this.end(others[0]!)
    this.hearers.add(hearer)
    res.once('close', () => this.forget(hearer))
    res.on('error', () => this.forget(hearer))
    res.write(`retry: ${reconnectAfterMs}\n\n`)
    for (const topic of asked) say(hearer, { topic, is: hearer.topics.has(topic) ? 'look' : 'denied' })
    this.timer ??= setInterval(() => void this.look(), lookEveryMs)
    void this.look()
  }

  hear(event: Event): void {
    const topic = topicOf(event)
    if (topic === null) return
    const version = 'version' in event.payload ? { version: event.payload.version } : {}
    for (const hearer of this.hearers) if (hearer.topics.has(topic)) say(hearer, { topic, is: 'event', type: event.type, ...version })
  }

  /** Events may have been missed: everybody looks for themselves. */
  lookAgain(): void {
    for (const hearer of this.hearers) for (const topic of hearer.topics) say(hearer, { topic, is: 'look' })
  }

  /** Ends all streams: their browsers come back, to whoever then answers. */
  close(): void {
    this.closed = true
    for (const hearer of this.hearers) this.end(hearer)
  }

  private async look(): Promise<void> {
    if (this.looking) return
    this.looking = true
    try {
      const streams = this.streams()
      if (streams) {
        await this.askAgain(streams)
        await this.tellStates(streams)
      }
      for (const hearer of this.hearers) breathe(hearer)
    } catch (error) {
      // The database is away, say: what is open stays so.
      log.debug({ err: error }, 'the streams could not look')
    } finally {
      this.looking = false
    }
  }

  private async askAgain(streams: StreamSource): Promise<void> {
    const now = monotonicMs()
    for (const hearer of [...this.hearers]) {
      if (now - hearer.askedAt < askEveryMs) continue
      hearer.askedAt = now
      const { topics } = await streams.mayHear(hearer.cookie, [...hearer.topics])
      if (!this.hearers.has(hearer)) continue
      const allowed = new Set(topics)
      for (const topic of hearer.topics) {
        if (allowed.has(topic)) continue
        hearer.topics.delete(topic)
        say(hearer, { topic, is: 'denied' })
      }
      if (hearer.topics.size === 0) this.end(hearer)
    }
  }

  private async tellStates(streams: StreamSource): Promise<void> {
    const topics = new Set([...this.hearers].flatMap((hearer) => [...hearer.topics]))
    if (topics.size === 0) return
    const states = await streams.states([...topics])
    for (const hearer of this.hearers)
      for (const topic of hearer.topics) {
        const state = states.get(topic) ?? null
        const text = JSON.stringify(state)
        if (hearer.told.get(topic) === text) continue
        hearer.told.set(topic, text)
        say(hearer, { topic, is: 'state', state })
      }
  }

  private end(hearer: Hearer): void {
    const { res } = hearer
    res.end()
    this.forget(hearer)
    // Whoever takes nothing in does not take the end either.
    setTimeout(() => res.destroy(), lingerMs).unref()
  }

  private forget(hearer: Hearer): void {
    this.hearers.delete(hearer)
    if (this.hearers.size > 0) return
    clearInterval(this.timer)
    this.timer = undefined
  }
}

function say(hearer: Hearer, message: Message): void {
  if (hearer.res.writableEnded || hearer.res.destroyed) return
  hearer.spokeAt = monotonicMs()
  hearer.res.write(`data: ${JSON.stringify(message)}\n\n`)
  if (hearer.res.writableLength > maxWaitingBytes) hearer.res.destroy()
}

/** A comment, so that nothing between takes the stream for dead, and a browser that is gone is noticed. */
function breathe(hearer: Hearer): void {
  if (monotonicMs() - hearer.spokeAt < breathEveryMs || hearer.res.writableEnded) return
  hearer.spokeAt = monotonicMs()
  hearer.res.write(':\n\n')
}
