import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '@/platform/db'
import { insertRows } from '@/platform/db/insert-rows'
import { newId } from '@/platform/id'
import { announce } from '@/platform/events/announce'
import { fold } from '@/platform/text/fold'
import type { NamedRecords, ParsedRecords } from '../format/parse-records'
import { FormatError, type Problem } from '../format/problems'
import type { FileRecord } from '../format/records-file'
import { referenceTo, type Reference } from '../format/reference'
import { keepPictures } from '@/features/media/commands/keep-pictures'
import { showRecords } from '@/features/records/commands/count-appearances'
import { keepFields } from '@/features/records/commands/keep-fields'
import { takeNamedFromTrash } from '@/features/records/commands/take-from-trash'
import { findStored } from '@/features/records/queries/find-stored'
import { keepFormerAddresses, settleAddress, sortAddresses, takenAddress, type AddressOwner } from './keep-former-addresses'
import { noSuchPicture } from './import-placement'
import { listMergedReferences, listRecordIds } from '../queries/references'
import { findAuthorRow, findSeriesRow } from '../queries/series-and-authors'
import { kindFolders } from '@/features/records/schema'
import { recordsTag, recordTag } from '@/features/records/tags'
import { namesToFind, writeNameForms } from '@/features/records/commands/write-name-forms'

export type ImportedRecords = { created: Reference[]; updated: Reference[] }

type Records = Pick<ParsedRecords, 'records' | 'file' | 'lineOf'>

/**
 * Makes the shared records of the database what the file says: new ones are added, those that differ are changed, the others stay, and none is
 * ever deleted; what is in the trash leaves it, and what was merged here is left out. Announces only what changed, and what records were before is kept. Throws a
 * `FormatError` when a parent is neither in the file nor in the database.
 */
export async function importRecords(tx: Tx, { records: unordered, file, lineOf }: Records): Promise<ImportedRecords> {
  const known = await knownRecords(tx, unordered)
  const { ids } = known
  const bySlug = new Set(ids.keys())
  const created: FileRecord[] = []
  const updated: FileRecord[] = []

  const records = parentsFirst(unordered).filter((record) => !recordHere(record, known)?.mergedInto)
  for (const record of records) {
    const here = recordHere(record, known)
    if (!here) created.push(record)
    ids.set(selfOf(record), here?.id ?? newId())
  }
  const pictures = await pictureIds(tx, records)
  const lost = [...lostParents({ records, file, lineOf }, ids), ...lostPictures({ records, file, lineOf }, pictures)]
  if (lost.length > 0) throw new FormatError(lost)
  const back = new Set(await takeNamedFromTrash(tx, records.flatMap((one) => [selfOf(one), ...(one.parent ? [one.parent] : [])].map((named) => ids.get(named)!)))) // prettier-ignore
  for (const record of records) {
    const id = ids.get(selfOf(record))!
    const { names, parent, name, description, latitude, longitude, date, url, picture } = record
    const refused = (field: string, message: string) => new FormatError([{ file, line: lineOf([kindFolders[record.kind], record.slug, field]), message }])
    const isNew = created.includes(record)
    const fields = { name, description, parentId: parent ? ids.get(parent)! : null, latitude, longitude, date, url }
    const stored = isNew ? null : await findStored(tx, id)
    // A file that says nothing of a picture takes none off, as with the covers of lists.
    const wanted = { ...fields, pictureId: picture ? pictures.get(picture)! : (stored?.values.pictureId ?? null) }
    if (isNew) await tx.record.create({ data: { id, kind: record.kind, slug: record.slug, ...wanted } })
    const { names: oldNames, kind: _kind, slug: _slug, ...old } = stored?.values ?? { ...wanted, names: [], kind: record.kind, slug: record.slug }
    const renamed = !isDeepStrictEqual(oldNames, names)
    const changed = !isDeepStrictEqual(old, wanted)
    const moved = await settleRecord(tx, id, record, bySlug.has(referenceTo(record.kind, record.slug)), (message) => refused('formerly', message))
    if (changed) await tx.record.update({ where: { id }, data: wanted })
    if (old.parentId !== wanted.parentId) await showRecords(tx, [id, ...(old.parentId ? [old.parentId] : [])])
    if (renamed) {
      if (!isNew) await tx.recordName.deleteMany({ where: { recordId: id } })
      await insertRows(
        tx,
        'SubjectName',
        names.map(({ name, lang, alias }, position) => ({ subjectId: id, position, name, lang, alias, search: fold(name) })),
      )
    }
    if (changed || renamed || isNew) await writeNameForms(tx, record.kind, id, namesToFind(record))
    // Nothing can stand below one that is new already.
    if (changed && wanted.parentId)
      await refuseCircle(tx, id, () => refused('parent', `${parent} stands below ${referenceTo(record.kind, record.slug)} already`))
    if ((changed || renamed || moved || back.has(id)) && !isNew) updated.push(record)
    if (stored && (changed || renamed || moved))
      await keepFields(tx, { of: { recordId: id }, before: stored, after: (await findStored(tx, id))!.values, by: null, kind: 'imported' })
  }
  if (created.length + updated.length > 0) {
    const tags = [...created, ...updated].flatMap((record) => [recordTag(ids.get(referenceTo(record.kind, record.slug))!), recordsTag(record.kind)])
    const updatedIds = updated.length > 200 ? null : updated.map(({ kind, slug }) => ids.get(referenceTo(kind, slug))!)
    await announce(tx, 'record.imported', { created: created.length, updated: updated.length, updatedIds }, { tags: [...new Set(tags)] })
  }
  const referencesOf = (some: FileRecord[]) => some.map(({ kind, slug }) => referenceTo(kind, slug))
  return { created: referencesOf(created), updated: referencesOf(updated) }
}

/**
 * Every parent that is neither in the file nor in the database, nor among the records of other files with faults (`elsewhere`), every former address that leads to
 * something else here, and every second record of the file that is the same one here. `notes`: those that are left out. Nothing is written.
 */
export async function findFaultsOfRecords(
  tx: Tx,
  named: NamedRecords,
  elsewhere: readonly Reference[] = [],
): Promise<{ problems: Problem[]; notes: Problem[] }> {
  const { series, authors, file, lineOf } = named
  const known = await knownRecords(tx, named.records)
  const { ids } = known
  const { records, problems, notes } = sortOutMerged(named, known)
  const look = async (folder: string, { slug, formerly }: { slug: string; formerly: string[] }, find: (slug: string) => Promise<AddressOwner | null>) => {
    if (formerly.length === 0) return
    let owner = await find(slug)
    for (const one of formerly) owner ??= await find(one)
    const { taken } = await sortAddresses(tx, owner ?? { recordId: '' }, formerly.map((one) => `/${folder}/${one}`)) // prettier-ignore
    problems.push(...taken.map((path) => ({ file, line: lineOf([folder, slug, 'formerly', formerly.findIndex((one) => path.endsWith(`/${one}`))]), message: takenAddress(path) }))) // prettier-ignore
  }
  for (const record of records) {
    const idOf = (slug: string) => ids.get(referenceTo(record.kind, slug))
    await look(kindFolders[record.kind], record, async (slug) => (idOf(slug) === undefined ? null : { recordId: idOf(slug)! }))
  }
  const owned = async (row: Promise<{ id: string } | null>, field: 'seriesId' | 'authorId') => {
    const id = (await row)?.id
    return id === undefined ? null : ({ [field]: id } as AddressOwner)
  }
  for (const one of series) await look('series', one, (slug) => owned(findSeriesRow(tx, slug), 'seriesId'))
  for (const one of authors) await look('authors', one, (slug) => owned(findAuthorRow(tx, slug), 'authorId'))
  for (const reference of [...named.records.map(selfOf), ...elsewhere]) ids.set(reference, reference)
  const pictures = await pictureIds(tx, records)
  return { problems: [...lostParents({ records, file, lineOf }, ids), ...lostPictures({ records, file, lineOf }, pictures), ...problems], notes }
}

/**
 * The records of a file that are to be imported. One that was merged here into another is left out: it would be written over the other one. When the file has both
 * it is a fault, as with any two that are one record here.
 */
function sortOutMerged({ records, file, lineOf }: NamedRecords, known: Known): Pick<NamedRecords, 'records'> & { problems: Problem[]; notes: Problem[] } {
  const found = records.map((record) => ({ record, here: recordHere(record, known) }))
  const told = (record: NamedRecord, message: string): Problem => ({ file, line: lineOf([kindFolders[record.kind], record.slug]), message })
  const holders = new Map<string, NamedRecord>()
  const [problems, notes]: [Problem[], Problem[]] = [[], []]
  for (const { record, here } of found) {
    if (!here || here.mergedInto) continue
    const first = holders.get(here.id)
    if (first) problems.push(told(record, `${selfOf(record)} and ${selfOf(first)} are one record here: take one of them out of the file`))
    else holders.set(here.id, record)
  }
  for (const { record, here } of found) {
    if (!here?.mergedInto) continue
    const words = `${selfOf(record)} was merged into ${here.mergedInto}`
    // What names it by an address that only the file knows would find nothing here.
    if (holders.has(here.id) || !known.ids.has(selfOf(record))) problems.push(told(record, `${words}: take it out of the file`))
    else notes.push(told(record, `${words} here, so it is left out`))
  }
  return { records: found.flatMap(({ record, here }) => (here?.mergedInto ? [] : [record])), problems, notes }
}

/** A fault for each parent that is not known. */
const lostParents = ({ records, file, lineOf }: Pick<NamedRecords, 'records' | 'file' | 'lineOf'>, ids: Map<Reference, string>): Problem[] =>
  records
    .filter(({ parent }) => parent && !ids.has(parent))
    .map(({ kind, slug, parent }) => ({
      file,
      line: lineOf([kindFolders[kind], slug, 'parent']),
      message: `No record ${parent}: add it to the file, or mend the spelling`,
    }))

/** The media that records have as their pictures, by hash; they stay until this transaction has ended. */
async function pictureIds(tx: Tx, records: readonly Pick<FileRecord, 'picture'>[]): Promise<Map<string, string>> {
  const hashes = [...new Set(records.flatMap(({ picture }) => picture ?? []))]
  const found = new Map<string, string>()
  for (let start = 0; start < hashes.length; start += 500)
    for (const { id, hash } of await tx.media.findMany({ where: { hash: { in: hashes.slice(start, start + 500) } }, select: { id: true, hash: true } }))
      found.set(hash, id)
  if (found.size > 0) await keepPictures(tx, [...found.values()])
  return found
}

/** A fault for each picture that is not here. */
const lostPictures = ({ records, file, lineOf }: Pick<NamedRecords, 'records' | 'file' | 'lineOf'>, pictures: ReadonlyMap<string, string>): Problem[] =>
  records
    .filter(({ picture }) => picture && !pictures.has(picture))
    .map(({ kind, slug }) => ({ file, line: lineOf([kindFolders[kind], slug, 'picture']), message: noSuchPicture }))

type NamedRecord = NamedRecords['records'][number]
/** Ids by reference, and which of the references are addresses of merged records, with what they were merged into. */
type Known = { ids: Map<Reference, string>; merged: Map<Reference, Reference> }

const selfOf = ({ kind, slug }: Pick<NamedRecord, 'kind' | 'slug'>): Reference => referenceTo(kind, slug)

/** All records that these name: themselves, by present and former addresses, and their parents. */
async function knownRecords(tx: Tx, records: readonly NamedRecord[]): Promise<Known> {
  const parents = records.flatMap((record) => (record.parent ? [record.parent] : []))
  const own = records.flatMap(({ kind, slug, formerly }) => [slug, ...formerly].map((one) => referenceTo(kind, one)))
  return { ids: await listRecordIds(tx, [...own, ...parents]), merged: await listMergedReferences(tx, own) }
}

/** The record that one of a file is here. `mergedInto`: it is known by addresses of merged records alone. */
function recordHere({ kind, slug, formerly }: NamedRecord, { ids, merged }: Known): { id: string; mergedInto: Reference | undefined } | null {
  const known = [slug, ...formerly].map((one) => referenceTo(kind, one)).filter((one) => ids.has(one))
  const found = known.find((one) => !merged.has(one)) ?? known[0]
  return found === undefined ? null : { id: ids.get(found)!, mergedInto: merged.get(found) }
}

/** The same records in an order in which each parent comes before what stands below it. Those of a circle, which no file has, come in any order. */
export function parentsFirst(records: readonly FileRecord[]): FileRecord[] {
  const byReference = new Map<string, FileRecord>(records.map((record) => [referenceTo(record.kind, record.slug), record]))
  const ordered = new Set<FileRecord>()
  const add = (record: FileRecord) => {
    const line = new Set<FileRecord>()
    for (let one: FileRecord | undefined = record; one && !ordered.has(one) && !line.has(one); one = one.parent ? byReference.get(one.parent) : undefined)
      line.add(one)
    for (const one of [...line].toReversed()) ordered.add(one)
  }
  records.forEach(add)
  return [...ordered]
}

/** Gives a record its address and its former ones; returns whether anything changed. */
async function settleRecord(tx: Tx, id: string, record: FileRecord, bySlug: boolean, refused: (message: string) => Error): Promise<boolean> {
  if (record.formerly.length === 0) return false
  const { slug: here } = await tx.record.findUniqueOrThrow({ where: { id }, select: { slug: true } })
  const { slug, former } = settleAddress({ slug: here, bySlug }, record)
  if (slug !== here) await tx.record.update({ where: { id }, data: { slug } })
  const { added, taken } = await keepFormerAddresses(tx, { recordId: id }, former.map((one) => `/${referenceTo(record.kind, one)}`)) // prettier-ignore
  if (taken[0]) throw refused(takenAddress(taken[0]))
  return slug !== here || added > 0
}

/** The file alone is free of circles; together with what the database holds it may not be. */
async function refuseCircle(tx: Tx, id: string, error: () => Error) {
  const seen = new Set<string>([id])
  for (let above: string | null = id; above;) {
    const row: { parentId: string | null } | null = await tx.record.findUnique({ where: { id: above }, select: { parentId: true } })
    above = row?.parentId ?? null
    // A circle that is passed through and not closed here belongs to a record whose parent is still to be set.
    if (above === id) throw error()
    if (above && seen.has(above)) return
    if (above) seen.add(above)
  }
}
