import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers/promises'
import type { LiveSource, News } from '@/platform/bridge'
import { monotonicMs, nowMs } from '@/platform/clock'
import type { Event } from '@/platform/events/catalogue'
import { networkOf } from '@/platform/http/network'
import { idsSince, timeOf } from '@/platform/id'
import { log } from '@/platform/log'
import type { Client } from '../http/client-address'
import { sendError } from '../http/error-page'
import { happeningOf, joined, Recent, wellBefore, type Happening } from './recent'
import { breath, breathEveryMs, endStream, openStream, writeTo } from './stream'

const address = /^\/api\/articles\/([a-z0-9-]{1,200})\/live$/
/** The list whose stream is at a path, by its address; null for any other path. */
export const liveSlugOf = (path: string): string | null => (path.endsWith('/live') ? (address.exec(path)?.[1] ?? null) : null)

/** What happens within this time is one message. */
const gatherMs = 400
/** After a message that took long to write, for all its readers, comes a pause of so many times that. */
const pausePerWrite = 4
/** Browsers come back after a stream has ended: not all at once. */
const retryMs = { least: 2000, most: 10_000 }
/** More comments than this are not named one by one: whoever listens looks for themselves. */
const maxNamed = 200
/** Streams to write to before others get a turn. */
const atOnce = 200
const maxWaitingBytes = 64 * 1024
/** A school or an office is one network. */
const maxOfNetwork = 100

const idShape = /^[0-9a-z]{9}/
type Reader = ServerResponse
type List = {
  id: string
  readers: Set<Reader>
  /** What nobody was told of yet. */
  fresh: Happening[]
  /** Who has just come, and since when they know nothing. */
  arrived: Map<Reader, number>
  toldAt: number
  spokeAt: number
  timer: NodeJS.Timeout | undefined
  isTelling: boolean
}
type Asked = { slug: string; query: string; client: Client; lookUp: <T>(ask: () => Promise<T>) => Promise<T> }

/**
 * The streams of those who read a list (server-sent events): new comments, hearts and votes. Anybody may listen, so the sockets are all that this process has of them: what
 * is told is asked once for each list and message, of the code inside Next, which says what everybody may know.
 */
export class LiveLists {
  private readonly lists = new Map<string, List>()
  private readonly ofNetwork = new Map<string, number>()
  private readonly recent = new Recent()
  private count = 0
  private breathing: NodeJS.Timeout | undefined
  private closed = false

  constructor(
    private readonly source: () => LiveSource | undefined,
    private readonly max: number,
  ) {}

  get size(): number {
    return this.count
  }

  /** Answers a request for a stream, which stays open. Refuses with 404, 429 or 503. */
  async open(req: IncomingMessage, res: ServerResponse, { slug, query, client, lookUp }: Asked): Promise<void> {
    const source = this.source()
    if (!source || this.closed || this.count >= this.max)
      return sendError(req, res, 503, 'Too many readers listen just now. The page works without it.', { 'Retry-After': '300' })
    const network = networkOf(client.ip)
    const leave = this.enter(network)
    if (!leave) return sendError(req, res, 429, 'Too many pages of your network listen just now. The page works without it.', { 'Retry-After': '300' })
    const found = await lookUp(() => source.find(slug)).catch((error: unknown) => {
      leave()
      throw error
    })
    if (found === null || this.closed) {
      leave()
      return found === null ? sendError(req, res, 404, 'There is no such list') : void res.destroy()
    }
    const list = this.listOf(found.id)
    const ended = () => {
      leave()
      list.readers.delete(res)
      list.arrived.delete(res)
      if (list.readers.size === 0) this.forget(list)
    }
    if (!openStream(req, res, client, { retryMs: Math.round(retryMs.least + Math.random() * (retryMs.most - retryMs.least)), ended })) return ended()
    list.readers.add(res)
    const asked = new URLSearchParams(query)
    list.arrived.set(res, sinceOf(req.headers['last-event-id'], asked.get('since')) ?? sincePage(asked.get('newest'), found.newest))
    this.breathing ??= setInterval(() => void this.breathe(), breathEveryMs / 3)
    this.tellSoon(list)
  }

  hear(event: Event): void {
    this.recent.add(event)
    const happening = happeningOf(event)
    const list = happening && this.lists.get(happening.articleId)
    if (!list) return
    list.fresh.push(happening)
    this.tellSoon(list)
  }

  /** Events may have been missed: everybody is told what happened since they were told last. */
  lookAgain(): void {
    this.recent.doubt()
    for (const list of this.lists.values()) {
      for (const reader of list.readers) if (!list.arrived.has(reader)) list.arrived.set(reader, wellBefore(list.toldAt))
      this.tellSoon(list)
    }
  }

  /** Ends all streams: their browsers come back, to whoever then answers. */
  close(): void {
    this.closed = true
    for (const list of this.lists.values()) for (const reader of list.readers) endStream(reader)
  }

  /** Counts one more of a network, unless it has enough. Returns what counts it out again, once. */
  private enter(network: string): (() => void) | null {
    const before = this.ofNetwork.get(network) ?? 0
    if (before >= maxOfNetwork) return null
    this.ofNetwork.set(network, before + 1)
    this.count++
    let isIn = true
    return () => {
      if (!isIn) return
      isIn = false
      this.count--
      const left = this.ofNetwork.get(network)! - 1
      if (left > 0) this.ofNetwork.set(network, left)
      else this.ofNetwork.delete(network)
    }
  }

  private listOf(id: string): List {
    const now = monotonicMs()
    const list = this.lists.get(id) ?? {
      ...{ id, readers: new Set(), fresh: [], arrived: new Map(), toldAt: nowMs(), spokeAt: now },
      ...{ timer: undefined, isTelling: false },
    }
    this.lists.set(id, list)
    return list
  }

  private forget(list: List): void {
    clearTimeout(list.timer)
    if (this.lists.get(list.id) === list) this.lists.delete(list.id)
    if (this.lists.size > 0) return
    clearInterval(this.breathing)
    this.breathing = undefined
  }

  private tellSoon(list: List, afterMs = gatherMs): void {
    if (list.isTelling || list.timer) return
    list.timer = setTimeout(() => {
      list.timer = undefined
      void this.tell(list)
    }, afterMs)
  }

  private async tell(list: List): Promise<void> {
    list.isTelling = true
    const { arrived } = list
    const fresh = joined(list.fresh.splice(0))
    list.arrived = new Map()
    let pauseMs = gatherMs
    try {
      pauseMs = Math.max(gatherMs, pausePerWrite * (await this.tellAll(list, fresh, arrived)))
    } catch (error) {
      // The database is away, say: they are told when it is back.
      log.debug({ err: error }, 'readers could not be told of news')
      list.fresh.push(fresh)
      for (const [reader, since] of arrived) if (list.readers.has(reader)) list.arrived.set(reader, since)
      pauseMs = retryMs.least
    }
    list.isTelling = false
    if (list.readers.size > 0 && list.fresh.length + list.arrived.size > 0) this.tellSoon(list, pauseMs)
  }

  /** Returns the milliseconds that writing took. */
  private async tellAll(list: List, fresh: Happening, arrived: Map<Reader, number>): Promise<number> {
    const source = this.source()
    if (!source) throw new Error('the site is not ready')
    if (arrived.size > 0) await this.recent.load(source)
    const happenedSince = this.recent.of(list.id)
    const missed = [...arrived].map(([reader, since]) => ({ reader, happening: happenedSince(since) }))
    const asked = joined([fresh, ...new Set(missed.map(({ happening }) => happening))])
    const isTooMuch = asked.comments.length > maxNamed
    const news = await source.news(list.id, { ...asked, ...(isTooMuch && { comments: [] }) })
    if (!news) {
      for (const reader of list.readers) endStream(reader)
      return 0
    }
    const at = nowMs()
    // What happens meanwhile is told again to who comes back with this id: a change can be late, and clocks differ.
    const id = idsSince(new Date(wellBefore(at)))
    const texts = new Map<Happening | null, Buffer>()
    // What is fresh is told to those who have just come too: by the clock of another machine it may be of before.
    const textOf = (happening: Happening | null) => {
      const what = happening && joined([happening, fresh])
      const text = texts.get(happening) ?? Buffer.from(messages(id, news, isTooMuch && what && what.comments.length > 0 ? null : what))
      texts.set(happening, text)
      return text
    }
    const all = textOf(joined([]))
    const started = monotonicMs()
    if (all.length > 0)
      await writeEach(
        [...list.readers].filter((reader) => !arrived.has(reader)),
        () => all,
      )
    await writeEach(missed, ({ happening }) => textOf(happening))
    list.toldAt = at
    if (all.length > 0) list.spokeAt = monotonicMs()
    return monotonicMs() - started
  }

  private async breathe(): Promise<void> {
    for (const list of [...this.lists.values()]) {
      if (monotonicMs() - list.spokeAt < (breathEveryMs * 2) / 3) continue
      list.spokeAt = monotonicMs()
      await writeEach([...list.readers], () => breath)
    }
  }
}

/** Writes to many, a few at a time. */
async function writeEach<T extends Reader | { reader: Reader }>(each: T[], textFor: (one: T) => string | Buffer): Promise<void> {
  for (const [index, one] of each.entries()) {
    if (index % atOnce === atOnce - 1) await setImmediate()
    const text = textFor(one)
    if (text.length > 0) writeTo('reader' in one ? one.reader : one, text, maxWaitingBytes)
  }
}

/** The later of the times that a browser names with the messages that it got; null when it got none. */
function sinceOf(...ids: (string | string[] | null | undefined)[]): number | null {
  const times = ids.filter((id): id is string => typeof id === 'string' && idShape.test(id)).map(timeOf)
  return times.length > 0 ? Math.max(...times) : null
}

/** From when on a page that has just come may lack something, by the newest comment that it knows of (empty: none): from now on when there is none newer. */
const sincePage = (known: string | null, newest: string): number => (known === null || known >= newest ? nowMs() : idShape.test(known) ? timeOf(known) + 1 : 0)

/** What is told of that which happened, and nothing of what not everybody may know. Null: too much happened to tell it. */
function messages(id: string, { total, comments, hearts, tally }: News, what: Happening | null): string {
  const message = (event: string, data: object) => `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`
  if (what === null) return message('look', { total }) + (tally ? message('tally', tally) : '')
  const told = comments.filter((comment) => what.comments.includes(comment.id))
  const liked = Object.entries(hearts).filter(([comment]) => what.hearts.includes(comment))
  return [
    told.length > 0 ? message('comment', { total, comments: told }) : '',
    liked.length > 0 ? message('hearts', Object.fromEntries(liked)) : '',
    what.votes && tally ? message('tally', tally) : '',
  ].join('')
}
