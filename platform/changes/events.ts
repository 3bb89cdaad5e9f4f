import { z } from 'zod'
import { read } from '../db'

const change = z.object({ id: z.number().int(), tags: z.array(z.string()), hard: z.boolean(), at: z.number() })
/** What the front must know of an event. */
export type Change = z.output<typeof change>

/** The number of the newest event, 0 when there is none. */
export const newestChange = async () => (await read.event.aggregate({ _max: { id: true } }))._max.id ?? 0

const select = { id: true, tags: true, hard: true, createdAt: true } as const
const changeOf = ({ createdAt, ...row }: { createdAt: Date; id: number; tags: unknown; hard: boolean }): Change =>
  change.parse({ ...row, at: createdAt.getTime() })

/** Events with a higher number, in order. */
export async function changesAfter(id: number): Promise<Change[]> {
  return (await read.event.findMany({ where: { id: { gt: id } }, orderBy: { id: 'asc' }, select })).map(changeOf)
}

/** One event; null when it has been swept away. */
export async function findChange(id: number): Promise<Change | null> {
  const row = await read.event.findUnique({ where: { id }, select })
  return row && changeOf(row)
}

/** A notification of PostgreSQL: whole, or only the number when it would not fit. Null for what is not ours. */
export function readMessage(text: string | undefined): Change | { id: number } | null {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return change.safeParse(value).data ?? z.object({ id: z.number().int() }).safeParse(value).data ?? null
  } catch {
    return null
  }
}
