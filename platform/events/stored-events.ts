import { z } from 'zod'
import { nowMs } from '../clock'
import { read } from '../db'
import type { Event } from './catalogue'

const stored = z.object({
  id: z.number().int(),
  type: z.string(),
  payload: z.record(z.string(), z.unknown()),
  tags: z.array(z.string()),
  hard: z.boolean(),
  at: z.number(),
})

const select = { id: true, type: true, payload: true, tags: true, hard: true, createdAt: true } as const
type Row = { id: number; type: string; payload: unknown; tags: unknown; hard: boolean; createdAt: Date }
// A newer process may announce types that this code does not know: whoever listens passes over those.
const eventOf = ({ createdAt, ...row }: Row): Event => stored.parse({ ...row, at: createdAt.getTime() }) as unknown as Event

/** The number of the newest event, 0 when there is none. */
export const newestEventId = async (): Promise<number> => (await read.event.aggregate({ _max: { id: true } }))._max.id ?? 0

/** Events with a higher number, in order. */
export const eventsAfter = async (id: number): Promise<Event[]> =>
  (await read.event.findMany({ where: { id: { gt: id } }, orderBy: { id: 'asc' }, select })).map(eventOf)

/** The newest events, at most so many, in order; and from when on none is missing: they are kept for a week. */
export async function recentEvents(max: number): Promise<{ events: Event[]; from: number }> {
  const events = await eventsAfter(Math.max(0, (await newestEventId()) - max))
  const day = nowMs() - 86_400_000
  return { events, from: Math.max(day, events.length > 0 && events[0]!.id > 1 ? events[0]!.at : 0) }
}

/** One event; null when it is older than a week. */
export async function findEvent(id: number): Promise<Event | null> {
  const row = await read.event.findUnique({ where: { id }, select })
  return row && eventOf(row)
}

/** A notification of PostgreSQL: the event, or only its number when it would not fit. Null for what is not ours. */
export function readNotification(text: string | undefined): Event | { id: number } | null {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return (stored.safeParse(value).data as unknown as Event) ?? z.object({ id: z.number().int() }).safeParse(value).data ?? null
  } catch {
    return null
  }
}
