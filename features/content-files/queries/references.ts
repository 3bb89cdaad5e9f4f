import type { Db } from '@/platform/db'
import { fold } from '@/platform/text/fold'
import { slugify } from '@/platform/text/slugify'
import { readReference, referenceTo, type Reference } from '../format/reference'
import { kindFolders } from '@/features/records/schema'

/** The ids of the records that references name, former addresses included; a reference that names none is not in the map. */
export async function listRecordIds(db: Db, references: readonly Reference[]): Promise<Map<Reference, string>> {
  const wanted = [...new Set(references)]
  const ids = new Map<Reference, string>()
  for (const some of chunks(wanted, 200)) {
    const found = await db.record.findMany({ where: { OR: some.map(readReference) }, select: { id: true, kind: true, slug: true } })
    for (const { id, kind, slug } of found) ids.set(referenceTo(kind, slug), id)
    const missing = some.filter((reference) => !ids.has(reference))
    if (missing.length === 0) continue
    const moved = await db.redirect.findMany({
      where: { path: { in: missing.map((r) => `/${r}`) }, recordId: { not: null } },
      select: { path: true, recordId: true },
    })
    for (const { path, recordId } of moved) ids.set(path.slice(1) as Reference, recordId!)
  }
  return ids
}

/** The record that each name most likely means: by its name or another one of it, or by the address that it would have. */
export async function listLikelyReferences(db: Db, names: readonly string[]): Promise<Map<string, Reference>> {
  const likely = new Map<string, Reference>()
  for (const name of new Set(names)) {
    const slug = slugify(name)
    const found = await db.record.findFirst({
      where: { trashedAt: null, OR: [{ name }, { names: { some: { search: fold(name) } } }, ...(slug ? [{ slug }] : [])] },
      select: { kind: true, slug: true },
      orderBy: [{ kind: 'asc' }, { slug: 'asc' }],
    })
    if (found) likely.set(name, referenceTo(found.kind, found.slug))
  }
  return likely
}

/** How files name the records with these ids; an id without a record is not in the map. */
export async function listReferences(db: Db, ids: readonly string[]): Promise<Map<string, Reference>> {
  const references = new Map<string, Reference>()
  for (const some of chunks([...new Set(ids)], 500)) {
    const found = await db.record.findMany({ where: { id: { in: some } }, select: { id: true, kind: true, slug: true } })
    for (const { id, kind, slug } of found) references.set(id, `${kindFolders[kind]}/${slug}`)
  }
  return references
}

/** Databases limit how many values one statement takes. */
function chunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
}
