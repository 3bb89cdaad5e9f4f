import { visibleTo } from '@/features/articles/policy'
import { excerpt } from '@/features/articles/markdown'
import type { DraftChange, Insert } from '@/features/articles/document/operations'
import { findEntry, partsOf, type PartId } from '@/features/articles/document/parts'
import { readDocument } from '@/features/articles/document/read-document'
import { readSummary } from '@/features/articles/document/revision-summary'
import { lastRevision, peopleOf, readRevision } from '@/features/articles/queries/revisions'
import { entriesOf, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { listRecordsById, type FoundRecord } from '@/features/records/queries/find-records-by-name'
import { jsonOf, read } from '@/platform/db'
import { conflict, notFound } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { blankEntry } from '../document/entries'
import { proseOf, sectionsRemovedBy, type RemovedSection } from '../document/removed-sections'
import { hasWords, placesBehind, removedAtOnce, removedBy, stillBehind, textsOf, wordsIn, wordsInList, type EntryInsert } from '../document/removed-entries'

/**
 * An entry or a section that left the draft. `from` names where its words are kept: an operation, a revision or an edition. One that is `beside` was put in again
 * without all of its words, and is in the draft or was removed once more: it comes back as a copy.
 */
export type RemovedEntry = {
  id: string
  of: 'entry' | 'section'
  beside: boolean
  from: string
  heading: string
  line: string
  words: string
  /** When it was removed (ISO), and by whom: “You”, names, '' for somebody who has left. Null where that is not known. */
  at: string | null
  by: string | null
  /** The newest edition that has it, when nothing else is known. */
  edition: number | null
  votes: number
  comments: number
}

/** Of a section, `entry` has its heading and its prose. */
type Found = { of: 'entry' | 'section'; beside?: boolean; entry: ListEntry; from: string; at: Date | null; people: (string | null)[]; edition: number | null }
type Search = {
  articleId: string
  /** So many are looked for, and one more. */
  upTo: number
  /** Ids of the entries and sections that are in the draft. */
  there: ReadonlySet<string>
  /** The words that are in the draft. */
  words: ReadonlySet<string>
  found: Map<string, Found>
}

/** So much is read at once: an operation may hold a whole list. */
const operationsAtOnce = 20
/** What is looked at of revisions from before the operations that are kept, and of editions: one document is read after the other. */
const maxRevisions = 20
const maxRevisionLines = 2000
const maxEditions = 200
const excerptLength = 240

async function findDraft(actor: Actor, articleId: string): Promise<ListDocument> {
  const where = { AND: [{ id: articleId }, visibleTo(actor)] }
  const found = await read.article.findFirst({ where, select: { draft: { select: { document: true } } } })
  if (!found?.draft) throw notFound('There is no such list, or it is not yours')
  return readDocument(found.draft.document)
}

/** What left the draft and is not in it now, entries and sections with words of their own, newest removal first; the first `upTo` of them. Throws “not found” for a list of somebody else's. */
export async function listRemovedEntries(actor: Actor, articleId: string, upTo: number = removedAtOnce): Promise<{ entries: RemovedEntry[]; more: boolean }> {
  const document = await findDraft(actor, articleId)
  const search: Search = { articleId, upTo, there: idsIn(document), words: wordsInList(document), found: new Map() }
  await searchOperations(search)
  if (search.found.size <= upTo) await searchRevisions(search)
  const given = await givenTo(articleId)
  await searchEditions(search, [...given.keys()])
  const latest = ({ at, edition }: Found) => [at?.getTime() ?? 0, edition ?? 0] as const
  const all = [...search.found.values()].toSorted((a, b) => latest(b)[0] - latest(a)[0] || latest(b)[1] - latest(a)[1])
  const shown = all.slice(0, upTo)
  const nameOf = await namesOf(
    actor,
    shown.flatMap(({ people }) => people),
  )
  return {
    more: all.length > upTo,
    entries: shown.map(({ of, beside = false, entry, from, at, people, edition }) => ({
      id: entry.id,
      of,
      beside,
      from,
      heading: entry.heading,
      line: excerpt(entry.subheading, excerptLength),
      words: excerpt(entry.body, excerptLength),
      at: at?.toISOString() ?? null,
      by: at === null ? null : [...new Set(people.map(nameOf))].join(' and '),
      edition,
      // They belong to the one that is in the list.
      votes: beside ? 0 : (given.get(entry.id)?.votes ?? 0),
      comments: beside ? 0 : (given.get(entry.id)?.comments ?? 0),
    })),
  }
}

const idsIn = (document: ListDocument): Set<string> =>
  new Set([...entriesOf(document).map(({ entry }) => entry.id), ...partsOf(document).flatMap(({ id }) => id ?? [])])

/** Returns whether it is listed. */
function note({ there, found }: Search, one: Found): boolean {
  if (there.has(one.entry.id) || found.has(one.entry.id) || !hasWords(one.entry)) return false
  found.set(one.entry.id, one)
  return true
}

/**
 * From the operations that are kept, newest first: they say who and when, and their inverses hold the words. An entry may have been put in again by somebody who had not heard of
 * its last words: those are only where it was removed before, whether it is in the draft or was removed once more.
 */
async function searchOperations(search: Search): Promise<void> {
  const { articleId, found, upTo, there, words } = search
  /** The words with which something was put in, by its id: the last time after what is looked at. */
  const putIn = new Map<string, Set<string>>()
  /** The words of the rows that are listed, by the same id. */
  const listed = new Map<string, Set<string>>()
  const list = (id: string, texts: string[]) => void listed.set(id, new Set([...(listed.get(id) ?? []), ...wordsIn(texts)]))
  const hasMore = (id: string, texts: string[]) => {
    const [again, before] = [putIn.get(id), listed.get(id)]
    if (again === undefined || !(there.has(id) || before)) return false
    return wordsIn(texts).some((word) => !again.has(word) && !words.has(word) && !before?.has(word))
  }
  for (let before: number | undefined = 2 ** 31 - 1; before !== undefined && found.size <= upTo;) {
    // The words of changes are JSON, in which a typed `"remove"` has backslashes; what is found too much is sorted out below.
    const rows: { version: number }[] = await read.$queryRaw`SELECT "version" FROM "DraftOperation" WHERE "articleId" = ${articleId} AND "version" < ${before}
      AND (CAST("changes" AS TEXT) LIKE '%"remove"%' OR CAST("changes" AS TEXT) LIKE '%"insert"%') ORDER BY "version" DESC LIMIT ${operationsAtOnce}`
    const versions = rows.map(({ version }) => Number(version))
    const operations = await read.draftOperation.findMany({
      where: { articleId, version: { in: versions } },
      orderBy: { version: 'desc' },
      select: { version: true, accountId: true, createdAt: true, changes: true, inverse: true },
    })
    for (const { version, accountId, createdAt, changes, inverse } of operations) {
      const both = [jsonOf<DraftChange[]>(changes), jsonOf<DraftChange[]>(inverse)] as const
      const found = { at: createdAt, people: [accountId], edition: null }
      for (const { entry } of removedBy(...both)) {
        const isNoted = note(search, { of: 'entry', entry, from: `o${version}`, ...found })
        const isBeside = !isNoted && hasMore(entry.id, textsOf(entry))
        if (isBeside) search.found.set(`${version} ${entry.id}`, { of: 'entry', beside: true, entry, from: `b${version}`, ...found })
        if (isNoted || isBeside) list(entry.id, textsOf(entry))
      }
      for (const one of sectionsRemovedBy(...both)) {
        const { id, heading } = one.section
        const of = { of: 'section', entry: { ...blankEntry(id, id), heading, body: proseOf(one) } } as const
        const texts = [heading, of.entry.body]
        const isNoted = note(search, { ...of, from: `s${version}`, ...found })
        const isBeside = !isNoted && hasMore(id, texts)
        if (isBeside) search.found.set(`${version} ${id}`, { ...of, beside: true, from: `t${version}`, ...found })
        if (isNoted || isBeside) list(id, texts)
      }
      for (const change of both[0]) {
        if (change.do !== 'insert') continue
        const [id, texts] = 'entry' in change ? [change.entry.id, textsOf(change.entry)] : [change.section.id, [change.section.heading, change.section.body]]
        putIn.set(id, new Set(wordsIn(texts)))
      }
    }
    before = versions.length === operationsAtOnce ? versions.at(-1) : undefined
  }
}

/** From revisions that are older than those operations. */
async function searchRevisions(search: Search): Promise<void> {
  const { articleId } = search
  const { _min } = await read.draftOperation.aggregate({ where: { articleId }, _min: { version: true } })
  const lines = await read.draftRevision.findMany({
    where: { articleId, version: { lt: _min.version ?? 2 ** 31 - 1 } },
    orderBy: { version: 'desc' },
    take: maxRevisionLines,
    select: { version: true, depth: true, people: true, endedAt: true, summary: true },
  })
  const removing = lines.filter(({ summary }) => readSummary(summary).removed.count > 0).slice(0, maxRevisions)
  for (const revision of removing) {
    const before = await lastRevision(read, articleId, revision.version - 1)
    if (!before) continue
    const left = new Set(entriesOf(await readRevision(read, articleId, revision)).map(({ entry }) => entry.id))
    for (const { entry } of entriesOf(await readRevision(read, articleId, before)))
      if (!left.has(entry.id))
        note(search, { of: 'entry', entry, from: `v${before.version}`, at: revision.endedAt, people: peopleOf(revision.people), edition: null })
  }
}

/** What readers saw has a row for good; where nothing else holds its words, the newest edition with it does. */
async function searchEditions(search: Search, known: string[]): Promise<void> {
  const { articleId, there, found } = search
  const missing = new Set(known.filter((id) => !there.has(id) && !found.has(id)))
  let before = 2 ** 31 - 1
  for (let looked = 0; missing.size > 0 && looked < maxEditions; looked++) {
    const edition = await read.edition.findFirst({
      where: { articleId, liveAt: { not: null }, number: { lt: before } },
      orderBy: { number: 'desc' },
      select: { number: true, document: true },
    })
    if (!edition) return
    before = edition.number
    for (const { entry } of entriesOf(readDocument(edition.document)))
      if (missing.delete(entry.id)) note(search, { of: 'entry', entry, from: `e${edition.number}`, at: null, people: [], edition: edition.number })
  }
}

async function givenTo(articleId: string): Promise<Map<string, { votes: number; comments: number }>> {
  const rows = await read.entry.findMany({ where: { articleId }, select: { id: true, commentCount: true, tally: { select: { counted: true } } } })
  return new Map(rows.map(({ id, commentCount, tally }) => [id, { votes: tally?.counted ?? 0, comments: commentCount }]))
}

async function namesOf({ account }: Actor, ids: (string | null)[]): Promise<(id: string | null) => string> {
  const rows = await read.account.findMany({ where: { id: { in: ids.filter((id) => id !== null) } }, select: { id: true, name: true } })
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => (id === null ? 'the command line' : id === account?.id ? 'You' : (names.get(id) ?? 'somebody who has left'))
}

/**
 * One of them, whole, with the place where it is to stand in the newest draft, and the records that it names. Throws not_found where its words are not kept any more, and a
 * conflict when it is in the draft, unless it is to stand beside that one: then it needs an id of its own.
 */
export async function getRemovedEntry(
  actor: Actor,
  { id: articleId, entry: entryId, from }: { id: string; entry: string; from: string },
): Promise<{ insert: EntryInsert; records: FoundRecord[] }> {
  const document = await findDraft(actor, articleId)
  const isBeside = from.startsWith('b')
  const standing = findEntry(document, entryId)
  if (standing && !isBeside) throw conflict('It is in the list already: somebody put it back')
  const kept = await findKept(articleId, entryId, from)
  if (!kept) throw notFound('The words of this entry are not kept any more')
  const { entry, into, behind } = kept
  const insert: EntryInsert = standing
    ? { do: 'insert', entry, into: standing.part.id, after: entryId }
    : { do: 'insert', entry, into, after: stillBehind(document, into, behind) }
  const ids = [...entry.credits.map(({ subject }) => subject), ...(entry.video === null ? [] : [entry.video])]
  return { insert, records: await listRecordsById(read, ids) }
}

/**
 * A section, as `getRemovedEntry`: how it comes back, with the sections and entries that were in it, or its words alone beside the one that is in the list. Kept for as long as the
 * operation that removed it.
 */
export async function getRemovedSection(
  actor: Actor,
  { id: articleId, entry: sectionId, from }: { id: string; entry: string; from: string },
): Promise<{ section: Pick<RemovedSection, 'inserts' | 'moves'>; records: FoundRecord[] }> {
  const document = await findDraft(actor, articleId)
  const standing = from.startsWith('t') ? partsOf(document).find(({ id }) => id === sectionId) : undefined
  if (!standing && idsIn(document).has(sectionId)) throw conflict('It is in the list already: somebody put it back')
  const removed = await operationAt(articleId, Number(from.slice(1)))
  const kept = removed && sectionsRemovedBy(...removed).find(({ section }) => section.id === sectionId)
  if (!kept) throw notFound('The words of this section are not kept any more')
  const alone = standing && { do: 'insert' as const, section: { ...kept.section, body: proseOf(kept) }, into: standing.parent, after: sectionId }
  const [inserts, moves] = alone ? [[alone], []] : [kept.inserts, kept.moves]
  return {
    section: { inserts, moves },
    records: await listRecordsById(
      read,
      inserts.flatMap(({ section }) => section.place ?? []),
    ),
  }
}

async function operationAt(articleId: string, version: number): Promise<[changes: DraftChange[], inverse: DraftChange[]] | null> {
  const row = await read.draftOperation.findUnique({ where: { articleId_version: { articleId, version } }, select: { changes: true, inverse: true } })
  return row && [jsonOf<DraftChange[]>(row.changes), jsonOf<DraftChange[]>(row.inverse)]
}

type Kept = { entry: ListEntry; into: PartId; /** What stood before it there, the nearest first; null is the start. */ behind: Insert['after'][] }

async function findKept(articleId: string, entryId: string, from: string): Promise<Kept | null> {
  const number = Number(from.slice(1))
  if (from.startsWith('o') || from.startsWith('b')) {
    const removed = await operationAt(articleId, number)
    return (removed && removedBy(...removed).find(({ entry }) => entry.id === entryId)) ?? null
  }
  const document = from.startsWith('e') ? await editionAt(articleId, number) : await revisionAt(articleId, number)
  for (const part of document ? partsOf(document) : []) {
    const index = part.entries.findIndex(({ id }) => id === entryId)
    if (index >= 0) return { entry: part.entries[index]!, into: part.id, behind: placesBehind(part.entries, index) }
  }
  return null
}

async function editionAt(articleId: string, number: number): Promise<ListDocument | null> {
  const edition = await read.edition.findFirst({ where: { articleId, number, liveAt: { not: null } }, select: { document: true } })
  return edition && readDocument(edition.document)
}

async function revisionAt(articleId: string, version: number): Promise<ListDocument | null> {
  const revision = await lastRevision(read, articleId, version)
  return revision?.version === version ? readRevision(read, articleId, revision) : null
}
