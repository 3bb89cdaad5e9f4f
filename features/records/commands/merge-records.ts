import { Prisma } from '@/prisma/generated/sqlite/client'
import { currentTime } from '@/platform/clock'
import { goingRows, write, type Tx } from '@/platform/db'
import { conflict } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { maxNames, mergedValues, type MergeUndo } from '../merge'
import { findPair, parentOfBoth, type Pair } from '../queries/merge-pair'
import { kindFolders, type RecordInput } from '../schema'
import { recordsTag, recordTag } from '../tags'
import { accountOfChange } from './account-of-change'
import { showRecords } from './count-appearances'
import { keepFields } from './keep-fields'
import { trashKey } from './take-from-trash'
import { writeRecordValues } from './write-record-values'

/**
 * Makes one record of two of a kind. Documents are not touched, as when a record is renamed: those that name `from` go on naming it, and it leads to `into`. Its credits, names,
 * addresses and what stands under it become those of `into`, which keeps its own fields and takes those that it lacks. One transaction, however many entries: their credits change
 * in one statement, and pages and the index of words follow by the event. Undone by `undoMerge`.
 */
export async function mergeRecords(actor: Actor, pair: Pair): Promise<{ id: string }> {
  return write(
    async (tx) => {
      const account = await accountOfChange(tx, actor)
      await lockPair(tx, pair)
      const { from, into } = await findPair(tx, pair)
      const parentId = await parentOfBoth(tx, pair, { from: from.values, into: into.values })
      const before = into.values
      const after = mergedValues({ ...before, parentId }, { ...from.values, parentId: null })
      if (after.names.length > maxNames)
        throw conflict(`Together they have more than ${maxNames} other names. Take some away that nobody needs, and merge them then`)

      const undo = await moveAll(tx, pair, { slug: from.values.slug, path: pathOf(from.values), since: from.since, before, after })
      await writeRecordValues(tx, pair.into, before, after)
      await showRecords(tx, [pair.into, ...[from.values.parentId, before.parentId].filter((id) => id !== null)])
      const id = newId()
      await tx.recordMerge.create({
        data: { id, fromId: pair.from, intoId: pair.into, undo: undo as unknown as Prisma.InputJsonObject, accountId: account.id, createdAt: currentTime() },
      })
      await keepFields(tx, { of: { recordId: pair.into }, before: into, after, by: account.id, kind: 'written' })
      await announceMerge(tx, pair, after.kind, false)
      return { id }
    },
    { lock: trashKey },
  )
}

export const announceMerge = (tx: Tx, { from, into }: Pair, kind: RecordInput['kind'], undone: boolean) =>
  announce(tx, 'record.merged', { recordId: into, otherId: from, undone }, { tags: [recordTag(from), recordTag(into), recordsTag(kind)] })

const pathOf = ({ kind, slug }: RecordInput) => `/${kindFolders[kind]}/${slug}`

/** Whoever publishes a list that credits one of the two holds its row until the end: it comes before, and its credits are moved, or after, and sees that it leads elsewhere. */
export const lockPair = (tx: Tx, { from, into }: Pair) =>
  tx.$queryRaw`SELECT "id" FROM "Subject" WHERE "id" IN (${Prisma.join([from, into].sort())}) ORDER BY "id" ${goingRows()}`

type Moved = { slug: string; path: string; since: Date; before: RecordInput; after: RecordInput }

/** Moves everything that hangs on the one record to the other, and returns how it comes back. */
async function moveAll(tx: Tx, { from, into }: Pair, { path, since, ...kept }: Moved): Promise<MergeUndo> {
  const redirects = (await tx.redirect.findMany({ where: { recordId: from }, select: { path: true } })).map((row) => row.path)
  const children = (await tx.record.findMany({ where: { parentId: from, id: { not: into } }, select: { id: true } })).map(({ id }) => id)
  const merged = (await tx.record.findMany({ where: { mergedIntoId: from }, select: { id: true } })).map(({ id }) => id)
  // Its own address leads to the other one now, and it has one that nobody knows.
  await tx.record.update({
    where: { id: from },
    data: { slug: from, mergedIntoId: into, trashedAt: currentTime(), appearances: 0, shown: false, updatedAt: since },
  })
  await tx.$executeRaw`UPDATE "Subject" SET "mergedIntoId" = ${into} WHERE "mergedIntoId" = ${from}`
  await tx.$executeRaw`UPDATE "Subject" SET "parentId" = ${into} WHERE "parentId" = ${from} AND "id" <> ${into}`
  await tx.$executeRaw`UPDATE "Redirect" SET "subjectId" = ${into} WHERE "subjectId" = ${from}`
  await tx.redirect.create({ data: { path, recordId: into } })
  await tx.nameForm.deleteMany({ where: { targetId: from } })
  await tx.$executeRaw`UPDATE "Credit" SET "namedId" = COALESCE("namedId", "subjectId"), "subjectId" = ${into} WHERE "subjectId" = ${from}`
  await countAgain(tx, into)
  return { ...kept, redirects, children, merged }
}

/** Counts the entries that credit a record; the row is locked. */
export const countAgain = (tx: Tx, id: string) =>
  tx.$executeRaw`UPDATE "Subject" SET "appearances" = (SELECT COUNT(DISTINCT c."entryId") FROM "Credit" c WHERE c."subjectId" = ${id}) WHERE "id" = ${id}`
