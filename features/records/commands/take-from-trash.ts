import { lockAll, lockRows, type Tx } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { recordsTag, recordTag } from '../tags'

/** Kept by whoever moves a record to the trash, and by whoever makes an edition wait, which is a use of records that no row of theirs tells of. */
export const trashKey = 'records-in-the-trash'

/** A record and what it stands under; deeper than any tree. */
const maxLevels = 20

/**
 * Takes records out of the trash, with what they stand under: something names them that is not in the trash. One that was merged stays there: what it leads to is meant. Returns the ids of those that were in it. The rows of all
 * are locked first, in one order for everybody, so that a record which moves to the trash meanwhile does so before, and comes out again, or sees that it is used.
 */
export async function takeFromTrash(tx: Tx, recordIds: readonly string[]): Promise<string[]> {
  const family = new Set<string>()
  let level = [...new Set(recordIds)]
  for (let depth = 0; level.length > 0 && depth < maxLevels; depth++) {
    const above = new Set<string>()
    for (const some of slices(level.toSorted())) {
      await lockRows(tx, 'Subject', some)
      const rows = await tx.record.findMany({ where: { id: { in: some } }, select: { id: true, parentId: true, mergedIntoId: true } })
      for (const { id, parentId, mergedIntoId } of rows) {
        if (mergedIntoId) {
          above.add(mergedIntoId)
          continue
        }
        family.add(id)
        if (parentId) above.add(parentId)
      }
    }
    level = [...above].filter((id) => !family.has(id))
  }
  const taken: { id: string; kind: Parameters<typeof recordsTag>[0] }[] = []
  for (const some of slices([...family].sort()))
    taken.push(...(await tx.record.findMany({ where: { id: { in: some }, trashedAt: { not: null } }, select: { id: true, kind: true } })))
  if (taken.length === 0) return []
  const ids = taken.map(({ id }) => id)
  // Also the rows above that stay as they are: a transaction that is to move one of them to the trash sees that it lost.
  for (const some of slices([...family].sort()))
    await tx.$executeRaw`UPDATE "Subject" SET "trashedAt" = NULL, "trashedById" = NULL WHERE "id" IN (${Prisma.join(some)})`
  const tags = taken.flatMap(({ id, kind }) => [recordTag(id), recordsTag(kind)])
  await announce(tx, 'record.untrashed', { recordIds: ids }, { tags: [...new Set(tags)] })
  return ids
}

/** The same for what a draft of a file names: as long as nothing of it is in the trash, no row is locked. */
export async function takeNamedFromTrash(tx: Tx, recordIds: readonly string[]): Promise<string[]> {
  const trashed: string[] = []
  for (const some of slices([...new Set(recordIds)])) {
    const rows = await tx.record.findMany({ where: { id: { in: some }, trashedAt: { not: null } }, select: { id: true, mergedIntoId: true } })
    trashed.push(...rows.map(({ id, mergedIntoId }) => mergedIntoId ?? id))
  }
  return trashed.length > 0 ? takeFromTrash(tx, trashed) : []
}

/** The same for what an edition names that is to wait for its time. */
export async function takeFromTrashToWait(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await lockAll(tx, [trashKey])
  await takeFromTrash(tx, recordIds)
}

function* slices(ids: string[], size = 500): Generator<string[]> {
  for (let start = 0; start < ids.length; start += size) yield ids.slice(start, start + size)
}
