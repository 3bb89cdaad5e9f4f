import { freeSlug, slugify } from '@/platform/text/slugify'
import { entriesOf, isReservedEntrySlug, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { findEntry, partsOf, withEntries, type PartId } from '@/features/articles/document/parts'
import type { Place } from './places'

/** Addresses that entries of this list had before: slug → the entry that it leads to. */
export type Reserved = Readonly<Record<string, string>>

export const blankEntry = (id: string, slug: string): ListEntry => ({ id, slug, heading: '', subheading: '', body: '', credits: [], video: null })

/** The address that a heading gives an entry: free in this list now and before. */
export function slugFor(document: ListDocument, entryId: string, heading: string, reserved: Reserved): string {
  const others = new Set(entriesOf(document).flatMap(({ entry }) => (entry.id === entryId ? [] : [entry.slug])))
  const wanted = slugify(heading) || 'entry'
  return freeSlug(wanted, (slug) => others.has(slug) || isReservedEntrySlug(slug) || (reserved[slug] ?? entryId) !== entryId)
}

/** Whether the address still follows the heading: never published, and never typed by hand. Of several without a heading each has a number, also when the others have one by now. */
export const slugFollows = (document: ListDocument, entry: ListEntry, reserved: Reserved): boolean =>
  !Object.values(reserved).includes(entry.id) &&
  (entry.slug === slugFor(document, entry.id, entry.heading, reserved) || (entry.heading === '' && /^entry-\d+$/.test(entry.slug)))

export function addEntry(document: ListDocument, entry: ListEntry, partId: PartId, index = Infinity): ListDocument {
  return withEntries(document, partId, (entries) => [...entries.slice(0, index), entry, ...entries.slice(index)])
}

export function changeEntry(document: ListDocument, id: string, patch: Partial<Omit<ListEntry, 'id'>>): ListDocument {
  const found = findEntry(document, id)
  if (!found) return document
  return withEntries(document, found.part.id, (entries) => entries.map((entry) => (entry.id === id ? { ...entry, ...patch } : entry)))
}

/** Gives an entry a heading, and the address with it while that follows. */
export function renameEntry(document: ListDocument, id: string, heading: string, reserved: Reserved): ListDocument {
  const found = findEntry(document, id)
  if (!found) return document
  const patch = slugFollows(document, found.entry, reserved) ? { heading, slug: slugFor(document, id, heading, reserved) } : { heading }
  return changeEntry(document, id, patch)
}

export const removeEntry = (document: ListDocument, id: string): ListDocument => removeEntries(document, [id])

export function removeEntries(document: ListDocument, ids: readonly string[]): ListDocument {
  const going = new Set(ids)
  return partsOf(document).reduce(
    (now, part) => (part.entries.some(({ id }) => going.has(id)) ? withEntries(now, part.id, (entries) => entries.filter(({ id }) => !going.has(id))) : now),
    document,
  )
}

/** A copy of an entry behind it, with an id and an address of its own: its words, credits and video. Readers' votes and comments stay with the first. */
export function duplicateEntry(document: ListDocument, id: string, copyId: string, reserved: Reserved): ListDocument {
  const found = findEntry(document, id)
  if (!found) return document
  const copy = { ...found.entry, id: copyId, slug: slugFor(document, copyId, found.entry.heading, reserved) }
  return addEntry(document, copy, found.part.id, found.index + 1)
}

export function moveEntryTo(document: ListDocument, id: string, partId: PartId, index = Infinity): ListDocument {
  const found = findEntry(document, id)
  if (!found || !partsOf(document).some((part) => part.id === partId)) return document
  return addEntry(removeEntry(document, id), found.entry, partId, index)
}

/** Moves entries to one place, next to each other, in the order that they have in the list. A place that is not there changes nothing. */
export function moveEntriesTo(document: ListDocument, ids: readonly string[], { into, before }: Place): ListDocument {
  const moving = new Set(ids)
  const entries = entriesOf(document).flatMap(({ entry }) => (moving.has(entry.id) ? [entry] : []))
  const part = partsOf(document).find(({ id }) => id === into)
  const at = before === null ? part?.entries.length : part?.entries.findIndex(({ id }) => id === before)
  if (!part || at === undefined || at < 0 || entries.length === 0) return document
  // Before the first that stays: what is moved itself is no place.
  const behind = part.entries.slice(at).find(({ id }) => !moving.has(id))?.id
  const wanted = part.entries.filter(({ id }) => !moving.has(id))
  wanted.splice(behind === undefined ? wanted.length : wanted.findIndex(({ id }) => id === behind), 0, ...entries)
  if (wanted.length === part.entries.length && wanted.every((entry, index) => entry === part.entries[index])) return document
  return withEntries(removeEntries(document, ids), into, () => wanted)
}

/** One step up or down in reading order; over the edge of a part into the next one, also an empty one. */
export function moveEntry(document: ListDocument, id: string, step: -1 | 1): ListDocument {
  const found = findEntry(document, id)
  if (!found) return document
  const { part, index } = found
  const target = index + step
  if (target >= 0 && target < part.entries.length) return moveEntryTo(document, id, part.id, target)
  const parts = partsOf(document)
  const next = parts[parts.findIndex(({ id }) => id === part.id) + step]
  return next ? moveEntryTo(document, id, next.id, step === 1 ? 0 : Infinity) : document
}
