import type { Db } from '@/platform/db'
import { AppError, conflict, notFound } from '@/platform/errors'
import { findStored } from './find-stored'
import type { RecordInput } from '../schema'

/** Ids of two records of which one leads to the other once they are merged. */
export type Pair = { from: string; into: string }
type Stored = NonNullable<Awaited<ReturnType<typeof findStored>>>

/** Both as they are stored. Throws when they cannot be merged. */
export async function findPair(db: Db, { from: fromId, into: intoId }: Pair): Promise<{ from: Stored; into: Stored }> {
  if (fromId === intoId) throw new AppError('invalid', 'Choose another record: this is the same one')
  const [from, into] = [await findStored(db, fromId), await findStored(db, intoId)]
  if (!from || !into) throw notFound('There is no such record')
  if (from.values.kind !== into.values.kind) throw conflict('Only records of one kind can be merged')
  for (const { values, trashedAt, mergedIntoId } of [from, into]) {
    if (mergedIntoId) throw conflict(`“${values.name}” was merged into another record already`)
    if (trashedAt) throw conflict(`“${values.name}” is in the trash. Restore it first`)
  }
  return { from, into }
}

const maxLevels = 20

/** Ids of what a record stands under, the nearest first. */
async function listAbove(db: Db, id: string | null): Promise<string[]> {
  const above: string[] = []
  for (let one = id; one && above.length < maxLevels;) {
    above.push(one)
    const row: { parentId: string | null } | null = await db.record.findUnique({ where: { id: one }, select: { parentId: true } })
    one = row?.parentId ?? null
  }
  return above
}

/** What the merged record stands under: never under itself. Throws where it would stand below something that comes under it. */
export async function parentOfBoth(
  db: Db,
  { from: fromId, into: intoId }: Pair,
  { from, into }: { from: RecordInput; into: RecordInput },
): Promise<string | null> {
  const above = await listAbove(db, into.parentId)
  if (above[0] === fromId) return from.parentId
  if (above.includes(fromId)) throw conflict(`“${into.name}” stands below something that stands under “${from.name}”. Put it elsewhere first`)
  if (into.parentId || from.parentId === null) return into.parentId
  return (await listAbove(db, from.parentId)).includes(intoId) ? null : from.parentId
}
