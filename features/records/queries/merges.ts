import { isStaff } from '@/features/accounts/policy'
import { read } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'

/** A line of a record's history: another one was merged into it. `by`: “You”, or a name; '' somebody who has left. */
export type MergeLine = { id: string; name: string; at: Date; by: string; undone: { at: Date; by: string } | null }

const who = { select: { id: true, name: true } }
const most = 50

/** What was merged into a record, the newest first. Writers only. */
export async function listMerges(actor: Actor, recordId: string): Promise<MergeLine[]> {
  if (!isStaff(actor)) throw forbidden()
  const rows = await read.recordMerge.findMany({
    where: { intoId: recordId },
    orderBy: { id: 'desc' },
    take: most,
    select: { id: true, createdAt: true, undoneAt: true, account: who, undoneBy: who, from: { select: { name: true } } },
  })
  const nameOf = (one: { id: string; name: string } | null) => (one === null ? '' : one.id === actor.account?.id ? 'You' : one.name)
  return rows.map(({ id, createdAt, undoneAt, account, undoneBy, from }) => ({
    id,
    name: from.name,
    at: createdAt,
    by: nameOf(account),
    undone: undoneAt && { at: undoneAt, by: nameOf(undoneBy) },
  }))
}
