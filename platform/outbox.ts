import { config } from './config'
import type { Tx } from './db'
import { currentRequest, bridge } from './bridge'

/** What pages and handlers need to know of a change. */
export type Announced = { id: number; type: string; tags: string[]; hard: boolean; at: number; quiet: boolean }

export type Announcement = {
  /** The past of what happened: `comment.posted`, `article.published`. */
  type: string
  /** Tags of everything that now reads differently (the features' `tags.ts`). */
  tags: string[]
  /** The older pages may not be served even once more: something was hidden, erased or unpublished. */
  hard?: boolean
  payload?: Record<string, unknown>
  /** Nothing follows from it but stale pages: the worker need not look at it. */
  quiet?: boolean
}

/** Names this process in messages to the others. */
export const processId = `${process.pid}-${Math.random().toString(36).slice(2, 8)}`
export const channel = 'lightstick'

const announcedIn = new WeakMap<object, Announced[]>()

/**
 * Writes the event of a change in the change's own transaction and returns its number. After the commit this process's pages
 * are purged at once; on PostgreSQL the others are told by the database itself, and only if the commit succeeds.
 */
export async function announce(tx: Tx, { type, tags, hard = false, payload = {}, quiet = false }: Announcement): Promise<number> {
  const now = new Date()
  // Every change waits for this line, so it is one plain statement.
  const [row] = await tx.$queryRaw<{ id: number | bigint }[]>`
    INSERT INTO "Event" ("type", "payload", "tags", "hard", "createdAt", "handledAt", "attempts")
    VALUES (${type}, ${JSON.stringify(payload)}, ${JSON.stringify(tags)}, ${hard}, ${now}, ${quiet ? now : null}, 0) RETURNING "id"`
  const id = Number(row!.id)
  const event = { id, type, tags, hard, at: now.getTime(), quiet }
  announcedIn.set(tx, [...(announcedIn.get(tx) ?? []), event])
  if (config.engine === 'postgresql') {
    // A notification holds 8,000 bytes at the most; the others look a longer one up by its number.
    const whole = JSON.stringify({ from: processId, ...event })
    const message = whole.length < 7000 ? whole : JSON.stringify({ from: processId, id })
    await tx.$queryRaw`SELECT 1 AS sent FROM (SELECT pg_notify(${channel}, ${message})) AS notified`
  }
  return id
}

export const forgetAnnounced = (tx: Tx) => void announcedIn.delete(tx)
export const takeAnnounced = (tx: Tx): Announced[] => announcedIn.get(tx) ?? []

// Bundlers give each layer of the application its own copy of this module; the worker is woken by all of them.
const holder = globalThis as unknown as { [key: symbol]: (() => void) | undefined }
const waker = Symbol.for('lightstick.wake')
/** The worker that runs the consequences asks to be woken. */
export const wakeOnDelivery = (wake: () => void) => void (holder[waker] = wake)

/** After the commit: pages go stale, the request learns the number of its act, the consequences are begun. */
export function deliver(events: Announced[]) {
  if (events.length === 0) return
  for (const event of events) bridge()?.purge(event)
  const request = currentRequest()
  if (request) request.lastEvent = Math.max(request.lastEvent ?? 0, ...events.map(({ id }) => id))
  if (events.some(({ quiet }) => !quiet)) holder[waker]?.()
}
