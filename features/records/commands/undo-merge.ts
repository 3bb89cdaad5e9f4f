import { currentTime } from '@/platform/clock'
import { lockRows, write, type Tx } from '@/platform/db'
import { conflict, notFound } from '@/platform/errors'
import { Prisma } from '@/prisma/generated/sqlite/client'
import type { Actor } from '@/platform/http/request'
import { isSameName, namesGot, withoutMerged, type MergeUndo } from '../merge'
import type { Pair } from '../queries/merge-pair'
import { kindFolders, type RecordInput } from '../schema'
import { accountOfChange } from './account-of-change'
import { showRecords } from './count-appearances'
import { keepFields } from './keep-fields'
import { announceMerge, countAgain, lockPair } from './merge-records'
import { findStored } from '../queries/find-stored'
import { leadsTo } from '../queries/leads-to'
import { takeFromTrash, trashKey } from './take-from-trash'
import { writeRecordValues } from './write-record-values'

/**
 * Makes two records again of one that `mergeRecords` made: each has its address, names, credits and what stood under it, and lists that were published meanwhile credit the one that they
 * name. What somebody has changed since stays changed. Undoing it twice is undoing it once. Throws a conflict where something stands in the way.
 */
export async function undoMerge(actor: Actor, { id }: { id: string }): Promise<{ id: string }> {
  return write(
    async (tx) => {
      const account = await accountOfChange(tx, actor)
      const merge = await tx.recordMerge.findUnique({ where: { id } })
      if (!merge) throw notFound('There is no such merge')
      const pair = { from: merge.fromId, into: merge.intoId }
      await lockPair(tx, pair)
      const { undoneAt } = await tx.recordMerge.findUniqueOrThrow({ where: { id }, select: { undoneAt: true } })
      if (undoneAt) return { id: pair.from }
      const undo = merge.undo as unknown as MergeUndo
      const [from, into] = [(await findStored(tx, pair.from))!, (await findStored(tx, pair.into))!]
      await refuseWhenInTheWay(tx, pair, into, pathOf(undo, into.values.kind))

      const others = await otherMerges(tx, pair, undo.merged)
      const after = withoutMerged(into.values, await asItLeadsNow(tx, pair, undo), new Set(others.flatMap(({ names }) => [...names])))
      await handOverNames(tx, namesGot(undo), others)
      await giveBack(tx, pair, undo, into.values.kind)
      await writeRecordValues(tx, pair.into, into.values, after)
      const own: RecordInput = { ...from.values, slug: undo.slug }
      await writeRecordValues(tx, pair.from, own, own)
      // With what it stands under, which may have gone to the trash meanwhile.
      await takeFromTrash(tx, [pair.from, ...(after.parentId ? [after.parentId] : [])])
      for (const one of [pair.from, pair.into])
        if (await standsUnderItself(tx, one)) throw conflict('What the two stand under was changed since, so that they would stand below each other')
      await showRecords(tx, [pair.from, pair.into, ...(into.values.parentId ? [into.values.parentId] : [])])
      await tx.recordMerge.update({ where: { id }, data: { undoneAt: currentTime(), undoneById: account.id } })
      await keepFields(tx, { of: { recordId: pair.into }, before: into, after, by: account.id, kind: 'written' })
      await announceMerge(tx, pair, after.kind, true)
      return { id: pair.from }
    },
    { lock: trashKey },
  )
}

const pathOf = ({ slug }: MergeUndo, kind: RecordInput['kind']) => `/${kindFolders[kind]}/${slug}`

type Stored = NonNullable<Awaited<ReturnType<typeof findStored>>>

async function refuseWhenInTheWay(tx: Tx, pair: Pair, into: Stored, path: string): Promise<void> {
  const { name, slug, kind } = into.values
  if (into.mergedIntoId) {
    const other = await tx.record.findUniqueOrThrow({ where: { id: into.mergedIntoId }, select: { name: true } })
    throw conflict(`“${name}” itself was merged into “${other.name}” since. Undo that first`)
  }
  if (into.trashedAt) throw conflict(`“${name}” is in the trash. Restore it first`)
  const leads = await tx.redirect.findUnique({ where: { path }, select: { recordId: true } })
  if (leads?.recordId === pair.into) return
  if (`/${kindFolders[kind]}/${slug}` === path) throw conflict(`“${name}” has the address ${path} now. Give it another one first`)
  throw conflict(`The address ${path} leads elsewhere now`)
}

type OtherMerge = { id: string; undo: MergeUndo; /** Of the record that it brought, and of those that came with it. */ names: Set<string> }

/** The other merges into this record that are not undone and stay so, with the names of the records that they brought; those that come along (`going`) are not among them. */
async function otherMerges(tx: Tx, { from, into }: Pair, going: readonly string[]): Promise<OtherMerge[]> {
  const rows = await tx.record.findMany({
    where: { mergedIntoId: into, id: { notIn: [from, ...going] } },
    select: { id: true, name: true, names: { select: { name: true } } },
  })
  const namesOf = new Map(rows.map(({ id, name, names }) => [id, [name, ...names.map((one) => one.name)]]))
  const merges = await tx.recordMerge.findMany({
    where: { intoId: into, undoneAt: null, fromId: { in: [...namesOf.keys()] } },
    orderBy: { id: 'asc' },
    select: { id: true, fromId: true, undo: true },
  })
  return merges.map(({ id, fromId, undo: kept }) => {
    const undo = kept as unknown as MergeUndo
    return { id, undo, names: new Set([fromId, ...undo.merged].flatMap((one) => namesOf.get(one) ?? [])) }
  })
}

/** A name that both brought came with the first of the two. When that is undone the name stays with the other one, whose Undo takes it away. */
async function handOverNames(tx: Tx, got: RecordInput['names'], others: readonly OtherMerge[]): Promise<void> {
  for (const { id, undo, names } of others) {
    const left = undo.before.names.filter((one) => !(names.has(one.name) && got.some((other) => isSameName(one, other))))
    if (left.length === undo.before.names.length) continue
    const changed: MergeUndo = { ...undo, before: { ...undo.before, names: left } }
    await tx.recordMerge.update({ where: { id }, data: { undo: changed as unknown as Prisma.InputJsonObject } })
  }
}

/** What the merge noted, with the parents that are meant by now: they may have been merged since. */
async function asItLeadsNow(tx: Tx, { from }: Pair, { before, after }: MergeUndo): Promise<Pick<MergeUndo, 'before' | 'after'>> {
  // The other one stands for itself again.
  const meant = async (id: string | null) => (id === null || id === from ? id : leadsTo(tx, id))
  return { before: { ...before, parentId: await meant(before.parentId) }, after: { ...after, parentId: await meant(after.parentId) } }
}

async function giveBack(tx: Tx, { from, into }: Pair, { slug, redirects, children, merged }: MergeUndo, kind: RecordInput['kind']): Promise<void> {
  await tx.redirect.delete({ where: { path: `/${kindFolders[kind]}/${slug}` } })
  await tx.$executeRaw`UPDATE "Subject" SET "slug" = ${slug}, "mergedIntoId" = NULL WHERE "id" = ${from}`
  for (const some of slices(redirects))
    await tx.$executeRaw`UPDATE "Redirect" SET "subjectId" = ${from} WHERE "subjectId" = ${into} AND "path" IN (${Prisma.join(some)})`
  for (const some of slices(children.toSorted())) {
    await lockRows(tx, 'Subject', some)
    await tx.$executeRaw`UPDATE "Subject" SET "parentId" = ${from} WHERE "parentId" = ${into} AND "id" IN (${Prisma.join(some)})`
  }
  for (const some of slices(merged))
    await tx.$executeRaw`UPDATE "Subject" SET "mergedIntoId" = ${from} WHERE "mergedIntoId" = ${into} AND "id" IN (${Prisma.join(some)})`
  const named = [from, ...merged]
  for (const some of slices(named))
    await tx.$executeRaw`UPDATE "Credit" SET "subjectId" = ${from}, "namedId" = CASE WHEN "namedId" = ${from} THEN NULL ELSE "namedId" END
      WHERE "subjectId" = ${into} AND "namedId" IN (${Prisma.join(some)})`
  await countAgain(tx, from)
  await countAgain(tx, into)
}

async function standsUnderItself(tx: Tx, id: string): Promise<boolean> {
  let above: string | null = id
  for (let steps = 0; above && steps < 25; steps++) {
    const row: { parentId: string | null } | null = await tx.record.findUnique({ where: { id: above }, select: { parentId: true } })
    above = row?.parentId ?? null
    if (above === id) return true
  }
  return above !== null
}

/** Databases limit how many values one statement takes. */
function* slices(ids: string[], size = 500): Generator<string[]> {
  for (let start = 0; start < ids.length; start += size) yield ids.slice(start, start + size)
}
