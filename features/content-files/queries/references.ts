import type { Db } from '@/platform/db'
import { nameForms } from '@/platform/text/fold'
import { readReference, referenceTo, type Reference } from '../format/reference'
import type { MergeUndo } from '@/features/records/merge'
import { kindFolders, type RecordKind } from '@/features/records/schema'

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

/**
 * Which of these references are addresses of records that were merged into another one, and what the other one is called by now. The address that it had itself is none of them, nor is a
 * former one of it.
 */
export async function listMergedReferences(db: Db, references: readonly Reference[]): Promise<Map<Reference, Reference>> {
  const merged = new Map<Reference, Reference>()
  for (const some of chunks([...new Set(references)], 200)) {
    const moved = await db.redirect.findMany({
      where: { path: { in: some.map((one) => `/${one}`) }, recordId: { not: null } },
      select: { path: true, recordId: true },
    })
    if (moved.length === 0) continue
    const merges = await db.recordMerge.findMany({
      where: { undoneAt: null, from: { mergedIntoId: { in: [...new Set(moved.map(({ recordId }) => recordId!))] } } },
      select: { undo: true, from: { select: { kind: true, mergedInto: { select: { id: true, slug: true } } } } },
    })
    const intoOf = new Map<string, { id: string; reference: Reference }>()
    for (const { undo, from } of merges) {
      const { slug, redirects } = undo as unknown as MergeUndo
      const into = { id: from.mergedInto!.id, reference: referenceTo(from.kind, from.mergedInto!.slug) }
      for (const path of [`/${referenceTo(from.kind, slug)}`, ...redirects]) intoOf.set(path, into)
    }
    for (const { path, recordId } of moved) {
      const into = intoOf.get(path)
      if (into?.id === recordId) merged.set(path.slice(1) as Reference, into!.reference)
    }
  }
  return merged
}

/**
 * The record that each name most likely means: whose name, another one of it or address is written so, compared as search compares them (platform/text/fold.ts); before others
 * one that is written exactly so. A few statements for any number of names.
 */
export async function listLikelyReferences(db: Db, names: readonly string[]): Promise<Map<string, Reference>> {
  const wanted = new Map([...new Set(names)].map((name) => [name, nameForms(name).whole]))
  const idsOf = new Map<string, string[]>()
  for (const texts of chunks([...new Set(wanted.values())].filter(Boolean), 200)) {
    const forms = await db.nameForm.findMany({
      where: { rank: 0, text: { in: texts }, kind: { in: Object.keys(kindFolders) } },
      select: { text: true, targetId: true },
    })
    for (const { text, targetId } of forms) idsOf.set(text, [...(idsOf.get(text) ?? []), targetId])
  }
  const records = new Map<string, { id: string; kind: RecordKind; slug: string; name: string }>()
  for (const ids of chunks([...new Set([...idsOf.values()].flat())], 500))
    for (const record of await db.record.findMany({ where: { id: { in: ids }, trashedAt: null }, select: { id: true, kind: true, slug: true, name: true } }))
      records.set(record.id, record)
  const likely = new Map<string, Reference>()
  for (const [name, text] of wanted) {
    const found = (idsOf.get(text) ?? [])
      .flatMap((id) => records.get(id) ?? [])
      .sort((one, other) => (`${one.kind} ${one.slug}` < `${other.kind} ${other.slug}` ? -1 : 1))
    const best = found.find((record) => record.name === name) ?? found[0]
    if (best) likely.set(name, referenceTo(best.kind, best.slug))
  }
  return likely
}

/** How files name the records with these ids, and what they lead to when they were merged; an id without a record is not in the map. */
export async function listReferences(db: Db, ids: readonly string[]): Promise<Map<string, Reference>> {
  const references = new Map<string, Reference>()
  for (const some of chunks([...new Set(ids)], 500)) {
    const found = await db.record.findMany({
      where: { id: { in: some } },
      select: { id: true, kind: true, slug: true, mergedInto: { select: { slug: true } } },
    })
    for (const { id, kind, slug, mergedInto } of found) references.set(id, `${kindFolders[kind]}/${mergedInto?.slug ?? slug}`)
  }
  return references
}

/** Databases limit how many values one statement takes. */
function chunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
}
