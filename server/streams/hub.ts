import type { IncomingMessage, ServerResponse } from 'node:http'
import type { StreamSource } from '@/platform/bridge'
import { monotonicMs } from '@/platform/clock'
import type { Event } from '@/platform/events/catalogue'
import { log } from '@/platform/log'
import type { Client } from '../http/client-address'
import { sendError } from '../http/error-page'
import { breath, breathEveryMs, endStream, openStream, writeTo } from './stream'
import { readTopics, topicOf } from './topics'

export const streamPath = '/api/studio/stream'

/** How often states are looked up and hearers are asked for: what was taken from somebody reaches nobody for longer. */
const lookEveryMs = 1000
const askEveryMs = 2000
const reconnectAfterMs = 2000
/** Of one account, and of all. A browser needs one. */
const maxOfOne = 12
const maxOfAll = 5000
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
    if (this.closed) return void res.destroy()
    const now = monotonicMs()
    const hearer: Hearer = { res, cookie, who, topics: new Set(allowed), told: new Map(), askedAt: now, spokeAt: now }
    if (!openStream(req, res, client, { retryMs: reconnectAfterMs, headers: { Vary: 'Cookie' }, ended: () => this.forget(hearer) })) return
    const others = [...this.hearers].filter((one) => one.who === who)
    if (others.length >= maxOfOne) this.end(others[0]!)
    this.hearers.add(hearer)
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
    endStream(hearer.res)
    this.forget(hearer)
  }

  private forget(hearer: Hearer): void {
    this.hearers.delete(hearer)
    if (this.hearers.size > 0) return
    clearInterval(this.timer)
    this.timer = undefined
  }
}

function say(hearer: Hearer, message: Message): void {
  hearer.spokeAt = monotonicMs()
  writeTo(hearer.res, `data: ${JSON.stringify(message)}\n\n`, maxWaitingBytes)
}

function breathe(hearer: Hearer): void {
  if (monotonicMs() - hearer.spokeAt < breathEveryMs) return
  hearer.spokeAt = monotonicMs()
  writeTo(hearer.res, breath, maxWaitingBytes)
}
