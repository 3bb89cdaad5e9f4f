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

const fieldNames = { title: 'title', standfirst: 'standfirst', intro: 'introduction', outro: 'closing words', question: 'question', order: 'order' } as const
const entryNames = { heading: 'heading', subheading: 'subheading', body: 'words', slug: 'address', credits: 'credits', video: 'video' } as const
const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)
const keysThatDiffer = <T extends object>(one: T, other: T, names: Partial<Record<keyof T, string>>) =>
  (Object.keys(names) as (keyof T)[]).filter((key) => differ(one[key], other[key])).map((key) => names[key]!)

/** The sections of a document without their entries. */
const skeleton = (document: ListDocument) =>
  document.sections.map(({ entries: _, sections, ...section }) => [section, sections.map(({ entries: _inner, ...sub }) => sub)])

/** How `after` differs from `before`: fields of the list in words, and each entry that came, went, moved or changed. */
export function compareDocuments(before: ListDocument, after: ListDocument): Comparison {
  const old = new Map(entriesOf(before).map((one) => [one.entry.id, one]))
  const now = new Map(entriesOf(after).map((one) => [one.entry.id, one]))
  const still = stillIds(
    [...old.keys()].filter((id) => now.has(id)),
    [...now.keys()].filter((id) => old.has(id)),
    (id) => Math.abs(old.get(id)!.position - now.get(id)!.position),
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

type Sequence = { id: string; at: number; length: number; way: number; previous: number }
const isBetter = (one: Sequence, other: Sequence | undefined) => !other || one.length > other.length || (one.length === other.length && one.way < other.way)

/**
 * Ids of the longest sequence that kept its order; the other entries were moved. Of several that are as long, the one whose entries went the shortest way (`wayOf`):
 * what went from 3 to 1 was moved, not what went from 1 to 2.
 */
function stillIds(before: string[], after: string[], wayOf: (id: string) => number): Set<string> {
  const place = new Map(before.map((id, index) => [id, index]))
  const best: Sequence[] = []
  after.forEach((id) => {
    const at = place.get(id)!
    let previous = -1
    best.forEach((one, index) => {
      if (one.at < at && isBetter(one, best[previous])) previous = index
    })
    const { length, way } = best[previous] ?? { length: 0, way: 0 }
    best.push({ id, at, previous, length: length + 1, way: way + wayOf(id) })
  })
  const kept = new Set<string>()
  let last = best.reduce((top, one, index) => (isBetter(one, best[top]) ? index : top), -1)
  for (; last >= 0; last = best[last]!.previous) kept.add(best[last]!.id)
  return kept
}
