import { newId } from '@/platform/id'
import { FormatError, type Problem } from './problems'
import type { Reference } from './reference'
import {
  emptyDocument,
  entriesOf,
  type ListDocument,
  type ListEntry,
  type RemovedListEntry,
  type Section,
  type Subsection,
  type Waiver,
} from '@/features/articles/schema'
import { sortedWaivers } from '@/features/articles/document/waivers'
import { problemsOf } from '@/features/articles/problems-of'
import type { FileEntry, FileSubsection, FileWaiver, ListFile } from './list-file'
import type { ListRest, ParsedList } from './parse-list'

/** What a list file has in common with a document: everything but the ids, the slug and what stands beside the document. */
type FileDocument = Pick<
  ListFile,
  'title' | 'standfirst' | 'order' | 'question' | 'description' | 'language' | 'template' | 'waived' | 'intro' | 'outro' | 'entries' | 'sections'
>

/** Every reference in a list file, with the path at which it stands. */
export function referencesOf(
  list: Pick<ListFile, 'entries' | 'sections'> & Partial<Pick<ListFile, 'removed'>>,
): { reference: Reference; path: (string | number)[] }[] {
  const found: { reference: Reference; path: (string | number)[] }[] = []
  const take = (entries: FileEntry[], path: (string | number)[], name = 'entries') =>
    entries.forEach((entry, e) => {
      entry.credits.forEach((credit, c) => found.push({ reference: credit.subject, path: [...path, name, e, 'credits', c] }))
      if (entry.video) found.push({ reference: entry.video, path: [...path, name, e, 'video'] })
    })
  const part = (section: FileSubsection, path: (string | number)[]) => {
    if (section.place) found.push({ reference: section.place, path: [...path, 'place'] })
    take(section.entries, path)
  }
  take(list.entries, [])
  list.sections.forEach((section, s) => {
    part(section, ['sections', s])
    section.sections.forEach((sub, t) => part(sub, ['sections', s, 'sections', t]))
  })
  take(list.removed ?? [], [], 'removed')
  return found
}

/** A fault for each reference that names no record. */
export const unknownRecords = (
  { file, lineOf }: Pick<ParsedList, 'file' | 'lineOf'>,
  references: ReturnType<typeof referencesOf>,
  isKnown: (reference: Reference) => boolean,
): Problem[] =>
  references
    .filter(({ reference }) => !isKnown(reference))
    .map(({ reference, path }) => ({ file, line: lineOf(path), message: `No record ${reference}: add it to records.yaml, or mend the spelling` }))

/** What stands in the way of publishing a list file, by its paths, as far as its words alone tell: who it credits is looked up elsewhere. */
// Of a file whose title cannot be read it was said already.
export function publicationProblems({
  title = 'Untitled',
  standfirst = '',
  order = 'numbered',
  question = '',
  description = '',
  intro,
  outro,
  entries,
  sections,
}: ListRest) {
  const entry = ({ slug, heading, subheading, body }: FileEntry): ListEntry => ({ id: newId(), slug, heading, subheading, body, credits: [], video: null })
  const part = ({ heading, body, entries }: FileSubsection): Subsection => ({ id: newId(), heading, body, place: null, entries: entries.map(entry) })
  const tree = sections.map((section) => ({ ...part(section), sections: section.sections.map(part) }))
  return problemsOf({ ...emptyDocument(title), standfirst, intro, outro, question, description, order, entries: entries.map(entry), sections: tree })
}

/** The addresses that an entry had before. */
export type FormerOf = (entryId: string) => string[]

/** An entry as a list file has it. */
export const fromEntry = (
  { id, slug, heading, subheading, body, credits, video }: ListEntry,
  referenceOf: (recordId: string) => Reference,
  formerOf: FormerOf,
): FileEntry => ({
  slug,
  formerly: formerOf(id),
  heading,
  subheading,
  body,
  credits: credits.map(({ role, subject }) => ({ role, subject: referenceOf(subject) })),
  video: video ? referenceOf(video) : null,
})

/** The document as a list file has it. `referenceOf` throws for an id that names no record. */
export function fromDocument(document: ListDocument, referenceOf: (recordId: string) => Reference, formerOf: FormerOf = () => []): FileDocument {
  const entry = (one: ListEntry) => fromEntry(one, referenceOf, formerOf)
  const part = ({ heading, body, place, entries }: Subsection): FileSubsection => ({
    heading,
    body,
    place: place ? referenceOf(place) : null,
    entries: entries.map(entry),
  })
  const { title, standfirst, order, question, description, language, template, intro, outro } = document
  const sections = document.sections.map((section) => ({ ...part(section), sections: section.sections.map(part) }))
  const waived = document.waived.flatMap((one) => fromWaiver(document, one))
  return { title, standfirst, order, question, description, language, template, waived, intro, outro, entries: document.entries.map(entry), sections }
}

/** A waived check as a file has it; none when its place is no longer in the list. */
function fromWaiver(document: ListDocument, { at, check, of, reason, by, when }: Waiver): FileWaiver[] {
  const placed = at === null ? undefined : entriesOf(document).find(({ entry }) => entry.id === at)
  const section = at === null || placed ? null : numberOfSection(document, at)
  return at === null || placed || section ? [{ check, entry: placed?.entry.slug ?? null, section, of, reason, by, when }] : []
}

function numberOfSection({ sections }: Pick<ListDocument, 'sections'>, id: string): string | null {
  for (const [s, section] of sections.entries()) {
    if (section.id === id) return `${s + 1}`
    const inner = section.sections.findIndex((sub) => sub.id === id)
    if (inner >= 0) return `${s + 1}.${inner + 1}`
  }
  return null
}

/** How ids are found again for a file that has none. */
export type Known = {
  recordId: (reference: Reference) => string | undefined
  /** The id of the entry that has this slug now. */
  entryId: (slug: string) => string | undefined
  /** The id of the entry that once had it: an address stays reserved for its entry. */
  formerEntryId?: (slug: string) => string | undefined
  /** The document that the file replaces: its sections keep their ids when heading and place in the tree agree. */
  previous?: Pick<ListDocument, 'sections' | 'waived'> | undefined
}

/** A list file as a document, and the entries that have left it. Throws a `FormatError` that names every record that is not known. */
export function toDocument(
  { list, file, lineOf }: Pick<ParsedList, 'list' | 'file' | 'lineOf'>,
  known: Known,
): { document: ListDocument; removed: RemovedListEntry[] } {
  const { ids: entryIds, problems: reserved } = pairEntries({ list, file, lineOf }, known)
  const problems = [...unknownRecords({ file, lineOf }, referencesOf(list), (reference) => known.recordId(reference) !== undefined), ...reserved]
  if (problems.length > 0) throw new FormatError(problems)

  const recordId = (reference: Reference) => known.recordId(reference)!
  const entry = ({ slug, heading, subheading, body, credits, video }: FileEntry): ListEntry => {
    return {
      id: entryIds.get(slug)!,
      slug,
      heading,
      subheading,
      body,
      credits: credits.map(({ role, subject: of }) => ({ role, subject: recordId(of) })),
      video: video ? recordId(video) : null,
    }
  }
  const sectionIds = pairSections(list.sections, known.previous?.sections ?? [])
  const part = (section: FileSubsection, id: string): Subsection => ({
    id,
    heading: section.heading,
    body: section.body,
    place: section.place ? recordId(section.place) : null,
    entries: section.entries.map(entry),
  })
  const sections: Section[] = list.sections.map((section, s) => {
    const old = sectionIds[s]
    const subIds = pairSections(section.sections, old?.sections ?? [])
    return { ...part(section, old?.id ?? newId()), sections: section.sections.map((sub, t) => part(sub, subIds[t]?.id ?? newId())) }
  })
  const { title, standfirst, order, question, description, language, template, intro, outro } = list
  const document: ListDocument = {
    ...emptyDocument(title),
    standfirst,
    intro,
    outro,
    question,
    description,
    language,
    template,
    order,
    entries: list.entries.map(entry),
    sections,
  }
  return {
    document: { ...document, waived: toWaived(list.waived, document, { entryIds, previous: known.previous }) },
    removed: list.removed.map((one) => ({ entry: entry(one), number: one.number, formerly: one.formerly })),
  }
}

/** Waived checks with the ids of their places. Those of places that are no longer in the list are in no file: they stay as they are. */
function toWaived(
  waived: readonly FileWaiver[],
  document: ListDocument,
  { entryIds, previous }: { entryIds: ReadonlyMap<string, string>; previous: Known['previous'] },
): Waiver[] {
  const idOf = ({ entry, section }: FileWaiver): string | null => {
    if (entry !== null) return entryIds.get(entry)!
    if (section === null) return null
    const [outer, inner] = section.split('.').map((one) => Number(one) - 1)
    const part = document.sections[outer!]!
    return (inner === undefined ? part : part.sections[inner]!).id
  }
  const elsewhere = (previous?.waived ?? []).filter((one) => fromWaiver(document, one).length === 0)
  return sortedWaivers([
    ...elsewhere,
    ...waived.map((one): Waiver => ({ check: one.check, of: one.of, at: idOf(one), reason: one.reason, by: one.by, when: one.when })),
  ])
}

/**
 * The id of each entry by its slug: that of the entry which has the slug, or had it, or has one that this had before, or a new one. A fault for each entry with an address that is
 * reserved for another.
 */
export function pairEntries(
  { list, file, lineOf }: Pick<ParsedList, 'file' | 'lineOf'> & { list: Pick<ListFile, 'entries' | 'sections' | 'removed'> },
  known: Pick<Known, 'entryId' | 'formerEntryId'>,
): { ids: Map<string, string>; problems: Problem[] } {
  const problems: Problem[] = []
  const placed = [...placedEntries(list), ...list.removed.map((entry, e) => ({ entry, path: ['removed', e] }))]
  const ids = new Map<string, string>()
  for (const { entry } of placed) {
    const id = known.entryId(entry.slug)
    if (id) ids.set(entry.slug, id)
  }
  const owners = new Map([...ids].map(([slug, id]) => [id, slug]))
  for (const { entry, path } of placed) {
    if (ids.has(entry.slug)) continue
    const was = (slug: string) => known.formerEntryId?.(slug) ?? known.entryId(slug)
    const former = [entry.slug, ...entry.formerly].map(was).find((id) => id !== undefined)
    const owner = former && owners.get(former)
    if (owner)
      problems.push({ file, line: lineOf(path), message: `{#${entry.slug}} is a former address of {#${owner}} and stays reserved for it: choose another` })
    const id = former && !owner ? former : newId()
    ids.set(entry.slug, id)
    owners.set(id, entry.slug)
  }
  return { ids, problems }
}

/** Every entry of a list file with the path at which it stands. */
export function placedEntries(list: Pick<ListFile, 'entries' | 'sections'>): { entry: FileEntry; path: (string | number)[] }[] {
  const of = (entries: FileEntry[], path: (string | number)[]) => entries.map((entry, e) => ({ entry, path: [...path, 'entries', e] }))
  return [
    ...of(list.entries, []),
    ...list.sections.flatMap((section, s) => [
      ...of(section.entries, ['sections', s]),
      ...section.sections.flatMap((sub, t) => of(sub.entries, ['sections', s, 'sections', t])),
    ]),
  ]
}

/** For each section of the file the one that it was: the next of the same heading; else, in a list as long as before, the one at its place. */
function pairSections<T extends { id: string; heading: string }>(now: { heading: string }[], before: T[]): (T | undefined)[] {
  const free = new Set(before)
  const pairs = now.map((section) => {
    const match = before.find((old) => free.has(old) && old.heading === section.heading)
    if (match) free.delete(match)
    return match
  })
  if (now.length !== before.length) return pairs
  return pairs.map((pair, index) => {
    const same = before[index]
    if (pair || !same || !free.has(same)) return pair
    free.delete(same)
    return same
  })
}
