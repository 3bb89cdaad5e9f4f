import type { DraftChange, Insert } from '@/features/articles/document/operations'
import { findEntry, partsOf, type PartId } from '@/features/articles/document/parts'
import { applyChanges } from '@/features/articles/document/apply-changes'
import { entriesOf, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { slugFor, type Reserved } from './entries'

/** How entries that left a list come back. */

export type EntryInsert = Extract<Insert, { entry: unknown }>
/** What stood before it; null is the start of its part. */
type Before = Insert['after']

/** So many are listed, and so many more each time that somebody asks for earlier ones, up to the most that a browser shows. */
export const removedAtOnce = 100
export const maxRemovedShown = 2000

/** Whether there is anything in it to bring back. */
export const hasWords = ({ heading, subheading, body, credits, video }: ListEntry): boolean =>
  [heading, subheading, body].some((text) => text.trim() !== '') || credits.length > 0 || video !== null

export const wordsIn = (texts: readonly string[]): string[] => texts.flatMap((text) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
export const textsOf = ({ heading, subheading, body }: ListEntry): string[] => [heading, subheading, body]

/** All words that stand in a list. */
export function wordsInList(document: ListDocument): Set<string> {
  const { title, standfirst, intro, outro, question, description } = document
  const sections = document.sections.flatMap((section) => [section, ...section.sections])
  const texts = [...sections.flatMap(({ heading, body }) => [heading, body]), ...entriesOf(document).flatMap(({ entry }) => textsOf(entry))]
  return new Set(wordsIn([title, standfirst, intro, outro, question, description, ...texts]))
}

/**
 * The entries that an operation removed, each with what stood before it, the nearest first. Entries that stood one after the other have, in the inverse, one place
 * for all of them: they are put beside each other again here.
 */
export function removedBy(changes: readonly DraftChange[], inverse: readonly DraftChange[]): { entry: ListEntry; into: PartId; behind: Before[] }[] {
  const going = new Set(changes.flatMap((change) => (change.do === 'remove' && 'entry' in change.on ? [change.on.entry] : [])))
  const inserts = inverse.filter((change): change is EntryInsert => change.do === 'insert' && 'entry' in change && going.has(change.entry.id))
  const parts = new Map<PartId, Before[]>()
  for (const { entry, into, after } of inserts) {
    const order = parts.get(into) ?? []
    parts.set(into, order)
    if (!order.includes(after)) order.push(after)
    order.splice(order.indexOf(after) + 1, 0, entry.id)
  }
  return inserts.map(({ entry, into, after }) => {
    const order = parts.get(into)!
    return { entry, into, behind: order.slice(order.indexOf(after), order.indexOf(entry.id)).toReversed() }
  })
}

/** What stood before an entry in its part, the nearest first. */
export const placesBehind = (entries: readonly ListEntry[], index: number): Before[] => [
  ...entries
    .slice(0, index)
    .map(({ id }) => id)
    .toReversed(),
  null,
]

/** Of what stood before an entry, the nearest that still stands there. Where nothing does, a place that is gone: the end. */
export function stillBehind(document: ListDocument, into: PartId, behind: readonly Before[]): Before {
  const there = new Set(
    partsOf(document)
      .find(({ id }) => id === into)
      ?.entries.map(({ id }) => id),
  )
  const found = behind.find((one) => one === null || there.has(one))
  return found === undefined ? (behind[0] ?? null) : found
}

/** The document with the entry in it again, at an address of its own; the same object when it is there. */
export function putEntryBack(document: ListDocument, insert: EntryInsert, reserved: Reserved): ListDocument {
  const { entry } = insert
  if (findEntry(document, entry.id)) return document
  const isTaken = entriesOf(document).some(({ entry: other }) => other.slug === entry.slug) || (reserved[entry.slug] ?? entry.id) !== entry.id
  const slug = isTaken ? slugFor(document, entry.id, entry.heading, reserved) : entry.slug
  return applyChanges(document, [{ ...insert, entry: { ...entry, slug } }]).document
}
