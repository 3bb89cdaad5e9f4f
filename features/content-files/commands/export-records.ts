import type { Prisma } from '@/prisma/generated/sqlite/client'
import type { Db } from '@/platform/db'
import type { FileRecord } from '../format/records-file'
import { referenceTo, type Reference } from '../format/reference'
import { recordFields } from '@/features/records/queries/record-fields'
import { recordKinds } from '@/features/records/schema'

const fields = {
  id: true,
  mergedIntoId: true,
  ...recordFields,
  picture: { select: { hash: true } },
  redirects: { select: { path: true }, orderBy: { path: 'asc' as const } },
}

const together = 500

/** The former addresses in these paths. */
export const slugsOf = (redirects: { path: string }[]): string[] => redirects.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).sort()

/** Shared records as files have them, by kind and slug: these and all that they stand under; with `all` also every other one that is not in the trash, with `trashed` those in it too. */
export async function exportRecords(db: Db, which: readonly string[], { all = false, trashed = false } = {}): Promise<FileRecord[]> {
  const rows = new Map<string, Awaited<ReturnType<typeof load>>[number]>()
  const load = (where: Prisma.RecordWhereInput) => db.record.findMany({ where, select: fields, orderBy: { id: 'asc' }, take: together })
  const above = () => [...rows.values()].flatMap(({ parentId }) => (parentId && !rows.has(parentId) ? [parentId] : []))
  // Others are asked between two slices.
  for (let after: string | undefined = all ? '' : undefined; after !== undefined;) {
    const some = await load({ id: { gt: after }, ...(trashed ? { mergedIntoId: null } : { trashedAt: null }) })
    for (const row of some) rows.set(row.id, row)
    after = some.length < together ? undefined : some.at(-1)!.id
  }
  let wanted = [...new Set([...which.filter((id) => !rows.has(id)), ...above()])]
  while (wanted.length > 0) {
    const found = await load({ id: { in: wanted.slice(0, together) } })
    // What was merged is no record of its own: what it leads to is.
    const meant = found.flatMap(({ mergedIntoId }) => mergedIntoId ?? [])
    for (const row of found) if (!row.mergedIntoId) rows.set(row.id, row)
    wanted = [...new Set([...wanted.slice(together), ...meant.filter((id) => !rows.has(id)), ...above()])]
  }
  const references = new Map<string, Reference>([...rows.values()].map(({ id, kind, slug }) => [id, referenceTo(kind, slug)]))
  const records = [...rows.values()].map(({ id: _, mergedIntoId: _merged, pictureId: _picture, picture, parentId, redirects, ...row }): FileRecord => ({
    ...row,
    picture: picture?.hash ?? null,
    parent: parentId ? references.get(parentId)! : null,
    formerly: slugsOf(redirects),
  }))
  return recordKinds.flatMap((kind) => records.filter((record) => record.kind === kind).sort((a, b) => (a.slug < b.slug ? -1 : 1)))
}
