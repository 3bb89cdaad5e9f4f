import { entriesOf, type ListDocument, type ListEntry, type Section, type Subsection, type Waiver } from '../schema'
import { applyChanges, isEqual, isSameCredit } from './apply-changes'
import { textFields, valueFields, type DraftChange, type Thing } from './operations'
import { partsOf } from './parts'
import { diffText } from './text-changes'
import { keyOfFinding } from './waivers'

/**
 * Small changes that make `after` of `before`. What did not change is found quickest when it is the same object. Of credits that stand twice one is left. Of two
 * entries or sections that changed places either may have been moved: `moved` has the ids of those that were.
 */
export function changesBetween(before: ListDocument, after: ListDocument, moved: Moved = []): DraftChange[] {
  if (before === after) return []
  const movedIds: ReadonlySet<string> = new Set([moved].flat())
  const changes: DraftChange[] = []
  let now = before
  const change = (one: DraftChange) => {
    changes.push(one)
    now = applyChanges(now, [one]).document
  }
  if (before.entries !== after.entries || before.sections !== after.sections) {
    removeEntries(now, after, change)
    arrangeSections(() => now, after, change, movedIds)
    arrangeEntries(() => now, after, change, movedIds)
  }
  for (const one of [...fieldsBetween('list', before, after), ...waiversBetween(before.waived, after.waived)]) change(one)
  return changes
}

/** What a writer moved: the id of an entry or a section, or several. */
export type Moved = string | readonly string[]

type Change = (change: DraftChange) => void
type Now = () => ListDocument

function removeEntries(before: ListDocument, after: ListDocument, change: Change): void {
  const stays = new Set(entriesOf(after).map(({ entry }) => entry.id))
  for (const { entry } of entriesOf(before)) if (!stays.has(entry.id)) change({ do: 'remove', on: { entry: entry.id } })
}

const allSections = (document: ListDocument): (Section | Subsection)[] => document.sections.flatMap((section) => [section, ...section.sections])

function arrangeSections(now: Now, after: ListDocument, change: Change, moved: ReadonlySet<string>): void {
  const wanted = partsOf(after).slice(1)
  const parentOf = (id: string) => partsOf(now()).find((part) => part.id === id)?.parent
  // What is to be in another section, or in none, comes out first: a section that goes may take no other along, nor one that goes into another.
  for (const { id, parent } of wanted) if ((parentOf(id!) ?? parent) !== parent) change({ do: 'move', on: { section: id! }, into: null, after: null })
  const stays = new Set(wanted.map(({ id }) => id!))
  for (const { id } of allSections(now())) {
    if (stays.has(id) || parentOf(id) === undefined) continue
    const along = now().sections.find((section) => section.id === id)?.sections ?? []
    change({ do: 'remove', on: { section: id }, ...(along.length > 0 && { sections: along.map((section) => section.id) }) })
  }
  const bare = ({ id, heading, body, place }: Section | Subsection) => ({ id, heading, body, place })
  for (const section of after.sections)
    if (parentOf(section.id) === undefined) change({ do: 'insert', section: bare(section), into: null, after: now().sections.at(-1)?.id ?? null })
  const put = (siblings: readonly (Section | Subsection)[], into: string | null) => {
    const beside: readonly { id: string }[] = into === null ? now().sections : now().sections.find(({ id }) => id === into)!.sections
    const stay = inOrder(
      beside.map(({ id }) => id),
      siblings.map(({ id }) => id).filter((id) => !moved.has(id)),
    )
    siblings.forEach((section, index) => {
      const behind = siblings[index - 1]?.id ?? null
      if (parentOf(section.id) === undefined) change({ do: 'insert', section: bare(section), into, after: behind })
      else if (!stay.has(section.id)) change({ do: 'move', on: { section: section.id }, into, after: behind })
    })
  }
  for (const section of after.sections) put(section.sections, section.id)
  put(after.sections, null)
  const old = new Map(allSections(now()).map((section) => [section.id, section]))
  for (const section of allSections(after)) for (const one of fieldsBetween({ section: section.id }, old.get(section.id)!, section)) change(one)
}

function arrangeEntries(now: Now, after: ListDocument, change: Change, moved: ReadonlySet<string>): void {
  for (const part of partsOf(after)) {
    const here = () => partsOf(now()).find(({ id }) => id === part.id)!.entries
    if (here() === part.entries) continue
    const stays = inOrder(
      here().map(({ id }) => id),
      part.entries.map(({ id }) => id).filter((id) => !moved.has(id)),
    )
    const there = new Map(entriesOf(now()).map(({ entry }) => [entry.id, entry]))
    part.entries.forEach((entry, index) => {
      const behind = part.entries[index - 1]?.id ?? null
      const old = there.get(entry.id)
      if (!old) return change({ do: 'insert', entry, into: part.id, after: behind })
      if (!stays.has(entry.id)) change({ do: 'move', on: { entry: entry.id }, into: part.id, after: behind })
      if (old === entry) return
      for (const one of fieldsBetween({ entry: entry.id }, old, entry)) change(one)
      creditsBetween(old, entry, change)
    })
  }
}

/** The fields of one thing that differ. */
function fieldsBetween<T extends object>(on: Thing, before: T, after: T): DraftChange[] {
  const kind = on === 'list' ? 'list' : 'entry' in on ? 'entry' : 'section'
  const [old, now] = [before as Record<string, string>, after as Record<string, string>]
  return [
    ...textFields[kind]
      .filter((field) => old[field] !== now[field])
      .map((field): DraftChange => ({ do: 'edit', on, field, changes: diffText(old[field] ?? '', now[field] ?? '') })),
    ...valueFields[kind]
      .filter((field) => field !== 'waived' && !isEqual(old[field]!, now[field]!))
      .map((field): DraftChange => ({ do: 'set', on, field, from: old[field]!, to: now[field]! })),
  ]
}

function waiversBetween(before: readonly Waiver[], after: readonly Waiver[]): DraftChange[] {
  if (before === after) return []
  const [old, now] = [before, after].map((waivers) => new Map(waivers.map((one) => [keyOfFinding(one), one])))
  return [...new Set([...old!.keys(), ...now!.keys()])].flatMap((key): DraftChange[] => {
    const [from, to] = [old!.get(key) ?? null, now!.get(key) ?? null]
    return isEqual(from, to) ? [] : [{ do: 'set', on: 'list', field: 'waived', key, from, to }]
  })
}

function creditsBetween(before: ListEntry, after: ListEntry, change: Change): void {
  if (before.credits === after.credits) return
  const on = { entry: after.id }
  const now = [...before.credits]
  const uncredit = (index: number) => change({ do: 'uncredit', on, credit: now.splice(index, 1)[0]! })
  for (let index = now.length - 1; index >= 0; index--) if (!after.credits.some((credit) => isSameCredit(credit, now[index]!))) uncredit(index)
  after.credits.forEach((credit, index) => {
    if (now[index] && isSameCredit(now[index], credit)) return
    const elsewhere = now.findIndex((one) => isSameCredit(one, credit))
    // It stands before this place already: twice is once.
    if (elsewhere >= 0 && elsewhere < index) return
    if (elsewhere > index) uncredit(elsewhere)
    change({ do: 'credit', on, credit, after: now[index - 1] ?? null })
    now.splice(index, 0, credit)
  })
  while (now.length > after.credits.length) uncredit(now.length - 1)
}

/** Ids of a longest sequence that kept its order: the others are moved. */
function inOrder(before: string[], after: string[]): Set<string> {
  // As it is for nearly every change: nothing moved.
  if (before.length === after.length && before.every((id, index) => id === after[index])) return new Set(after)
  const place = new Map(before.map((id, index) => [id, index]))
  const kept = after.filter((id) => place.has(id))
  const placeAt = (index: number) => place.get(kept[index]!)!
  // Where the best sequence of each length ends, and what came before each.
  const ends: number[] = []
  const previous: (number | undefined)[] = []
  for (let index = 0; index < kept.length; index++) {
    const longer = ends.findIndex((end) => placeAt(end) >= placeAt(index))
    const length = longer < 0 ? ends.length : longer
    previous.push(ends[length - 1])
    ends[length] = index
  }
  const found = new Set<string>()
  for (let index = ends.at(-1); index !== undefined; index = previous[index]) found.add(kept[index]!)
  return found
}
