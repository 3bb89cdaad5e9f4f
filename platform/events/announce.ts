import { Prisma } from '@/prisma/generated/sqlite/client'
import { nowMs } from '../clock'
import { config } from '../config'
import { currentRequest } from '../bridge'
import { afterCommit } from '../db/after-commit'
import type { Tx } from '../db/types'
import { enqueue } from '../jobs/queue'
import { deliver } from './bus'
import type { Event, EventPayloads, EventType } from './catalogue'
import { jobsAfter } from './consumers'
import { runProjections } from './projections'

/** Where PostgreSQL tells the other processes. */
export const channel = 'lightstick'
// A notification holds 8,000 bytes; the others look a longer one up by its number.
const maxNotificationBytes = 7000

type Options = {
  /** Tags of everything that now reads differently (the features' `tags.ts`). */
  tags?: string[]
  /** The older pages may not be served even once more: something was hidden, erased or unpublished. */
  hard?: boolean
}

/**
 * Writes the event of a change in the change's own transaction, with one job for each of its consumers, and returns its number. After the commit this
 * process's bus has it at once; on PostgreSQL the other processes are told by the database itself, and only if the commit succeeds.
 */
export async function announce<T extends EventType>(tx: Tx, type: T, payload: EventPayloads[T], options: Options = {}): Promise<number> {
  return (await announceEach(tx, type, [{ payload, ...options }]))[0]!
}

/** `announce` for several changes of one type, in as many statements as for one. Returns their numbers in the same order. */
export async function announceEach<T extends EventType>(tx: Tx, type: T, changes: ({ payload: EventPayloads[T] } & Options)[]): Promise<number[]> {
  if (changes.length === 0) return []
  for (const { payload } of changes) await runProjections(tx, type, payload)
  const at = nowMs()
  // Every change waits for this line, so it is one plain statement. Numbers rise in the order of the rows.
  const rows = changes.map(
    ({ payload, tags = [], hard = false }) => Prisma.sql`(${type}, ${JSON.stringify(payload)}, ${JSON.stringify(tags)}, ${hard}, ${new Date(at)})`,
  )
  const written = await tx.$queryRaw<{ id: number | bigint }[]>`
    INSERT INTO "Event" ("type", "payload", "tags", "hard", "createdAt") VALUES ${Prisma.join(rows)} RETURNING "id"`
  const ids = written.map(({ id }) => Number(id)).sort((a, b) => a - b)
  const events = changes.map(({ payload, tags = [], hard = false }, index): Event<T> => ({ id: ids[index]!, type, payload, tags, hard, at }))
  for (const { id, payload } of events) for (const job of jobsAfter(type, payload, id)) await enqueue(tx, job)
  if (config.engine === 'postgresql') {
    const messages = events.map((event) => {
      const whole = JSON.stringify(event)
      return Buffer.byteLength(whole) < maxNotificationBytes ? whole : JSON.stringify({ id: event.id })
    })
    await tx.$queryRaw`SELECT COUNT(pg_notify(${channel}, message)::text) AS sent FROM unnest(${messages}::text[]) AS message`
  }
  afterCommit(tx, () => {
    for (const event of events) deliver(event as Event)
    noteOwnEvent(ids.at(-1)!)
  })
  return ids
}

/** The request that caused an event learns its number, so that its answer can carry it (platform/http/cookies.ts). */
export function noteOwnEvent(id: number): void {
  const request = currentRequest()
  if (request) request.lastEvent = Math.max(request.lastEvent ?? 0, id)
}
