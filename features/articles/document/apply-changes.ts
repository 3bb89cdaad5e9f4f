import { freeSlug } from '@/platform/text/slugify'
import { entriesOf, type Credit, type ListDocument, type ListEntry, type Section, type Subsection } from '../schema'
import {
  insertedBy,
  isWaiver,
  keyOf,
  type CreditChange,
  type DraftChange,
  type Edit,
  type Insert,
  type Move,
  type SetValue,
  type Thing,
  type Value,
} from './operations'
import { findEntry, findSection, partsOf, withEntries, withSection, type PartId } from './parts'
import { changeText, clampChanges, invertChanges } from './text-changes'
import { keyOfFinding, withWaiver } from './waivers'

/** What was removed since somebody saw it, by its key, and how it comes back. */
export type Lost = ReadonlyMap<string, Insert>

/**
 * The document after changes; `done` are the changes as they were done, which give the same on every machine, and `inverse` what leads back. A change that
 * can do nothing does nothing.
 */
export type Applied = { document: ListDocument; done: DraftChange[]; inverse: DraftChange[] }

/**
 * Does changes, one after the other; the browser and the server use this one function. Nothing is thrown and nothing that was typed is lost: with `lost`, what
 * was removed meanwhile comes back when it is edited, and what is put at a place that is gone stands at the nearest one. An entry that is put into the list
 * gets another address when its own was given away meanwhile. Changes that were `done` need no `lost`.
 */
export function applyChanges(document: ListDocument, changes: readonly DraftChange[], lost?: Lost): Applied {
  let now = document
  const done: DraftChange[] = []
  const inverse: DraftChange[] = []
  for (const change of changes) {
    const one = applyChange(now, change, lost)
    now = one.document
    done.push(...one.done)
    inverse.unshift(...one.inverse)
  }
  return { document: now, done, inverse }
}

const nothing = (document: ListDocument): Applied => ({ document, done: [], inverse: [] })

function applyChange(document: ListDocument, change: DraftChange, lost?: Lost): Applied {
  switch (change.do) {
    case 'insert':
      return insert(document, change, lost)
    case 'move':
      return 'entry' in change.on ? moveEntry(document, change, change.on.entry, lost) : moveSection(document, change, change.on.section, lost)
    case 'remove':
      return 'entry' in change.on ? removeEntry(document, change.on.entry) : removeSection(document, change.on.section)
  }
  if (isThere(document, change.on)) return applyInside(document, change)
  const comesBack = lost?.get(keyOf(change.on))
  if (!comesBack) return nothing(document)
  const back = insert(document, comesBack, lost)
  const inside = applyInside(back.document, change)
  // Undoing the words does not take away again what somebody else removed and these words brought back.
  return { document: inside.document, done: [...back.done, ...inside.done], inverse: inside.inverse }
}

/** Whether a document has this thing. */
export const isThere = (document: ListDocument, on: Thing): boolean =>
  on === 'list' || ('entry' in on ? findEntry(document, on.entry) !== null : findSection(document, on.section) !== null)

function applyInside(document: ListDocument, change: Edit | SetValue | CreditChange): Applied {
  if (change.do === 'edit') return applyEdit(document, change)
  return change.do === 'set' ? applySet(document, change) : applyCredit(document, change)
}

type Fields = Record<string, unknown>
const fieldsOf = (document: ListDocument, on: Thing): Fields =>
  on === 'list' ? document : 'entry' in on ? findEntry(document, on.entry)!.entry : findSection(document, on.section)!

/** The text of a field; null when what it is of is not there. */
export function textAt(document: ListDocument, on: Thing, field: string): string | null {
  const text = isThere(document, on) ? fieldsOf(document, on)[field] : null
  return typeof text === 'string' ? text : null
}

function withField(document: ListDocument, on: Thing, field: string, value: unknown): ListDocument {
  if (on === 'list') return { ...document, [field]: value }
  if ('section' in on) return withSection(document, on.section, (part) => ({ ...part, [field]: value }))
  const { part, index } = findEntry(document, on.entry)!
  return withEntries(document, part.id, (entries) => entries.with(index, { ...entries[index]!, [field]: value }))
}

function applyEdit(document: ListDocument, change: Edit): Applied {
  const text = textAt(document, change.on, change.field)
  const changes = text === null ? [] : clampChanges(text, change.changes).filter(([, deleted, inserted]) => deleted > 0 || inserted !== '')
  if (text === null || changes.length === 0) return nothing(document)
  return {
    document: withField(document, change.on, change.field, changeText(text, changes)),
    done: [{ ...change, changes }],
    inverse: [{ ...change, changes: invertChanges(text, changes) }],
  }
}

function applySet(document: ListDocument, change: SetValue): Applied {
  const { on, field, key, to } = change
  const before = fieldsOf(document, on)[field]
  const from = (field === 'waived' ? (document.waived.find((one) => keyOfFinding(one) === key) ?? null) : (before ?? null)) as Value
  if (isEqual(from, to)) return nothing(document)
  return {
    document: withField(document, on, field, field === 'waived' ? withWaiver(document.waived, key ?? '', isWaiver(to) ? to : null) : to),
    done: [{ ...change, from }],
    inverse: [{ ...change, from: change.to, to: from }],
  }
}

const asText = (value: Value) => JSON.stringify(typeof value === 'object' && value !== null ? Object.entries(value).sort() : value)
export const isEqual = (one: Value, other: Value): boolean => one === other || asText(one) === asText(other)

export const isSameCredit = (one: Credit, other: Credit) => one.role === other.role && one.subject === other.subject

function applyCredit(document: ListDocument, change: CreditChange): Applied {
  const { on, credit } = change
  const { credits } = findEntry(document, on.entry)!.entry
  const index = credits.findIndex((one) => isSameCredit(one, credit))
  if (change.do === 'uncredit') {
    if (index < 0) return nothing(document)
    const after = credits[index - 1] ?? null
    return { document: withField(document, on, 'credits', credits.toSpliced(index, 1)), done: [change], inverse: [{ do: 'credit', on, credit, after }] }
  }
  if (index >= 0) return nothing(document)
  const { after } = change
  const behind = after === null ? 0 : credits.findIndex((one) => isSameCredit(one, after)) + 1 || credits.length
  const done: CreditChange = { ...change, after: credits[behind - 1] ?? null }
  return { document: withField(document, on, 'credits', credits.toSpliced(behind, 0, credit)), done: [done], inverse: [{ do: 'uncredit', on, credit }] }
}

function insert(document: ListDocument, change: Insert, lost?: Lost): Applied {
  const on = insertedBy(change)
  if (isThere(document, on)) return nothing(document)
  const inverse: DraftChange[] = [{ do: 'remove', on }]
  if ('section' in change) {
    const section: Subsection = { ...change.section, entries: [] }
    const at = placeOfSection(document, change, lost, false)
    return { document: putSection(document, { ...section, sections: [] }, at), done: [{ ...change, into: at.into, after: at.after }], inverse }
  }
  const taken = lost && new Set(entriesOf(document).map(({ entry }) => entry.slug))
  const entry = taken?.has(change.entry.slug) ? { ...change.entry, slug: freeSlug(change.entry.slug, (slug) => taken.has(slug)) } : change.entry
  const at = placeOfEntry(document, change, lost)
  return { document: putEntry(document, entry, at), done: [{ do: 'insert', entry, into: at.into, after: at.after }], inverse }
}

type Place = { into: PartId; after: string | null }
type EntryPlace = Place & { index: number }

const putEntry = (document: ListDocument, entry: ListEntry, { into, index }: EntryPlace) =>
  withEntries(document, into, (entries) => entries.toSpliced(index, 0, entry))

function removeEntry(document: ListDocument, id: string): Applied {
  const found = findEntry(document, id)
  if (!found) return nothing(document)
  const { entry, part, index } = found
  return {
    document: withEntries(document, part.id, (entries) => entries.toSpliced(index, 1)),
    done: [{ do: 'remove', on: { entry: id } }],
    inverse: [{ do: 'insert', entry, into: part.id, after: part.entries[index - 1]?.id ?? null }],
  }
}

function moveEntry(document: ListDocument, change: Move, id: string, lost?: Lost): Applied {
  const found = findEntry(document, id)
  if (!found) return nothing(document)
  const without = removeEntry(document, id).document
  const at = placeOfEntry(without, change, lost)
  if (at.into === found.part.id && at.index === found.index) return nothing(document)
  const back: Move = { do: 'move', on: change.on, into: found.part.id, after: found.part.entries[found.index - 1]?.id ?? null }
  return { document: putEntry(without, found.entry, at), done: [{ ...change, into: at.into, after: at.after }], inverse: [back] }
}

/** How often one may go back from one thing that is gone to what stood before it. */
const maxSteps = 1000

/** Where an entry is to stand: in that part, behind that entry; else behind what stood before that; else at the part's end. */
function placeOfEntry(document: ListDocument, { into, after }: Place, lost?: Lost): EntryPlace {
  const parts = partsOf(document)
  const part = parts.find(({ id }) => id === into) ?? parts.find(({ entries }) => entries.some(({ id }) => id === after)) ?? partInsteadOf(document, into, lost)
  let behind = part.id === into || after !== null ? after : undefined
  for (let step = 0; behind != null && step < maxSteps && !part.entries.some(({ id }) => id === behind); step++) {
    const gone: Insert | undefined = lost?.get(`entry:${behind}`)
    behind = gone && gone.into === into ? gone.after : undefined
  }
  const index = behind === null ? 0 : behind === undefined ? part.entries.length : part.entries.findIndex(({ id }) => id === behind) + 1
  return { into: part.id, index, after: part.entries[index - 1]?.id ?? null }
}

/** The part that has what a removed section held: the one before it. */
function partInsteadOf(document: ListDocument, into: PartId, lost?: Lost) {
  const parts = partsOf(document)
  let gone = lost?.get(`section:${into}`)
  for (let step = 0; gone && step < maxSteps; step++) {
    const { into: parent, after }: Insert = gone
    const before = after !== null ? parts.findLast(({ id, parent: of }) => id === after || of === after) : parts.find(({ id }) => id === parent)
    if (before) return before
    gone = lost?.get(`section:${after ?? parent}`)
  }
  return parts.at(-1)!
}

type SectionPlace = Place & { index: number }

/** Where a section is to stand: beside the others at its level. One that holds sections stays outside of others: there are two levels. */
function placeOfSection(document: ListDocument, { into, after }: Place, lost: Lost | undefined, holdsSections: boolean): SectionPlace {
  const parent = holdsSections ? undefined : document.sections.find(({ id }) => id === into)
  const around = holdsSections && into !== null ? into : after
  const siblings: readonly (Section | Subsection)[] = parent ? parent.sections : document.sections
  let behind: string | null | undefined = parent || into === null || holdsSections ? around : undefined
  for (let step = 0; behind != null && step < maxSteps && !siblings.some(({ id }) => id === behind); step++) {
    const gone: Insert | undefined = lost?.get(`section:${behind}`)
    behind = gone && gone.into === into ? gone.after : undefined
  }
  const index = behind === null ? 0 : behind === undefined ? siblings.length : siblings.findIndex(({ id }) => id === behind) + 1
  return { into: parent?.id ?? null, index, after: siblings[index - 1]?.id ?? null }
}

function putSection(document: ListDocument, section: Section, { into, index }: SectionPlace): ListDocument {
  if (into === null) return { ...document, sections: document.sections.toSpliced(index, 0, section) }
  const { sections: _, ...sub } = section
  return {
    ...document,
    sections: document.sections.map((parent) => (parent.id === into ? { ...parent, sections: parent.sections.toSpliced(index, 0, sub) } : parent)),
  }
}

const withoutSection = (document: ListDocument, id: string): ListDocument => ({
  ...document,
  sections: document.sections
    .filter((section) => section.id !== id)
    .map((section) => (section.sections.some((sub) => sub.id === id) ? { ...section, sections: section.sections.filter((sub) => sub.id !== id) } : section)),
})

/** A section with the one around it and the one before it there. */
function standingOf(document: ListDocument, id: string): (Place & { section: Section }) | null {
  for (const [index, section] of document.sections.entries()) {
    if (section.id === id) return { section, into: null, after: document.sections[index - 1]?.id ?? null }
    const at = section.sections.findIndex((sub) => sub.id === id)
    if (at >= 0) return { section: { ...section.sections[at]!, sections: [] }, into: section.id, after: section.sections[at - 1]?.id ?? null }
  }
  return null
}

function moveSection(document: ListDocument, change: Move, id: string, lost?: Lost): Applied {
  const found = standingOf(document, id)
  if (!found) return nothing(document)
  const without = withoutSection(document, id)
  const at = placeOfSection(without, change, lost, found.section.sections.length > 0)
  if (at.into === found.into && at.after === found.after) return nothing(document)
  const back: Move = { do: 'move', on: change.on, into: found.into, after: found.after }
  return { document: putSection(without, found.section, at), done: [{ ...change, into: at.into, after: at.after }], inverse: [back] }
}

/** Removes a section and the sections in it, not their entries: they join the part before. */
function removeSection(document: ListDocument, id: string): Applied {
  const found = standingOf(document, id)
  if (!found) return nothing(document)
  const parts = partsOf(document)
  const before = parts[parts.findIndex((part) => part.id === id) - 1]!
  const gone: Subsection[] = [found.section, ...found.section.sections]
  const entries = gone.flatMap((part) => part.entries)
  const without = withoutSection(document, id)
  const inverse = gone.flatMap((part, index): DraftChange[] => {
    const at: Place = index === 0 ? found : { into: id, after: index > 1 ? gone[index - 1]!.id : null }
    const { id: own, heading, body, place } = part
    const moves = part.entries.map((entry, n): Move => ({ do: 'move', on: { entry: entry.id }, into: own, after: part.entries[n - 1]?.id ?? null }))
    return [{ do: 'insert', section: { id: own, heading, body, place }, into: at.into, after: at.after }, ...moves]
  })
  return {
    document: entries.length > 0 ? withEntries(without, before.id, (kept) => [...kept, ...entries]) : without,
    done: [{ do: 'remove', on: { section: id }, ...(gone.length > 1 && { sections: gone.slice(1).map((part) => part.id) }) }],
    inverse,
  }
}

/** Adds to `lost` how everything comes back that an operation removed, and takes from it what it put into the list. */
export function noteLost(lost: Map<string, Insert>, { done, inverse }: Pick<Applied, 'done' | 'inverse'>): void {
  const removed = done.some((change) => change.do === 'remove')
  for (const change of inverse) if (removed && change.do === 'insert') lost.set(keyOf(insertedBy(change)), change)
  for (const change of done) if (change.do === 'insert') lost.delete(keyOf(insertedBy(change)))
}
