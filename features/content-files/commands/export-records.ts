import type { Db } from '@/platform/db'
import type { FileRecord } from '../format/records-file'
import { referenceTo, type Reference } from '../format/reference'
import { recordKinds } from '@/features/records/schema'

const fields = {
  id: true,
  kind: true,
  slug: true,
  name: true,
  description: true,
  parentId: true,
  latitude: true,
  longitude: true,
  date: true,
  url: true,
  redirects: { select: { path: true }, orderBy: { path: 'asc' as const } },
  names: { select: { name: true, lang: true, alias: true }, orderBy: { position: 'asc' as const } },
}

/** The former addresses in these paths. */
export const slugsOf = (redirects: { path: string }[]): string[] => redirects.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).sort()

/** Shared records as files have them, by kind and slug: these and all that they stand under, or every one. */
export async function exportRecords(db: Db, which: readonly string[] | 'all'): Promise<FileRecord[]> {
  const rows = new Map<string, Awaited<ReturnType<typeof load>>[number]>()
  const load = (ids: string[] | null) => db.record.findMany({ where: ids ? { id: { in: ids } } : {}, select: fields, orderBy: { slug: 'asc' } })
  let wanted: string[] | null = which === 'all' ? null : [...new Set(which)]
  while (wanted === null || wanted.length > 0) {
    const some: string[] | null = wanted && wanted.slice(0, 500)
    for (const row of await load(some)) rows.set(row.id, row)
    const rest: string[] = wanted ? wanted.slice(500) : []
    const above = [...rows.values()].flatMap(({ parentId }) => (parentId && !rows.has(parentId) ? [parentId] : []))
    wanted = [...new Set([...rest, ...above])]
  }
  const references = new Map<string, Reference>([...rows.values()].map(({ id, kind, slug }) => [id, referenceTo(kind, slug)]))
  const records = [...rows.values()].map(({ id: _, parentId, redirects, ...row }): FileRecord => ({
    ...row,
    parent: parentId ? references.get(parentId)! : null,
    formerly: slugsOf(redirects),
  }))
  return recordKinds.flatMap((kind) => records.filter((record) => record.kind === kind).sort((a, b) => (a.slug < b.slug ? -1 : 1)))
}
