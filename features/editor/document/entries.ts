import { freeSlug, slugify } from '@/platform/text/slugify'
import { entriesOf, isReservedEntrySlug, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { findEntry, partsOf, withEntries, type PartId } from '@/features/articles/document/parts'

/** Addresses that entries of this list had before: slug → the entry that it leads to. */
export type Reserved = Readonly<Record<string, string>>

export const blankEntry = (id: string, slug: string): ListEntry => ({ id, slug, heading: '', subheading: '', body: '', credits: [], video: null })

/** The address that a heading gives an entry: free in this list now and before. */
export function slugFor(document: ListDocument, entryId: string, heading: string, reserved: Reserved): string {
  const others = new Set(entriesOf(document).flatMap(({ entry }) => (entry.id === entryId ? [] : [entry.slug])))
  const wanted = slugify(heading) || 'entry'
  return freeSlug(wanted, (slug) => others.has(slug) || isReservedEntrySlug(slug) || (reserved[slug] ?? entryId) !== entryId)
}

/** Whether the address still follows the heading: never published, and never typed by hand. */
export const slugFollows = (document: ListDocument, entry: ListEntry, reserved: Reserved): boolean =>
  !Object.values(reserved).includes(entry.id) && entry.slug === slugFor(document, entry.id, entry.heading, reserved)

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

export function removeEntry(document: ListDocument, id: string): ListDocument {
  const found = findEntry(document, id)
  return found ? withEntries(document, found.part.id, (entries) => entries.filter((entry) => entry.id !== id)) : document
}

export function moveEntryTo(document: ListDocument, id: string, partId: PartId, index = Infinity): ListDocument {
  const found = findEntry(document, id)
  if (!found || !partsOf(document).some((part) => part.id === partId)) return document
  return addEntry(removeEntry(document, id), found.entry, partId, index)
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

export const addCredit = (document: ListDocument, id: string, credit: ListEntry['credits'][number]): ListDocument => {
  const credits = findEntry(document, id)?.entry.credits ?? []
  const twice = credits.some(({ role, subject }) => role === credit.role && subject === credit.subject)
  return twice ? document : changeEntry(document, id, { credits: [...credits, credit] })
}

export const removeCredit = (document: ListDocument, id: string, index: number): ListDocument =>
  changeEntry(document, id, { credits: (findEntry(document, id)?.entry.credits ?? []).filter((_, at) => at !== index) })
