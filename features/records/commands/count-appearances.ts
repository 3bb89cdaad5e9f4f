import { lockRows, type Tx } from '@/platform/db'
import { takeFromTrash } from './take-from-trash'
import { Prisma } from '@/prisma/generated/sqlite/client'

type Credited = { entryId: string; recordId: string }

/** Entries by the record that they credit, each once in however many roles. */
function countEntries(credits: readonly Credited[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const pair of new Set(credits.map(({ entryId, recordId }) => `${recordId} ${entryId}`))) {
    const [recordId = ''] = pair.split(' ')
    counts.set(recordId, (counts.get(recordId) ?? 0) + 1)
  }
  return counts
}

/** The records of which more or fewer entries speak now, by how many more. */
function changesOf(before: readonly Credited[], after: readonly Credited[]): Map<number, string[]> {
  const [old, now] = [countEntries(before), countEntries(after)]
  const changes = new Map<number, string[]>()
  for (const id of new Set([...old.keys(), ...now.keys()])) {
    const change = (now.get(id) ?? 0) - (old.get(id) ?? 0)
    if (change !== 0) changes.set(change, [...(changes.get(change) ?? []), id])
  }
  return changes
}

/**
 * Counts the appearances of records when the credits of a list change, in the same transaction: `before` and `after` are the credits of the whole list.
 * Records of which as many entries speak as before are not touched. What is credited now leaves the trash.
 */
export async function countAppearances(tx: Tx, before: readonly Credited[], after: readonly Credited[]): Promise<void> {
  const changes = changesOf(before, after)
  const changed = [...changes.values()].flat()
  if (changed.length === 0) return
  for (const some of slices(changed.sort())) await lockRows(tx, 'Subject', some)
  const crossed: string[] = []
  const trashed: string[] = []
  for (const [change, ids] of changes)
    for (const some of slices(ids)) {
      const rows = await tx.$queryRaw<{ id: string; appearances: number | bigint; trashedAt: unknown }[]>`
        UPDATE "Subject" SET "appearances" = "appearances" + ${change} WHERE "id" IN (${Prisma.join(some)}) RETURNING "id", "appearances", "trashedAt"`
      for (const { id, appearances, trashedAt } of rows) {
        if (Number(appearances) === 0 || Number(appearances) === change) crossed.push(id)
        if (Number(appearances) > 0 && trashedAt !== null) trashed.push(id)
      }
    }
  if (trashed.length > 0) await takeFromTrash(tx, trashed)
  await showRecords(tx, crossed)
}

/**
 * Says of records, and of what they stand under, whether readers have a page of them: a list credits them, or somebody or something that stands under them.
 * To be called when either may have changed.
 */
export async function showRecords(tx: Tx, recordIds: readonly string[]): Promise<void> {
  const ids = new Set(recordIds)
  for (const some of slices([...recordIds])) {
    const rows = await tx.record.findMany({ where: { id: { in: some } }, select: { parentId: true } })
    for (const { parentId } of rows) if (parentId) ids.add(parentId)
  }
  for (const some of slices([...ids].sort())) {
    // Two transactions may each see one of two members of a group leave and the other stay: whoever comes second counts after the first. Also what stays as it is
    // is written: a serializable transaction that counted before then sees that it lost.
    await lockRows(tx, 'Subject', some)
    await tx.$executeRaw`UPDATE "Subject" AS s SET "shown" = ${shows} WHERE s."id" IN (${Prisma.join(some)})`
  }
}

const shows = Prisma.sql`(s."appearances" > 0 OR EXISTS (SELECT 1 FROM "Subject" m WHERE m."parentId" = s."id" AND m."appearances" > 0
  AND CAST(m."kind" AS TEXT) = CASE WHEN CAST(s."kind" AS TEXT) = 'place' THEN 'place' ELSE 'person' END))`

function* slices(ids: string[], size = 500): Generator<string[]> {
  for (let start = 0; start < ids.length; start += size) yield ids.slice(start, start + size)
}
