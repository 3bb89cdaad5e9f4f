import { languageNames } from '@/features/articles/document/languages'
import {
  creditRoles,
  entriesOf,
  numberOf,
  type ListDocument,
  type ListEntry,
  type PlacedEntry,
  type Section,
  type Subsection,
} from '@/features/articles/schema'
import { compareDocuments, type EntryChange } from './compare'
import { nameOf } from './places'
import { countWords } from './words'
import { proseComparer, type TwoTexts } from './words-between'

/** One thing that changes: what it is about, and what becomes of it. */
export type ChangeItem = { name: string; words: string }

/** What changes of one kind. `aside` sums it up: “+38, −4 words”. `note` says what follows for readers. */
export type ChangeRow = { kind: ChangeKind; items: ChangeItem[]; aside: string; note: string }

/** The kinds in the order in which they are told. */
export type ChangeKind = 'list' | 'moved' | 'numbers' | 'added' | 'removed' | 'rewritten' | 'credits' | 'video' | 'address' | 'sections'

/** Votes and comments of entries, by their ids; entries without either may be absent. */
export type Given = Readonly<Record<string, { votes: number; comments: number }>>

type Using = {
  /** A record's name. */
  recordName: (id: string) => string
  given: Given
  /** Entries that somebody moved since, where that is known. */
  movedByHand?: ReadonlySet<string>
}

const row = (kind: ChangeKind, items: ChangeItem[], aside = '', note = ''): ChangeRow => ({ kind, items, aside, note })
const counted = (count: number, one: string, many: string) => (count === 0 ? '' : `${count} ${count === 1 ? one : many}`)
const votesAndComments = ({ votes, comments }: { votes: number; comments: number }, and = ' and ') =>
  [counted(votes, 'vote', 'votes'), counted(comments, 'comment', 'comments')].filter(Boolean).join(and)

/**
 * How readers will see a list change when `after` takes the place of `before`, in words, by kind. Empty when nothing of it changes: then both documents are
 * the same. Safe in a browser.
 */
export function readerChanges(before: ListDocument, after: ListDocument, { recordName, given, movedByHand }: Using): ChangeRow[] {
  const { entries: changes } = compareDocuments(before, after, movedByHand)
  const [old, now] = [placesIn(before), placesIn(after)]
  const both = changes.flatMap((change) => {
    const [was, is] = [old.get(change.id), now.get(change.id)]
    return was && is ? [{ change, was, is }] : []
  })
  const rows = [
    listRow(before, after),
    movedRow(both, { before, after }),
    numbersRow(changes, { before, after }),
    addedRow(changes, after, given),
    removedRow(changes, given),
    rewrittenRow(both, { before, after }),
    row('credits', both.flatMap(({ was, is }) => creditItems(was.entry, is.entry, recordName))), // prettier-ignore
    row('video', both.flatMap(({ was, is }) => videoItems(was.entry, is.entry))), // prettier-ignore
    row('address', both.flatMap(({ was, is }) => (was.entry.slug === is.entry.slug ? [] : [{ name: nameOf(is.entry), words: `has the address ${is.entry.slug}; ${was.entry.slug} leads there` }]))), // prettier-ignore
    sectionsRow(before, after, recordName),
  ]
  return rows.filter(({ items }) => items.length > 0)
}

const placesIn = (document: ListDocument) => new Map(entriesOf(document).map((one) => [one.entry.id, one]))
type Both = { change: EntryChange; was: PlacedEntry; is: PlacedEntry }
type Documents = { before: ListDocument; after: ListDocument }

const countOf = (document: ListDocument) => entriesOf(document).length
/** The number that readers see; null in a list that shows none. */
const shownNumber = (document: ListDocument, { position }: PlacedEntry) =>
  document.order === 'plain' ? null : numberOf(position, countOf(document), document.order)

const fieldNames = {
  title: 'The title',
  standfirst: 'The standfirst',
  intro: 'The introduction',
  question: 'The question',
  order: 'The numbers',
  outro: 'The closing words',
  description: 'The line for search engines',
  language: 'The language',
} as const
const orderWords = { numbered: 'count up', countdown: 'count down', plain: 'are not shown' } as const

const languageWords = (tag: string) => languageNames[tag] ?? (tag || 'the site’s')

const maxQuoted = 120
const quoted = (text: string) => `“${text.length > maxQuoted ? `${text.slice(0, maxQuoted).trimEnd()}…` : text}”`

function listRow(before: ListDocument, after: ListDocument): ChangeRow {
  const items = (Object.keys(fieldNames) as (keyof typeof fieldNames)[])
    .filter((key) => before[key] !== after[key])
    .map((key): ChangeItem => {
      const name = fieldNames[key]
      if (key === 'order') return { name, words: `${orderWords[after.order]}, and ${orderWords[before.order]} until then` }
      if (key === 'language') return { name, words: `is ${languageWords(after.language)}, and ${languageWords(before.language)} until then` }
      const are = key === 'outro' ? 'are' : 'is'
      if (after[key].trim() === '') return { name, words: key === 'outro' ? 'go' : 'goes' }
      if (key === 'intro' || key === 'outro') return { name, words: before[key].trim() === '' ? `${are} new` : `${are} rewritten` }
      return { name, words: before[key].trim() === '' ? `is new: ${quoted(after[key])}` : `becomes ${quoted(after[key])}` }
    })
  return row('list', items)
}

const partOf = ({ section, subsection }: PlacedEntry): Section | Subsection | null => subsection ?? section
const partWords = (part: Section | Subsection | null) => (part === null ? 'the part without a section' : part.heading.trim() || 'a section without a heading')

function movedRow(both: Both[], { before, after }: Documents): ChangeRow {
  const moved = both.filter(({ change }) => change.change === 'moved' || change.fields.includes('section'))
  const items = moved.map(({ was, is }): ChangeItem => {
    const [from, to] = [shownNumber(before, was), shownNumber(after, is)]
    const numbers = from === null || to === null || from === to ? '' : `from ${from} to ${to}`
    const [left, came] = [partOf(was), partOf(is)]
    const parts = left?.id === came?.id ? '' : `out of ${partWords(left)} into ${partWords(came)}`
    return { name: nameOf(is.entry), words: [numbers, parts].filter(Boolean).join(', ') || 'to another place' }
  })
  return row('moved', items)
}

/** More runs of entries than these are counted, not told one by one. */
const maxRuns = 4

/** Entries that were not moved and have other numbers, because others came, went or were moved: in runs that stand one behind the other. */
function numbersRow(changes: EntryChange[], { before, after }: Documents): ChangeRow {
  if (after.order === 'plain' || before.order !== after.order) return row('numbers', [])
  const old = placesIn(before)
  const told = new Set(changes.flatMap(({ id, change, fields }) => (change === 'moved' || change === 'added' || fields.includes('section') ? [id] : [])))
  type Run = { first: ListEntry; last: ListEntry; from: [number, number]; to: [number, number]; count: number }
  const runs: Run[] = []
  let open = false
  for (const placed of entriesOf(after)) {
    const was = old.get(placed.entry.id)
    if (!was || told.has(placed.entry.id)) continue
    const [from, to] = [shownNumber(before, was)!, shownNumber(after, placed)!]
    const run = open ? runs.at(-1) : undefined
    open = from !== to
    if (!open) continue
    if (run && to - from === run.to[1] - run.from[1])
      Object.assign(run, { last: placed.entry, from: [run.from[0], from], to: [run.to[0], to], count: run.count + 1 })
    else runs.push({ first: placed.entry, last: placed.entry, from: [from, from], to: [to, to], count: 1 })
  }
  if (runs.length > maxRuns) return row('numbers', [{ name: `${runs.reduce((sum, { count }) => sum + count, 0)} other entries`, words: 'have other numbers' }])
  return row('numbers', runs.map(({ first, last, from, to, count }): ChangeItem => {
    if (count === 1) return { name: nameOf(first), words: `from ${from[0]} to ${to[0]}` }
    return { name: `${nameOf(first)} to ${nameOf(last)}`, words: `from ${from[0]}–${from[1]} to ${to[0]}–${to[1]}` }
  })) // prettier-ignore
}

function addedRow(changes: EntryChange[], after: ListDocument, given: Given): ChangeRow {
  const now = placesIn(after)
  const items = changes
    .filter(({ change }) => change === 'added')
    .map(({ id }): ChangeItem => {
      const placed = now.get(id)!
      const number = shownNumber(after, placed)
      const has = given[id] && votesAndComments(given[id])
      const where = number === null ? '' : `as ${number}`
      return { name: nameOf(placed.entry), words: has ? [`is back ${where}`.trim(), `with ${has}`].join(', ') : where }
    })
  return row('added', items)
}

function removedRow(changes: EntryChange[], given: Given): ChangeRow {
  const removed = changes.filter(({ change }) => change === 'removed')
  const all = { votes: 0, comments: 0 }
  const items = removed.map(({ id, heading }): ChangeItem => {
    const has = given[id] ?? { votes: 0, comments: 0 }
    all.votes += has.votes
    all.comments += has.comments
    const words = votesAndComments(has)
    return { name: nameOf({ heading }), words: words && removed.length > 1 ? `with ${words}` : '' }
  })
  const note = all.votes + all.comments === 0 ? '' : `${removed.length === 1 ? 'Its' : 'Their'} votes and comments stay with ${removed.length === 1 ? 'its page, and count in the list again when it comes back' : 'their pages, and count in the list again when they come back'}.` // prettier-ignore
  return row('removed', items, votesAndComments(all, ', '), note)
}

/** Words that are in one of two texts only. */
function wordsOfDifferences({ a, b }: TwoTexts): { more: number; fewer: number } {
  const count = (side: TwoTexts['a']) => side.reduce((sum, { text, is }) => sum + (is === 'differs' ? countWords(text) : 0), 0)
  return { more: count(b), fewer: count(a) }
}

const differenceWords = ({ more, fewer }: { more: number; fewer: number }) =>
  [more > 0 ? `+${more}` : '', fewer > 0 ? `−${fewer}` : ''].filter(Boolean).join(', ') + (more + fewer > 0 ? ' words' : '')

function rewrittenRow(both: Both[], { before, after }: Documents): ChangeRow {
  const proseBetween = proseComparer()
  const sum = { more: 0, fewer: 0 }
  const add = (one: string, other: string) => {
    if (one === other) return
    const { more, fewer } = wordsOfDifferences(proseBetween(one, other))
    sum.more += more
    sum.fewer += fewer
  }
  const items = both.flatMap(({ was, is }): ChangeItem[] => {
    const [a, b] = [was.entry, is.entry]
    if (a.heading === b.heading && a.subheading === b.subheading && a.body === b.body) return []
    add(a.heading, b.heading)
    add(a.subheading, b.subheading)
    add(a.body, b.body)
    const emptied = a.body.trim() !== '' && b.body.trim() === '' ? 'has no words any more' : ''
    return [{ name: nameOf(b), words: a.heading === b.heading ? emptied : [`was called ${nameOf(a)}`, emptied].filter(Boolean).join(', ') }]
  })
  add(before.intro, after.intro)
  add(before.outro, after.outro)
  return row('rewritten', items, items.length > 0 ? differenceWords(sum) : '')
}

function creditItems(was: ListEntry, is: ListEntry, recordName: (id: string) => string): ChangeItem[] {
  const wordsOf = ({ credits }: ListEntry) => credits.map(({ role, subject }) => ({ key: `${role} ${subject}`, words: `${recordName(subject)} (${creditRoles[role].toLowerCase()})` })) // prettier-ignore
  const [old, now] = [wordsOf(was), wordsOf(is)]
  const without = (some: typeof old, others: typeof old) => some.filter(({ key }) => !others.some((one) => one.key === key)).map(({ words }) => words)
  const [gained, lost] = [without(now, old), without(old, now)]
  const parts = [gained.length > 0 ? `now names ${gained.join(', ')}` : '', lost.length > 0 ? `no longer names ${lost.join(', ')}` : ''].filter(Boolean)
  if (parts.length > 0) return [{ name: nameOf(is), words: parts.join('; ') }]
  const same = old.length === now.length && old.every(({ key }, index) => key === now[index]!.key)
  return same ? [] : [{ name: nameOf(is), words: 'names the same in another order' }]
}

function videoItems(was: ListEntry, is: ListEntry): ChangeItem[] {
  if (was.video === is.video) return []
  return [{ name: nameOf(is), words: was.video === null ? 'has a video' : is.video === null ? 'has no video any more' : 'has another video' }]
}

type AnySection = { part: Section | Subsection; inside: string | null }
const sectionsOf = (document: ListDocument): AnySection[] =>
  document.sections.flatMap((part) => [{ part, inside: null }, ...part.sections.map((sub) => ({ part: sub, inside: part.id }))])

function sectionsRow(before: ListDocument, after: ListDocument, recordName: (id: string) => string): ChangeRow {
  const [old, now] = [sectionsOf(before), sectionsOf(after)]
  const byId = new Map(old.map((one) => [one.part.id, one]))
  const named = ({ heading }: Section | Subsection) => (heading.trim() ? quoted(heading.trim()) : 'A section without a heading')
  const items = now.flatMap(({ part, inside }): ChangeItem[] => {
    const was = byId.get(part.id)
    if (!was) return [{ name: named(part), words: 'is new' }]
    const words = [
      was.part.heading === part.heading ? '' : `was called ${named(was.part)}`,
      was.part.body === part.body ? '' : 'is rewritten',
      was.part.place === part.place ? '' : part.place === null ? 'has no place any more' : `lies in ${recordName(part.place)}`,
      was.inside === inside ? '' : inside === null ? 'stands by itself' : `stands in ${named(now.find((one) => one.part.id === inside)!.part)}`,
    ].filter(Boolean)
    return words.length > 0 ? [{ name: named(part), words: words.join(', ') }] : []
  })
  const ids = new Set(now.map(({ part }) => part.id))
  items.push(...old.filter(({ part }) => !ids.has(part.id)).map(({ part }) => ({ name: named(part), words: 'goes' })))
  const orderOf = (some: AnySection[], others: AnySection[]) => some.filter(({ part }) => others.some((one) => one.part.id === part.id)).map(({ part }) => part.id) // prettier-ignore
  if (orderOf(old, now).join() !== orderOf(now, old).join()) items.push({ name: 'Sections', words: 'stand in another order' })
  return row('sections', items)
}
