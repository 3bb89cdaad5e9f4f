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
import { compareDocuments } from './compare'
import { firstWords, proseComparer, wordsBetween, type Segment, type TwoTexts } from './words-between'

/** A text of something that differs, under its name; a heading has none. */
export type Part = { label: string; prose: boolean; segments: Segment[] }

/** What stands in A or in B in one row. */
export type Side = {
  /** The number that an entry shows; null for other things. */
  number: number | null
  heading: Segment[]
  /** Whom an entry credits first. */
  line: string
  parts: Part[]
  /** Where it was or is now, when it was moved: its number, and the section when that is another one. */
  elsewhere: { number: number | null; section: string | null } | null
}

export type Row = {
  key: string
  what: 'list' | 'section' | 'entry'
  is: 'same' | 'changed' | 'added' | 'removed' | 'came' | 'went'
  a: Side | null
  b: Side | null
}

export type SideBySide = {
  rows: Row[]
  counts: { moved: number; added: number; removed: number; rewritten: number; same: number; sections: number; fields: string[] }
}

type AnySection = Section | Subsection
type Thing = { key: string; entry: PlacedEntry } | { key: string; section: AnySection }

/** Sections and entries in reading order. */
function thingsOf(document: ListDocument): Thing[] {
  const placed = new Map(entriesOf(document).map((one) => [one.entry.id, one]))
  const entries = (part: { entries: ListEntry[] }) => part.entries.map(({ id }): Thing => ({ key: `entry:${id}`, entry: placed.get(id)! }))
  const section = (part: AnySection): Thing => ({ key: `section:${part.id}`, section: part })
  return [
    ...entries(document),
    ...document.sections.flatMap((one) => [section(one), ...entries(one), ...one.sections.flatMap((sub) => [section(sub), ...entries(sub)])]),
  ]
}

const same = (text: string): Segment[] => (text === '' ? [] : [{ text, is: 'same' }])

/** The keys that stand in the same order in both; entries that were moved are not among them, by the same rule as in the count of them. */
function stillThere(a: Thing[], b: Thing[], moved: ReadonlySet<string>): Set<string> {
  const inB = new Set(b.map(({ key }) => key))
  const inA = new Set(a.map(({ key }) => key))
  const still = new Set(a.flatMap((thing) => ('entry' in thing && inB.has(thing.key) && !moved.has(thing.entry.entry.id) ? [thing.key] : [])))
  // A section stays where it has the same entries before it, and the same sections that stay.
  const before = (things: Thing[]) => {
    let count = 0
    return new Map(things.map(({ key }) => [key, still.has(key) ? count++ : count]))
  }
  const [beforeA, beforeB] = [before(a), before(b)]
  const sections = (things: Thing[], there: Set<string>) => things.filter(({ key }) => key.startsWith('section:') && there.has(key) && beforeA.get(key) === beforeB.get(key)).map(({ key }) => key) // prettier-ignore
  const [orderA, orderB] = [sections(a, inB), sections(b, inA)]
  let from = 0
  for (const key of orderA) {
    const at = orderB.indexOf(key, from)
    if (at < 0) continue
    still.add(key)
    from = at + 1
  }
  return still
}

/**
 * Two documents row by row: what both have stands side by side, what was moved stands at both its places, and what one lacks stands alone. `nameOf` gives a
 * record's name. Texts of what did not change are not in it.
 */
export function sideBySide(a: ListDocument, b: ListDocument, nameOf: (id: string) => string): SideBySide {
  const { entries: changes, fields } = compareDocuments(a, b)
  const changeOf = new Map(changes.map((change) => [change.id, change]))
  const moved = new Set(changes.filter(({ change, fields: parts }) => change === 'moved' || parts.includes('section')).map(({ id }) => id))
  const [thingsA, thingsB] = [thingsOf(a), thingsOf(b)]
  const [byKeyA, byKeyB] = [new Map(thingsA.map((one) => [one.key, one])), new Map(thingsB.map((one) => [one.key, one]))]
  const still = stillThere(thingsA, thingsB, moved)
  const proseBetween = proseComparer()
  const texts = new Map<string, Texts>()
  const textsOf = (key: string): Texts => {
    const known = texts.get(key) ?? textsBetween(byKeyA.get(key)!, byKeyB.get(key)!, { nameOf, proseBetween })
    texts.set(key, known)
    return known
  }
  const sideOf = (document: ListDocument, thing: Thing, which: 'a' | 'b', other: Thing | undefined): Side => {
    const entry = 'entry' in thing ? thing.entry.entry : null
    const isChanged = other && (!entry || changeOf.has(entry.id))
    const between = isChanged ? textsOf(thing.key) : null
    const words = 'entry' in thing ? thing.entry.entry : thing.section
    return {
      number: 'entry' in thing ? numberIn(document, thing.entry) : null,
      heading: between ? between.heading[which] : same(words.heading),
      line: entry ? lineOf(entry, nameOf) : '',
      parts: between
        ? between.parts.map(({ label, prose, texts: two }) => ({ label, prose, segments: two[which] }))
        : other || words.body === ''
          ? []
          : [{ label: '', prose: true, segments: same(firstWords(words.body)) }],
      elsewhere: other && !still.has(thing.key) ? placeOf(which === 'a' ? b : a, other, thing) : null,
    }
  }
  const alone = (thing: Thing, which: 'a' | 'b'): Row => {
    const other = (which === 'a' ? byKeyB : byKeyA).get(thing.key)
    const side = sideOf(which === 'a' ? a : b, thing, which, other)
    const is = which === 'a' ? (other ? 'went' : 'removed') : other ? 'came' : 'added'
    return { key: `${thing.key}:${which}`, what: 'entry' in thing ? 'entry' : 'section', is, a: which === 'a' ? side : null, b: which === 'b' ? side : null }
  }
  const rows: Row[] = []
  let at = 0
  for (const thing of thingsA) {
    if (!still.has(thing.key)) {
      rows.push(alone(thing, 'a'))
      continue
    }
    for (; thingsB[at]!.key !== thing.key; at++) rows.push(alone(thingsB[at]!, 'b'))
    const other = thingsB[at++]!
    const [left, right] = [sideOf(a, thing, 'a', other), sideOf(b, other, 'b', thing)]
    const differs = [left, right].some((side) => side.parts.length > 0 || side.heading.some(({ is }) => is === 'differs'))
    rows.push({ key: thing.key, what: 'entry' in thing ? 'entry' : 'section', is: differs ? 'changed' : 'same', a: left, b: right })
  }
  for (; at < thingsB.length; at++) rows.push(alone(thingsB[at]!, 'b'))
  const count = (is: Row['is'], what: Row['what'] = 'entry') => rows.filter((row) => row.is === is && row.what === what).length
  const top = listRow(a, b, ['title', 'standfirst', 'intro', 'question', 'description', 'language', 'order'], proseBetween)
  const bottom = listRow(a, b, ['outro'], proseBetween)
  return {
    rows: [...(top ? [top] : []), ...rows, ...(bottom ? [bottom] : [])],
    counts: {
      moved: count('came'),
      added: count('added'),
      removed: count('removed'),
      rewritten: changes.filter(({ fields: parts, change }) => change !== 'added' && change !== 'removed' && parts.some((part) => part !== 'section')).length,
      same: count('same'),
      sections: rows.filter(({ what, is }) => what === 'section' && is !== 'same' && is !== 'went').length,
      fields: fields.filter((field) => field !== 'sections'),
    },
  }
}

const numberIn = (document: ListDocument, { position }: PlacedEntry) => numberOf(position, entriesOf(document).length, document.order)

/** The artist, or whoever is credited first. */
function lineOf({ credits }: ListEntry, nameOf: (id: string) => string): string {
  const artists = credits.filter(({ role }) => role === 'artist')
  return (artists.length > 0 ? artists : credits.slice(0, 1)).map(({ subject }) => nameOf(subject)).join(', ')
}

function placeOf(document: ListDocument, there: Thing, here: Thing): Side['elsewhere'] {
  if (!('entry' in there)) return { number: null, section: null }
  const headingOf = ({ section, subsection }: PlacedEntry) => (subsection ?? section)?.heading ?? ''
  const [section, own] = [headingOf(there.entry), 'entry' in here ? headingOf(here.entry) : '']
  return { number: numberIn(document, there.entry), section: section === own ? null : section }
}

type LabelledTexts = { label: string; prose: boolean; texts: TwoTexts }
type Texts = { heading: TwoTexts; parts: LabelledTexts[] }

type Using = { nameOf: (id: string) => string; proseBetween: ReturnType<typeof proseComparer> }

/** Of one thing in both documents, the texts that differ. */
function textsBetween(one: Thing, other: Thing, { nameOf, proseBetween }: Using): Texts {
  const parts: LabelledTexts[] = []
  const line = (label: string, before: string, after: string) => {
    if (before !== after) parts.push({ label, prose: false, texts: wordsBetween(before, after) })
  }
  if ('entry' in one && 'entry' in other) {
    const [a, b] = [one.entry.entry, other.entry.entry]
    line('Subheading', a.subheading, b.subheading)
    if (a.body !== b.body) parts.push({ label: '', prose: true, texts: proseBetween(a.body, b.body) })
    const credits = ({ credits: all }: ListEntry) => all.map(({ role, subject }) => `${creditRoles[role]} ${nameOf(subject)}`)
    if (credits(a).join() !== credits(b).join()) parts.push({ label: 'Credits', prose: false, texts: itemsBetween(credits(a), credits(b)) })
    line('Address', a.slug, b.slug)
    const video = ({ video: id }: ListEntry) => (id === null ? '' : nameOf(id))
    if (a.video !== b.video) line('Video', video(a) || 'none', video(b) || 'none')
    return { heading: wordsBetween(a.heading, b.heading), parts }
  }
  if ('section' in one && 'section' in other) {
    const [a, b] = [one.section, other.section]
    if (a.body !== b.body) parts.push({ label: '', prose: true, texts: proseBetween(a.body, b.body) })
    line('Place', a.place === null ? 'none' : nameOf(a.place), b.place === null ? 'none' : nameOf(b.place))
    return { heading: wordsBetween(a.heading, b.heading), parts }
  }
  return { heading: { a: [], b: [] }, parts }
}

/** Two rows of names: those are marked that the other one has not, or has elsewhere. */
function itemsBetween(a: string[], b: string[]): TwoTexts {
  const side = (own: string[], other: string[]) =>
    own.map((text, index): Segment => ({ text: index === 0 ? text : ` · ${text}`, is: other.includes(text) ? 'same' : 'differs' }))
  const made = { a: side(a, b), b: side(b, a) }
  // All are there, in another order.
  if (![...made.a, ...made.b].some(({ is }) => is === 'differs')) return { a: made.a, b: made.b.map((one) => ({ ...one, is: 'differs' })) }
  return made
}

const fieldNames = {
  title: 'Title',
  standfirst: 'Standfirst',
  intro: 'Introduction',
  question: 'Question',
  order: 'Numbers',
  outro: 'Closing words',
  description: 'For search engines',
  language: 'Language',
} as const
const orderNames = { numbered: 'counting up', countdown: 'counting down', plain: 'none' } as const

/** The texts of the list itself that differ. */
function listRow(a: ListDocument, b: ListDocument, names: (keyof typeof fieldNames)[], proseBetween: Using['proseBetween']): Row | null {
  const parts = names
    .filter((name) => a[name] !== b[name])
    .map((name): LabelledTexts => {
      const prose = name === 'intro' || name === 'outro'
      const texts = prose ? proseBetween(a[name], b[name]) : name === 'order' ? wordsBetween(orderNames[a.order], orderNames[b.order]) : wordsBetween(a[name], b[name]) // prettier-ignore
      return { label: fieldNames[name], prose, texts }
    })
  if (parts.length === 0) return null
  const side = (which: 'a' | 'b'): Side => ({
    number: null,
    heading: [],
    line: '',
    parts: parts.map(({ label, prose, texts }) => ({ label, prose, segments: texts[which] })),
    elsewhere: null,
  })
  return { key: names[0]!, what: 'list', is: 'changed', a: side('a'), b: side('b') }
}

/** Rows, and in the place of long runs of those that are the same how many entries they are: the neighbours of what differs stay. */
export function onlyDifferences(rows: readonly Row[]): (Row | { key: string; skipped: number })[] {
  const near = rows.map((_, index) => [rows[index - 1], rows[index], rows[index + 1]].some((row) => row && row.is !== 'same'))
  const headed = rows.map((row, index) => {
    if (row.what !== 'section') return false
    // The section around something that differs.
    const end = rows.findIndex(({ what }, at) => at > index && what === 'section')
    return rows.slice(index + 1, end < 0 ? undefined : end).some(({ is }) => is !== 'same')
  })
  const shown: (Row | { key: string; skipped: number })[] = []
  let skipped: Row[] = []
  const flush = () => {
    const entries = skipped.filter(({ what }) => what === 'entry')
    // One that is left out takes as much room as the words that say so.
    if (skipped.length === 1) shown.push(skipped[0]!)
    else if (entries.length > 0) shown.push({ key: `skipped:${skipped[0]!.key}`, skipped: entries.length })
    skipped = []
  }
  for (const [index, row] of rows.entries()) {
    if (!near[index] && !headed[index]) skipped.push(row)
    else {
      flush()
      shown.push(row)
    }
  }
  flush()
  return shown
}
