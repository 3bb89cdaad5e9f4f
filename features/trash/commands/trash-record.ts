import { accountOfChange } from '@/features/records/commands/account-of-change'
import { readDocument } from '@/features/articles/document/read-document'
import { mayEdit } from '@/features/articles/policy'
import { recordIdsOf } from '@/features/articles/reading/records'
import { trashKey } from '@/features/records/commands/take-from-trash'
import { listsThatCredit } from '@/features/records/queries/lists-that-credit'
import { recordsTag, recordTag } from '@/features/records/tags'
import { currentTime } from '@/platform/clock'
import { lockRows, write, type Tx } from '@/platform/db'
import { conflict, notFound } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { Prisma } from '@/prisma/generated/sqlite/client'

/** What keeps a record out of the trash. A list of somebody else’s that waits for its time is not named. `more`: there are others. */
export type RecordUses = { lists: { id: string | null; title: string }[]; records: { id: string; name: string }[]; more: boolean }

const most = 20

/**
 * Moves a shared record to the trash, as long as no published list, and none that waits for its time, credits it, and nothing outside of the trash stands under it. Drafts
 * and old editions go on naming it. One that is there already stays as it is. Throws a conflict whose `data` says what uses it (`RecordUses`).
 */
export async function trashRecord(actor: Actor, { id }: { id: string }): Promise<void> {
  await write(
    async (tx) => {
      const account = await accountOfChange(tx, actor)
      // Whoever publishes a list that names it, or puts a record under it, locks its row too: who comes second sees what the first has done.
      await lockRows(tx, 'Subject', [id])
      const record = await tx.record.findUnique({ where: { id }, select: { kind: true, parentId: true, trashedAt: true, updatedAt: true } })
      if (!record) throw notFound('There is no such record')
      if (record.trashedAt) return
      const uses = await usesOf(tx, actor, id)
      if (uses.lists.length + uses.records.length > 0) throw conflict('Something uses this record, so it stays. Take it out there first', uses)
      // The time of its last saving stays.
      await tx.record.update({ where: { id }, data: { trashedAt: currentTime(), trashedById: account.id, updatedAt: record.updatedAt } })
      const tags = [recordTag(id), recordsTag(record.kind), ...(record.parentId ? [recordTag(record.parentId)] : [])]
      await announce(tx, 'record.trashed', { recordId: id }, { tags })
    },
    { lock: trashKey },
  )
}

async function usesOf(tx: Tx, actor: Actor, id: string): Promise<RecordUses> {
  const lists: RecordUses['lists'] = await listsThatCredit(tx, id, most + 1)
  const merged = await tx.record.findMany({ where: { mergedIntoId: id }, select: { id: true } })
  for (const { article } of await waitingWith(tx, [id, ...merged.map((one) => one.id)]))
    if (!lists.some((list) => list.id === article.id))
      lists.push(mayEdit(actor, article) ? { id: article.id, title: article.title } : { id: null, title: 'a list of somebody else’s that is scheduled' })
  const records = await tx.record.findMany({
    where: { parentId: id, trashedAt: null },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: most + 1,
    select: { id: true, name: true },
  })
  return { lists: lists.slice(0, most), records: records.slice(0, most), more: lists.length > most || records.length > most }
}

const namesAtOnce = 100

/** The lists that wait for their time with words which name one of these records. The database says which of them name it anywhere, and those are read. */
async function waitingWith(tx: Tx, ids: string[]) {
  const editionIds = new Set<string>()
  for (let start = 0; start < ids.length; start += namesAtOnce) {
    // An id is letters and digits, which mean nothing to LIKE.
    const naming = ids.slice(start, start + namesAtOnce).map((id) => Prisma.sql`CAST("document" AS TEXT) LIKE ${`%"${id}"%`}`)
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Edition" WHERE "liveAt" IS NULL AND "cancelledAt" IS NULL AND (${Prisma.join(naming, ' OR ')})`
    for (const row of rows) editionIds.add(row.id)
  }
  const waiting = await tx.edition.findMany({
    where: { id: { in: [...editionIds] } },
    select: {
      document: true,
      article: { select: { id: true, title: true, createdById: true, authors: { select: { author: { select: { accountId: true } } } } } },
    },
  })
  return waiting.filter(({ document }) => {
    const named = recordIdsOf(readDocument(document))
    return ids.some((id) => named.has(id))
  })
}
