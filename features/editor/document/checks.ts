import { gapsIn, rulesBrokenBy, type Problem } from '@/features/articles/publishable'
import { entriesOf, type ListDocument, type ListEntry } from '@/features/articles/schema'
import { lastThatIsNot, lengthOf, otherYears, sameTwice, speltTwoWays, type NamedRecord, type Told } from './word-checks'

/** What the editor has open: the list itself, or the section or entry with this id. */
export type Selection = { of: 'list' } | { of: 'section' | 'entry'; id: string }

export type Check = { level: 'stop' | 'warn' | 'good'; message: string; at?: Selection }

/** What a check needs to know of a record. */
export type KnownRecord = NamedRecord & { url: string | null }

const named = (entry: ListEntry) => (entry.heading.trim() ? `“${entry.heading.trim().replace(/^[“"]|[”"]$/g, '')}”` : 'An entry without a heading')
const atEntry = (entry: ListEntry): Selection => ({ of: 'entry', id: entry.id })

/** A picture of this site, as a text names it. */
const ownPicture = /!\[(?:[^[\]\n\\]|\\.)*\]\(\/media\/[0-9a-z]{20}(?: "[^\n]*?")?\)/g

/** A check of one kind: names the entry when one is affected, else counts them. */
function gap(entries: ListEntry[], one: string, many: string): Check[] {
  if (entries.length === 0) return []
  const message = entries.length === 1 ? `${named(entries[0]!)} ${one}` : `${entries.length} entries ${many}`
  return [{ level: 'warn', message, at: atEntry(entries[0]!) }]
}

/** What stands beside the document, and what the site says about it; what is not known is not checked. */
export type Beside = {
  authors?: number
  coverLacksAlt?: boolean
  /** Pages of this site to which its words lead, and that are not there. */ dead?: readonly Told[]
  /** What is to be mended of the pictures in its texts. */ pictures?: readonly Told[]
}

/** What was told about a list or one of its entries, to be looked at there. */
const toLookAt = (told: readonly Told[]): Check[] =>
  told.map(({ message, entry }) => ({ level: 'warn', message, at: entry === undefined ? { of: 'list' } : { of: 'entry', id: entry } }))

const lack = (isLacking: boolean, message: string): Check[] => (isLacking ? [{ level: 'warn', message, at: { of: 'list' } }] : [])

/** The checks before publishing: what stops it, what a careful editor would look at, and what is right. */
export function checksOf(
  document: ListDocument,
  records: Readonly<Record<string, KnownRecord>>,
  { authors, coverLacksAlt = false, dead = [], pictures = [] }: Beside = {},
): Check[] {
  const placed = entriesOf(document)
  const entries = placed.map(({ entry }) => entry)
  const filmed = ({ entry, section, subsection }: (typeof placed)[number]) =>
    section?.place || subsection?.place || entry.credits.some(({ role, subject }) => role === 'filmed-in' || records[subject]?.kind === 'place')
  const unplaced = placed.filter((one) => !filmed(one)).map(({ entry }) => entry)
  return [
    ...stopsOf(document),
    ...titleCheck(document, entries.length),
    ...quoteChecks(document),
    ...duplicateChecks(entries),
    ...toLookAt(sameTwice(document, records)),
    ...toLookAt(lastThatIsNot(document)),
    ...toLookAt(speltTwoWays(document, records)),
    ...toLookAt(otherYears(document, records)),
    ...toLookAt(dead.map(({ message, ...at }) => ({ ...at, message: `A link leads nowhere: ${message}` }))),
    ...toLookAt(pictures),
    ...gap(
      entries.filter(({ credits }) => credits.length === 0),
      'credits nobody',
      'credit nobody',
    ),
    ...(unplaced.length < entries.length ? gap(unplaced, 'has no credit for its place', 'have no credit for their place') : []),
    ...gap(
      entries.filter(({ video }) => !video),
      'has no video',
      'have no video',
    ),
    ...gap(
      entries.filter(({ video }) => video && !records[video]?.url),
      'has a video without an address',
      'have a video without an address',
    ),
    ...gap(
      entries.filter(({ body }) => body.trim() === ''),
      'has no words yet',
      'have no words yet',
    ),
    ...gap(
      entries.filter(({ subheading, body }) => /!\[[^\]\n]*\][([]/.test(`${subheading}\n${body.replaceAll(ownPicture, '')}`)),
      'has a picture of another site in its words: bring it in, or make it a link',
      'have pictures of other sites in their words: bring them in, or make them links',
    ),
    ...sectionChecks(document),
    ...lack(document.standfirst.trim() === '', 'There is no standfirst'),
    ...lack(document.question.trim() === '', 'There is no question for readers at the end'),
    ...lack(authors === 0, 'Nobody signs it: there is no byline'),
    ...lack(coverLacksAlt, 'The cover has no alt text'),
    { level: 'good', message: lengthOf(document).message },
  ]
}

/** What stops a publication, each check at what it is about. A rule does not say whose text is too long: the check does. */
function stopsOf(document: ListDocument): Check[] {
  const gaps = gapsIn(document)
  const told = new Set(gaps.map(({ message }) => message))
  const broken = rulesBrokenBy(document).filter(({ message }) => !told.has(message))
  return [
    ...gaps.map((problem) => stopOf(document, problem)),
    ...broken.map((problem): Check => {
      const { at, name } = placeOf(document, problem)
      return { level: 'stop', message: name ? `${name}: ${problem.message}` : problem.message, at }
    }),
  ]
}

/** A problem whose words say what it is about, as a check at its place. */
export const stopOf = (document: ListDocument, problem: Problem): Check => ({ level: 'stop', message: problem.message, at: placeOf(document, problem).at })

/** The innermost entry or section that a problem is in, with its name; else the list, with the name of the field. */
function placeOf(document: ListDocument, { path }: Problem): { at: Selection; name: string } {
  const isIn = (outer: Problem['path']) => path.length > outer.length && outer.every((step, index) => step === path[index])
  const placed = entriesOf(document).find((one) => isIn(one.path))
  if (placed) return { at: atEntry(placed.entry), name: named(placed.entry) }
  const section = path[0] === 'sections' ? document.sections[Number(path[1])] : undefined
  const part = section && path[2] === 'sections' ? (section.sections[Number(path[3])] ?? section) : section
  if (part) return { at: { of: 'section', id: part.id }, name: `The section “${part.heading}”` }
  return { at: { of: 'list' }, name: fieldNames[String(path[0])] ?? '' }
}

const fieldNames: Record<string, string> = {
  title: 'The title',
  standfirst: 'The standfirst',
  intro: 'The introduction',
  outro: 'The closing words',
  question: 'The question',
}

/** A number that stands alone: not a year, not 2NE1. */
export const numberIn = (title: string): number | null => {
  const match = /(?<![\p{L}\p{N}-])(\d{1,3})(?![\p{L}\p{N}-])/u.exec(title)
  return match ? Number(match[1]) : null
}

function titleCheck(document: ListDocument, count: number): Check[] {
  const said = numberIn(document.title)
  if (said === null) return []
  if (said === count) return [{ level: 'good', message: `The title says ${said}, the list has ${count}` }]
  return [{ level: 'warn', message: `The title says ${said}, the list has ${count}`, at: { of: 'list' } }]
}

/** Curly quotation marks that open and do not close (or the reverse) and an odd number of straight ones, in one paragraph. */
export function hasOpenQuote(text: string): boolean {
  return text.split(/\n\s*\n/).some((paragraph) => {
    const prose = paragraph.replace(/`[^`]*`|\]\([^)]*\)/g, '')
    const count = (mark: string) => prose.split(mark).length - 1
    return count('“') !== count('”') || count('"') % 2 === 1
  })
}

function quoteChecks(document: ListDocument): Check[] {
  const sections = document.sections.flatMap((section) => [section, ...section.sections])
  const open: Check[] = [
    ...[document.title, document.standfirst, document.intro, document.outro, document.question]
      .filter(hasOpenQuote)
      .slice(0, 1)
      .map((): Check => ({ level: 'warn', message: 'A quotation mark is not closed in the words around the list', at: { of: 'list' } })),
    ...sections
      .filter(({ heading, body }) => hasOpenQuote(heading) || hasOpenQuote(body))
      .map(({ id, heading }): Check => ({ level: 'warn', message: `A quotation mark is not closed in the section “${heading}”`, at: { of: 'section', id } })),
    ...entriesOf(document)
      .filter(({ entry }) => [entry.heading, entry.subheading, entry.body].some(hasOpenQuote))
      .map(({ entry }): Check => ({ level: 'warn', message: `A quotation mark is not closed in ${named(entry)}`, at: atEntry(entry) })),
  ]
  return open.length > 0 ? open : [{ level: 'good', message: 'Every quotation mark is closed' }]
}

function duplicateChecks(entries: ListEntry[]): Check[] {
  const seen = new Set<string>()
  return entries.flatMap((entry): Check[] => {
    const heading = entry.heading.trim().toLowerCase()
    if (heading === '') return []
    if (seen.has(heading)) return [{ level: 'warn', message: `Two entries are called ${named(entry)}`, at: atEntry(entry) }]
    seen.add(heading)
    return []
  })
}

function sectionChecks(document: ListDocument): Check[] {
  return document.sections
    .flatMap((section) => [{ part: section, empty: section.sections.length === 0 }, ...section.sections.map((part) => ({ part, empty: true }))])
    .flatMap(({ part, empty }): Check[] => {
      const at: Selection = { of: 'section', id: part.id }
      if (part.heading.trim() === '') return [{ level: 'warn', message: 'A section has no heading', at }]
      return empty && part.entries.length === 0 ? [{ level: 'warn', message: `The section “${part.heading}” has no entries`, at }] : []
    })
}
