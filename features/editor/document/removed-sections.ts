import { applyChanges } from '@/features/articles/document/apply-changes'
import type { DraftChange, Insert, Move } from '@/features/articles/document/operations'
import { findSection, partsOf } from '@/features/articles/document/parts'
import type { ListDocument } from '@/features/articles/schema'

/** How sections that left a list come back: with their prose, the sections that were in them, and the entries that they had. */

export type SectionInsert = Extract<Insert, { section: unknown }>
export type RemovedSection = { section: SectionInsert['section']; inserts: SectionInsert[]; moves: Move[] }

/** The sections that an operation removed; one that was removed with the section around it belongs to that. */
export function sectionsRemovedBy(changes: readonly DraftChange[], inverse: readonly DraftChange[]): RemovedSection[] {
  const inserts = inverse.filter((change): change is SectionInsert => change.do === 'insert' && 'section' in change)
  const moves = inverse.filter((change): change is Move => change.do === 'move' && 'entry' in change.on)
  return changes.flatMap((change) => {
    if (change.do !== 'remove' || !('section' in change.on)) return []
    const ids = [change.on.section, ...(change.sections ?? [])]
    const own = ids.flatMap((id) => inserts.filter(({ section }) => section.id === id).slice(0, 1))
    const [first] = own
    if (first?.section.id !== change.on.section) return []
    return [{ section: first.section, inserts: own, moves: moves.filter(({ into }) => into !== null && ids.includes(into)) }]
  })
}

/** Its words, and those of the sections in it. */
export const proseOf = ({ inserts }: RemovedSection): string =>
  inserts
    .flatMap(({ section }, index) => [index > 0 ? section.heading : '', section.body])
    .filter((text) => text.trim() !== '')
    .join('\n\n')

/**
 * The document with the section in it again; the same object when it is there. The entries that it had are in it again, where they still stand in the part before it, to which they fell: what
 * was moved since stays where it is.
 */
export function putSectionBack(document: ListDocument, { inserts, moves }: Pick<RemovedSection, 'inserts' | 'moves'>): ListDocument {
  const id = inserts[0]?.section.id
  if (id === undefined || findSection(document, id)) return document
  const back = applyChanges(document, inserts).document
  const parts = partsOf(back)
  const before = new Set(parts[parts.findIndex((part) => part.id === id) - 1]!.entries.map((entry) => entry.id))
  return applyChanges(back, moves.filter(({ on }) => 'entry' in on && before.has(on.entry))).document // prettier-ignore
}
