import { entriesOf, numberOf, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { partsOf, type PartId } from '@/features/articles/document/parts'
import { fold } from '@/platform/text/fold'

export type OutlinePart = {
  id: PartId
  heading: string
  level: 0 | 1 | 2
  /** Entries in it and in the sections in it. */
  count: number
  /** Their numbers, first and last, as readers see them; null when there are none. */
  range: { first: number; last: number } | null
  closed: boolean
  entries: OutlineEntry[]
}
export type OutlineEntry = { id: string; heading: string; who: string; number: number }

type Shown = {
  closed: ReadonlySet<string>
  /** Words that an entry must have to be shown; none are asked for with ''. */
  words: string
  whoOf: (entry: ListEntry) => string
}

/**
 * What the outline shows: the parts in reading order, each with its entries, none of what is in a closed section. While words are looked for, only the entries
 * that have them and the sections around those, open.
 */
export function outlineOf(document: ListDocument, { closed, words, whoOf }: Shown): OutlinePart[] {
  const parts = partsOf(document)
  const total = parts.reduce((sum, { entries }) => sum + entries.length, 0)
  const wanted = words.split(/\s+/).map(fold).filter(Boolean)
  let position = 0
  const all = parts.map((part): OutlinePart & { parent: PartId; start: number } => {
    const start = position
    const rows = part.entries.map((entry): OutlineEntry => {
      return { id: entry.id, heading: entry.heading, who: whoOf(entry), number: numberOf(position++, total, document.order) }
    })
    const entries = wanted.length === 0 ? rows : rows.filter(({ heading, who }) => wanted.every((word) => fold(`${heading} ${who}`).includes(word)))
    const { id, heading, level, parent } = part
    return { id, heading, level, parent, start, count: rows.length, range: null, closed: id !== null && wanted.length === 0 && closed.has(id), entries }
  })
  return all.flatMap((part): OutlinePart[] => {
    const inside = all.filter(({ parent }) => part.id !== null && parent === part.id)
    const around = all.find(({ id }) => part.parent !== null && id === part.parent)
    if (around?.closed) return []
    if (wanted.length > 0 && part.id !== null && [part, ...inside].every(({ entries }) => entries.length === 0)) return []
    const { parent: _, start, ...shown } = part
    const count = [part, ...inside].reduce((sum, one) => sum + one.count, 0)
    const range = count === 0 ? null : { first: numberOf(start, total, document.order), last: numberOf(start + count - 1, total, document.order) }
    return [{ ...shown, count, range, entries: part.closed ? [] : part.entries }]
  })
}

/** The entry that has this number; null for what is no number of the list. */
export function entryNumbered(document: ListDocument, typed: string): string | null {
  if (!/^\s*\d+\s*$/.test(typed)) return null
  const all = entriesOf(document)
  return all.find(({ position }) => numberOf(position, all.length, document.order) === Number(typed))?.entry.id ?? null
}
