import { findEntry, findSection } from '@/features/articles/document/parts'
import { entriesOf, numberOf, type ListDocument } from '@/features/articles/schema'
import { noteFields } from '@/features/reviews/schema'
import type { Selection } from './checks'

/** The part of a list that is open, in a word: `list`, `section:ID`, `entry:ID`. */
export const placeOf = (selection: Selection) => (selection.of === 'list' ? 'list' : `${selection.of}:${selection.id}`)

/** The part that a word names; null when the list does not have it (any more). */
export function partAt(document: ListDocument, place: string): Selection | null {
  const [of, id = ''] = place.split(':', 2)
  if (of === 'entry') return findEntry(document, id) ? { of, id } : null
  if (of === 'section') return findSection(document, id) ? { of, id } : null
  return { of: 'list' }
}

const isField = <K extends object>(fields: K, name: string | null): name is Extract<keyof K, string> => name !== null && Object.hasOwn(fields, name)

/** What a note is about, in words: `3 Park Bo-gum, Heading`. `about`: what the part was called when the note was written. */
export function noteTitle(document: ListDocument, { place, field, about }: { place: string; field: string | null; about: string }): string {
  const [of, id = ''] = place.split(':', 2)
  const fields: Record<string, string> = noteFields[of as keyof typeof noteFields] ?? {}
  const named = isField(fields, field) ? `, ${fields[field]!.toLowerCase()}` : ''
  if (of === 'entry') {
    const placed = entriesOf(document).find(({ entry }) => entry.id === id)
    if (!placed) return `An entry that was removed${about ? `: “${about}”` : ''}${named}`
    const number = numberOf(placed.position, entriesOf(document).length, document.order)
    return `${number} ${placed.entry.heading || 'without a heading'}${named}`
  }
  if (of === 'section') {
    const section = findSection(document, id)
    return section ? `Section ${section.heading || 'without a heading'}${named}` : `A section that was removed${about ? `: “${about}”` : ''}${named}`
  }
  return isField(fields, field) ? fields[field]! : 'The list'
}

/** Open notes about one thing: how many, and the one that was written first. */
export type NoteSign = { count: number; first: string }
/** Signs by what they are about: a part (`entry:ID`), or a field of it (`entry:ID.heading`). */
export type NoteSigns = ReadonlyMap<string, NoteSign>

const signKey = (place: string, field: string | null) => (field === null ? place : `${place}.${field}`)

export function signsOf(notes: readonly { id: string; place: string; field: string | null; open: boolean }[]): NoteSigns {
  const signs = new Map<string, NoteSign>()
  for (const { id, place, field, open } of notes) {
    if (!open) continue
    const key = signKey(place, field)
    const known = signs.get(key)
    signs.set(key, known ? { ...known, count: known.count + 1 } : { count: 1, first: id })
  }
  return signs
}

/** Those about a part and all its fields as one, or about some of these; null where there are none. */
export function signAt(signs: NoteSigns, place: string, fields?: readonly (string | null)[]): NoteSign | null {
  const found = fields
    ? fields.flatMap((field) => signs.get(signKey(place, field)) ?? [])
    : [...signs].flatMap(([key, sign]) => (key === place || key.startsWith(`${place}.`) ? [sign] : []))
  if (found.length === 0) return null
  const [first] = found.map((sign) => sign.first).toSorted()
  return { count: found.reduce((sum, { count }) => sum + count, 0), first: first! }
}

/** `2 open notes: heading`. */
export function signWords({ count }: NoteSign, place: string, field: string | null): string {
  const fields: Record<string, string> = noteFields[place.split(':', 1)[0] as keyof typeof noteFields] ?? {}
  const about = field === null ? '' : `: ${fields[field]!.toLowerCase()}`
  return `${count === 1 ? '1 open note' : `${count} open notes`}${about}`
}

/** The list's fields before its entries, and behind them. */
export const headFields = ['title', 'standfirst', 'intro', null] as const
export const tailFields = ['outro', 'question'] as const

/** Notes as the list goes: of the list itself, then of its parts in reading order, then of parts that are gone; of one part the oldest first. */
export function inReadingOrder<N extends { place: string; id: string }>(document: ListDocument, notes: readonly N[]): N[] {
  const places = ['list', ...document.entries.map(({ id }) => `entry:${id}`)]
  for (const section of document.sections)
    for (const part of [section, ...section.sections]) places.push(`section:${part.id}`, ...part.entries.map(({ id }) => `entry:${id}`))
  const at = new Map(places.map((place, index) => [place, index]))
  const of = ({ place }: N) => at.get(place) ?? Infinity
  return notes.toSorted((one, other) => (of(one) === of(other) ? (one.id < other.id ? -1 : 1) : of(one) - of(other)))
}
