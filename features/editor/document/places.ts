import { entriesOf, numberOf, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { findEntry, findSection, partsOf, type Part, type PartId } from '@/features/articles/document/parts'

/** What is being moved: entries, in reading order, or one section with all that is in it. */
export type Held = { entries: readonly string[] } | { section: string }

/** Where it can land: in that part, before that entry or section there; null is at the end. */
export type Place = { into: PartId; before: string | null }

/** `position`: how many of the entries that stay come before it, in reading order. */
export type EntryPlace = Place & { position: number }

export const isSamePlace = (one: Place, other: Place) => one.into === other.into && one.before === other.before

/** Every place for these entries, in reading order: before each entry that stays, and at the end of each part. */
export function entryPlaces(document: ListDocument, held: ReadonlySet<string>): EntryPlace[] {
  let position = 0
  return partsOf(document).flatMap((part): EntryPlace[] => {
    const before = part.entries.filter(({ id }) => !held.has(id)).map((entry) => ({ into: part.id, before: entry.id, position: position++ }))
    return [...before, { into: part.id, before: null, position }]
  })
}

/** Every place for this section, in reading order. One that holds sections stays outside of others: there are two levels. */
export function sectionPlaces(document: ListDocument, id: string): Place[] {
  const moving = findSection(document, id)
  if (!moving) return []
  const mayGoIn = !('sections' in moving) || moving.sections.length === 0
  return [
    ...document.sections
      .filter((section) => section.id !== id)
      .flatMap((section): Place[] => [
        { into: null, before: section.id },
        ...(mayGoIn ? section.sections.filter((sub) => sub.id !== id).map((sub) => ({ into: section.id, before: sub.id })) : []),
        ...(mayGoIn ? [{ into: section.id, before: null }] : []),
      ]),
    { into: null, before: null },
  ]
}

export const placesFor = (document: ListDocument, held: Held): Place[] =>
  'section' in held ? sectionPlaces(document, held.section) : entryPlaces(document, new Set(held.entries))

/** Where it stands now; null when it is gone. Of several entries, where the first stands. */
export function placeOf(document: ListDocument, held: Held): Place | null {
  if ('section' in held) {
    for (const { siblings, into } of [
      { siblings: document.sections, into: null },
      ...document.sections.map(({ id, sections }) => ({ siblings: sections, into: id })),
    ]) {
      const at = siblings.findIndex(({ id }) => id === held.section)
      if (at >= 0) return { into, before: siblings[at + 1]?.id ?? null }
    }
    return null
  }
  const moving = new Set(held.entries)
  const found = held.entries.length > 0 ? findEntry(document, held.entries[0]!) : null
  return found && { into: found.part.id, before: found.part.entries.slice(found.index).find(({ id }) => !moving.has(id))?.id ?? null }
}

/** A name as sentences say it: in quotation marks, cut when it is long. */
export function nameOf({ heading }: Pick<ListEntry, 'heading'>): string {
  const bare = heading.trim().replace(/^[“"]|[”"]$/g, '')
  if (bare === '') return 'an entry without a heading'
  return `“${bare.length > 60 ? `${bare.slice(0, 60).trimEnd()}…` : bare}”`
}

/** A part as sentences say it. */
export const partName = ({ id, heading }: Pick<Part, 'id' | 'heading'>): string =>
  id === null ? 'outside sections' : heading.trim() || 'a section without a heading'

/** How an entry's number is after these entries have landed, and the numbers of its new neighbours. */
export type Landing = {
  /** The number of the first of them, and of the last when there are several. */
  number: number
  last: number
  total: number
  part: Part
  hasSections: boolean
  /** The entries that will stand before and after them, each with its number then, and now. */
  previous: Neighbour | null
  next: Neighbour | null
}
export type Neighbour = { entry: ListEntry; number: number; before: number; isInPart: boolean }

export function landingOf(document: ListDocument, held: ReadonlySet<string>, place: Place): Landing | null {
  const part = partsOf(document).find(({ id }) => id === place.into)
  const found = entryPlaces(document, held).find((one) => isSamePlace(one, place))
  if (!part || !found) return null
  const all = entriesOf(document)
  const staying = all.filter(({ entry }) => !held.has(entry.id))
  const numberAt = (position: number) => numberOf(position, all.length, document.order)
  const count = all.length - staying.length
  const neighbour = (index: number, then: number): Neighbour | null => {
    const one = staying[index]
    if (!one) return null
    return {
      entry: one.entry,
      number: numberAt(then),
      before: numberAt(one.position),
      isInPart: ((one.subsection ?? one.section)?.id ?? null) === place.into,
    }
  }
  const { position } = found
  return {
    number: numberAt(position),
    last: numberAt(position + count - 1),
    total: all.length,
    part,
    hasSections: document.sections.length > 0,
    previous: neighbour(position - 1, position - 1),
    next: neighbour(position, position + count),
  }
}

/** What is said of entries that have landed, or will: “4 of 14, in London”. */
export function sayLanding({ number, last, total, part, hasSections }: Landing): string {
  const numbers = number === last ? `${number}` : `${number} to ${last}`
  const where = part.id !== null ? `, in ${partName(part)}` : hasSections ? ', outside sections' : ''
  return `${numbers} of ${total}${where}`
}

/** What is held, as sentences say it: “Alone”, “3 entries”, “the section London”. */
export function nameOfHeld(document: ListDocument, held: Held): string {
  if ('section' in held) {
    const section = findSection(document, held.section)
    return section ? `the section ${section.heading.trim() || 'without a heading'}` : 'a section'
  }
  const one = held.entries.length === 1 ? findEntry(document, held.entries[0]!)?.entry : undefined
  return one ? nameOf(one) : `${held.entries.length} entries`
}

/** What is said of a move that was done: “Alone” is now 4 of 14, in London. */
export function sayMoved(document: ListDocument, held: Held, place: Place): string {
  const name = nameOfHeld(document, held)
  const subject = name.charAt(0).toUpperCase() + name.slice(1)
  if ('section' in held) {
    const around = place.into === null ? null : findSection(document, place.into)
    const before = place.before === null ? null : findSection(document, place.before)
    return `${subject} was moved${before ? ` before ${before.heading || 'a section without a heading'}` : ' to the end'}${around ? `, in ${around.heading || 'a section without a heading'}` : ''}`
  }
  const landing = landingOf(document, new Set(held.entries), place)
  return landing ? `${subject} ${held.entries.length === 1 ? 'is' : 'are'} now ${sayLanding(landing)}` : subject
}
