import { entriesOf, type ListDocument, type ListEntry } from '@/features/articles/schema'

export type EntryChange = {
  id: string
  heading: string
  change: 'added' | 'removed' | 'moved' | 'changed'
  /** Positions from 1, before and after. */
  from: number | null
  to: number | null
  /** What of it differs: heading, words, credits… */
  fields: string[]
}
export type Comparison = { fields: string[]; entries: EntryChange[] }

const fieldNames = {
  title: 'title',
  standfirst: 'standfirst',
  intro: 'introduction',
  outro: 'closing words',
  question: 'question',
  order: 'order',
  description: 'line for search engines',
  language: 'language',
} as const
const entryNames = { heading: 'heading', subheading: 'subheading', body: 'words', slug: 'address', credits: 'credits', video: 'video' } as const
const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)
const keysThatDiffer = <T extends object>(one: T, other: T, names: Partial<Record<keyof T, string>>) =>
  (Object.keys(names) as (keyof T)[]).filter((key) => differ(one[key], other[key])).map((key) => names[key]!)

/** The sections of a document without their entries. */
const skeleton = (document: ListDocument) =>
  document.sections.map(({ entries: _, sections, ...section }) => [section, sections.map(({ entries: _inner, ...sub }) => sub)])

/**
 * How `after` differs from `before`: fields of the list in words, and each entry that came, went, moved or changed. Of two neighbours that changed places, either
 * could have been moved: `movedByHand` names the entries that somebody did move, where that is known.
 */
export function compareDocuments(before: ListDocument, after: ListDocument, movedByHand?: ReadonlySet<string>): Comparison {
  const old = new Map(entriesOf(before).map((one) => [one.entry.id, one]))
  const now = new Map(entriesOf(after).map((one) => [one.entry.id, one]))
  const still = stillIds(
    [...old.keys()].filter((id) => now.has(id)),
    [...now.keys()].filter((id) => old.has(id)),
    (id) => ({ moved: movedByHand?.has(id) ? 1 : 0, way: Math.abs(old.get(id)!.position - now.get(id)!.position) }),
  )
  const entries: EntryChange[] = []
  for (const [id, { entry, position, section, subsection }] of now) {
    const was = old.get(id)
    const base = { id, heading: entry.heading, from: was ? was.position + 1 : null, to: position + 1 }
    if (!was) {
      entries.push({ ...base, change: 'added', fields: [] })
      continue
    }
    const fields = keysThatDiffer<ListEntry>(was.entry, entry, entryNames)
    if (was.section?.id !== section?.id || was.subsection?.id !== subsection?.id) fields.push('section')
    if (!still.has(id)) entries.push({ ...base, change: 'moved', fields })
    else if (fields.length > 0) entries.push({ ...base, change: 'changed', fields })
  }
  for (const [id, { entry, position }] of old)
    if (!now.has(id)) entries.push({ id, heading: entry.heading, change: 'removed', from: position + 1, to: null, fields: [] })
  const fields = keysThatDiffer(before, after, fieldNames)
  if (differ(skeleton(before), skeleton(after))) fields.push('sections')
  return { fields, entries }
}

type Cost = { moved: number; way: number }
type Sequence = Cost & { id: string; at: number; length: number; previous: number }
const isBetter = (one: Sequence, other: Sequence | undefined) => !other || (other.length - one.length || one.moved - other.moved || one.way - other.way) < 0

/**
 * Ids of the longest sequence that kept its order; the other entries were moved. Of several that are as long, the one with fewest entries that somebody moved, then
 * the one whose entries went the shortest way: what went from 3 to 1 was moved, not what went from 1 to 2.
 */
function stillIds(before: string[], after: string[], costOf: (id: string) => Cost): Set<string> {
  const place = new Map(before.map((id, index) => [id, index]))
  const best: Sequence[] = []
  after.forEach((id) => {
    const at = place.get(id)!
    let previous = -1
    best.forEach((one, index) => {
      if (one.at < at && isBetter(one, best[previous])) previous = index
    })
    const { length, moved, way } = best[previous] ?? { length: 0, moved: 0, way: 0 }
    const cost = costOf(id)
    best.push({ id, at, previous, length: length + 1, moved: moved + cost.moved, way: way + cost.way })
  })
  const kept = new Set<string>()
  let last = best.reduce((top, one, index) => (isBetter(one, best[top]) ? index : top), -1)
  for (; last >= 0; last = best[last]!.previous) kept.add(best[last]!.id)
  return kept
}
