import { keyOfFinding, sortedWaivers, type Finding } from '@/features/articles/document/waivers'
import { gapsIn, rulesBrokenBy, type Problem } from '@/features/articles/publishable'
import { creditRoles, entriesOf, limits, type ListDocument, type ListEntry, type Waiver } from '@/features/articles/schema'
import { openQuotesIn } from './open-quotes'
import { hasForeignPicture, hasPicture } from './pictures'
import { numberIn } from './title-number'
import { lastThatIsNot, lengthOf, otherYears, sameTwice, speltTwoWays, type NamedRecord, type Told } from './word-checks'

/** What the editor has open: the list itself, or the section or entry with this id. */
export type Selection = { of: 'list' } | { of: 'section' | 'entry'; id: string }

/**
 * One line of the list of checks. `findings`: what of it can be waived, by kind and place; what stops a publication cannot, nor what is right.
 * `waived`: somebody said why it need not be heeded, and it is not counted.
 */
export type Check = {
  level: 'stop' | 'warn' | 'good' | 'waived'
  message: string
  at?: Selection
  /** What is to be mended has a page of its own. */
  href?: string
  findings?: Finding[]
  waived?: Pick<Waiver, 'reason' | 'by' | 'when'>
}

/** What a check needs to know of a record. */
export type KnownRecord = NamedRecord & { url: string | null }

const named = (entry: ListEntry) => (entry.heading.trim() ? `“${entry.heading.trim().replace(/^[“"]|[”"]$/g, '')}”` : 'An entry without a heading')
const atEntry = (entry: ListEntry): Selection => ({ of: 'entry', id: entry.id })

/** What stands beside the document, and what the site says about it; what is not known is not checked. */
export type Beside = {
  authors?: number
  /** The picture that is its cover, when nothing says what is to be seen on it. */ wordlessCover?: string | null
  /** Pages of this site to which its words lead, and that are not there. */ dead?: readonly Told[]
  /** What is to be mended of the pictures in its texts. */ pictures?: readonly Told[]
}

/** Kinds of checks that can be waived. What another program waived is not for this one to judge. */
const kinds = [
  ...(['title-number', 'open-quote', 'same-heading', 'same-twice', 'not-last', 'spelt-two-ways', 'other-year', 'dead-link', 'picture'] as const),
  ...(['no-role', 'no-credit', 'no-place', 'no-video', 'no-video-address', 'no-words', 'no-section-heading', 'empty-section'] as const),
  ...(['no-standfirst', 'no-question', 'no-byline', 'cover-without-alt'] as const),
]
type Kind = (typeof kinds)[number]
const isKnown = ({ check }: Waiver) => kinds.some((kind) => kind === check)

/** Something that a careful editor would look at. */
type Found = { at: Selection; of?: string }

/** Lines of the list of checks for what a check of one kind found; what was waived stands apart, by its reason. */
class Judge {
  private readonly waivers: ReadonlyMap<string, Waiver>
  constructor({ waived }: Pick<ListDocument, 'waived'>) {
    this.waivers = new Map(waived.map((one) => [keyOfFinding(one), one]))
  }

  tell<F extends Found>(check: Kind, found: readonly F[], say: (some: readonly F[]) => string): Check[] {
    const findingOf = ({ at, of = '' }: F): Finding => ({ check, at: at.of === 'list' ? null : at.id, of: knownBy(of) })
    const groups = new Map<string, { waiver: Waiver | undefined; some: F[] }>()
    for (const one of found) {
      const waiver = this.waivers.get(keyOfFinding(findingOf(one)))
      const key = waiver ? `${waiver.reason} ${waiver.by}` : ''
      const group = groups.get(key) ?? { waiver, some: [] }
      group.some.push(one)
      groups.set(key, group)
    }
    return [...groups.values()].map(({ waiver, some }) => {
      const line = { message: say(some), at: some[0]!.at, findings: some.map(findingOf) }
      return waiver ? { level: 'waived', ...line, waived: { reason: waiver.reason, by: waiver.by, when: waiver.when } } : { level: 'warn', ...line }
    })
  }

  /** Names the entry when one is affected, else counts them. `of`: what all of them lack. */
  entries(check: Kind, entries: readonly ListEntry[], [one, many]: readonly [one: string, many: string], of = ''): Check[] {
    const found = entries.map((entry) => ({ at: atEntry(entry), of, entry }))
    return this.tell(check, found, (some) => (some.length === 1 ? `${named(some[0]!.entry)} ${one}` : `${some.length} entries ${many}`))
  }

  /** What was told about a list or one of its entries, each by itself. */
  each(check: Kind, told: readonly Told[]): Check[] {
    return told.flatMap(({ message, entry, of }) =>
      this.tell(check, [{ at: entry === undefined ? { of: 'list' } : { of: 'entry', id: entry }, of: of ?? '' }], () => message),
    )
  }

  lack(check: Kind, isLacking: boolean, message: string): Check[] {
    return isLacking ? this.each(check, [{ message }]) : []
  }
}

const inOneLine = (text: string) => text.toWellFormed().replaceAll('\0', '').replace(/\s+/g, ' ').trim()

/** In code units, as the rules of a document count them. */
const [longestKnown, leftOfLonger] = [120, 100]

/** What a finding is known by, no longer than a waiver may say it. Of a longer text, the rest is in a sum: another end is another finding. */
function knownBy(text: string): string {
  const line = inOneLine(text)
  if (line.length <= longestKnown) return line
  let [one, other] = [0x811c9dc5, 0x9747b28c]
  for (let at = 0; at < line.length; at++) {
    one = Math.imul(one ^ line.charCodeAt(at), 0x01000193)
    other = Math.imul(other ^ line.charCodeAt(at), 0x85ebca6b)
  }
  const cut = line.slice(0, leftOfLonger).replace(/[\ud800-\udbff]$/, '')
  return `${cut.trim()}… ${(one >>> 0).toString(36)}${(other >>> 0).toString(36)}`
}

/** The checks before publishing: what stops it, what a careful editor would look at, what of that was waived, and what is right. */
export function checksOf(
  document: ListDocument,
  records: Readonly<Record<string, KnownRecord>>,
  { authors, wordlessCover = null, dead = [], pictures = [] }: Beside = {},
): Check[] {
  const judge = new Judge(document)
  const placed = entriesOf(document)
  const entries = placed.map(({ entry }) => entry)
  const filmed = ({ entry, section, subsection }: (typeof placed)[number]) =>
    section?.place || subsection?.place || entry.credits.some(({ role, subject }) => role === 'filmed-in' || records[subject]?.kind === 'place')
  const unplaced = placed.filter((one) => !filmed(one)).map(({ entry }) => entry)
  const { template } = document
  const expected = template?.roles ?? []
  const length = lengthOf(document)
  return [
    ...stopsOf(document),
    ...titleCheck(document, entries.length, judge),
    ...quoteChecks(document, judge),
    ...duplicateChecks(entries, judge),
    ...judge.each('same-twice', sameTwice(document, records)),
    ...judge.each('not-last', lastThatIsNot(document)),
    ...judge.each('spelt-two-ways', speltTwoWays(document, records)),
    ...judge.each('other-year', otherYears(document, records)),
    ...judge.each('dead-link', dead.map(({ message, ...at }) => ({ ...at, of: message, message: `A link leads nowhere: ${message}` }))), // prettier-ignore
    ...judge.each('picture', pictures.map((told) => ({ ...told, of: told.message }))), // prettier-ignore
    // What each entry of this list has says more than that it has none at all.
    ...expected.flatMap((role) =>
      judge.entries(
        'no-role',
        entries.filter(({ credits }) => !credits.some((credit) => credit.role === role)),
        [`has no credit “${creditRoles[role]}”`, `have no credit “${creditRoles[role]}”`],
        role,
      ),
    ),
    ...judge.entries('no-credit', expected.length > 0 ? [] : entries.filter(({ credits }) => credits.length === 0), ['credits nobody', 'credit nobody']),
    ...judge.entries('no-place', unplaced.length < entries.length && !expected.includes('filmed-in') ? unplaced : [], [
      'has no credit for its place',
      'have no credit for their place',
    ]),
    ...judge.entries('no-video', template?.video === false ? [] : entries.filter(({ video }) => !video), ['has no video', 'have no video']),
    ...judge.entries(
      'no-video-address',
      entries.filter(({ video }) => video && !records[video]?.url),
      ['has a video without an address', 'have a video without an address'],
    ),
    ...judge.entries(
      'no-words',
      entries.filter(({ body }) => body.trim() === ''),
      ['has no words yet', 'have no words yet'],
    ),
    ...pictureChecks(entries),
    ...sectionChecks(document, judge),
    ...judge.lack('no-standfirst', document.standfirst.trim() === '', 'There is no standfirst'),
    ...judge.lack('no-question', document.question.trim() === '', 'There is no question for readers at the end'),
    ...judge.lack('no-byline', authors === 0, 'Nobody signs it: there is no byline'),
    ...judge
      .lack('cover-without-alt', wordlessCover !== null, 'The cover has no alt text')
      .map((check): Check => ({ ...check, href: `/admin/media/${wordlessCover}` })),
    ...(length ? [{ level: 'good', message: length.message } as const] : []),
  ]
}

/** A publication refuses what the page reads as one, which the site tells (`imageProblems`): here it is found by its signs alone. So it stops nothing, and cannot be waived. */
function pictureChecks(entries: ListEntry[]): Check[] {
  const tell = (some: ListEntry[], one: string, many: string): Check[] =>
    some.length === 0
      ? []
      : [{ level: 'warn', message: some.length === 1 ? `${named(some[0]!)} ${one}` : `${some.length} entries ${many}`, at: atEntry(some[0]!) }]
  return [
    ...tell(
      entries.filter(({ body }) => hasForeignPicture(body)),
      'has a picture of another site in its words: bring it in, or make it a link',
      'have pictures of other sites in their words: bring them in, or make them links',
    ),
    ...tell(
      entries.filter(({ subheading }) => hasPicture(subheading)),
      'has a picture in its subheading: put it in the text below',
      'have pictures in their subheadings: put them in the texts below',
    ),
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
  description: 'The line for search engines',
  language: 'The language',
}

function titleCheck(document: ListDocument, count: number, judge: Judge): Check[] {
  const said = numberIn(document.title)
  if (said === null) return []
  const message = `The title says ${said}, the list has ${count}`
  return said === count ? [{ level: 'good', message }] : judge.each('title-number', [{ message, of: `${said}, ${count}` }])
}

function quoteChecks(document: ListDocument, judge: Judge): Check[] {
  const sections = document.sections.flatMap((section) => [section, ...section.sections])
  const found = (at: Selection, texts: string[], message: string) => {
    return judge.tell(
      'open-quote',
      texts.flatMap(openQuotesIn).map((of) => ({ at, of })),
      () => message,
    )
  }
  const { title, standfirst, intro, outro, question, description } = document
  const open: Check[] = [
    ...found({ of: 'list' }, [title, standfirst, intro, outro, question, description], 'A quotation mark is not closed in the words around the list'),
    ...sections.flatMap(({ id, heading, body }) => found({ of: 'section', id }, [heading, body], `A quotation mark is not closed in the section “${heading}”`)),
    ...entriesOf(document).flatMap(({ entry }) =>
      found(atEntry(entry), [entry.heading, entry.subheading, entry.body], `A quotation mark is not closed in ${named(entry)}`),
    ),
  ]
  return open.length > 0 ? open : [{ level: 'good', message: 'Every quotation mark is closed' }]
}

function duplicateChecks(entries: ListEntry[], judge: Judge): Check[] {
  const seen = new Set<string>()
  return entries.flatMap((entry): Check[] => {
    const heading = entry.heading.trim().toLowerCase()
    if (heading === '') return []
    if (seen.has(heading)) return judge.each('same-heading', [{ message: `Two entries are called ${named(entry)}`, entry: entry.id, of: heading }])
    seen.add(heading)
    return []
  })
}

function sectionChecks(document: ListDocument, judge: Judge): Check[] {
  return document.sections
    .flatMap((section) => [{ part: section, empty: section.sections.length === 0 }, ...section.sections.map((part) => ({ part, empty: true }))])
    .flatMap(({ part, empty }): Check[] => {
      const at: Selection = { of: 'section', id: part.id }
      if (part.heading.trim() === '') return judge.tell('no-section-heading', [{ at }], () => 'A section has no heading')
      return empty && part.entries.length === 0 ? judge.tell('empty-section', [{ at }], () => `The section “${part.heading}” has no entries`) : []
    })
}

/** In characters of which some take two code units. */
export const maxReason = limits.reason / 2

/**
 * The document with these findings waived. Waivers of what no longer holds go at the same time: they say nothing to anybody. `checked`: the document that the checks are of; what was
 * waived since then stays.
 */
export function waive(
  document: ListDocument,
  { checks, checked }: { checks: readonly Check[]; checked: Pick<ListDocument, 'waived'> },
  findings: readonly Finding[],
  said: Pick<Waiver, 'reason' | 'by' | 'when'>,
): ListDocument {
  const holding = new Set(checks.flatMap((check) => (check.level === 'waived' ? (check.findings ?? []).map(keyOfFinding) : [])))
  const judged = new Set(checked.waived.filter((one) => isKnown(one) && !mayHold(one)).map(keyOfFinding))
  const kept = document.waived.filter((one) => holding.has(keyOfFinding(one)) || !judged.has(keyOfFinding(one)))
  const reason = [...inOneLine(said.reason)].slice(0, maxReason).join('').trim()
  return { ...document, waived: sortedWaivers([...kept, ...findings.map((finding): Waiver => ({ ...finding, ...said, reason }))]) }
}

/**
 * The line of the list that goes on from one that was there before, while entries come and texts change: of the same finding, or else of the same kind at that place, or of what several
 * entries lack.
 */
export function goesOn(checks: readonly Check[], { findings = [] }: Pick<Check, 'findings'>): Check | undefined {
  const [first] = findings
  if (!first) return undefined
  const has = (is: (one: Finding) => boolean) =>
    checks.find((check) => check.level === 'warn' && check.findings?.some((one) => one.check === first.check && is(one)))
  const keys = new Set(findings.map(keyOfFinding))
  // Of the list as a whole there are several of one kind, but for these.
  const isOne = first.at !== null || first.check === 'title-number' || first.check === 'open-quote'
  return (
    has((one) => keys.has(keyOfFinding(one))) ??
    has(({ at }) => isOne && at === first.at) ??
    has(({ of }) => findings.length > 1 && of === first.of && first.check !== 'open-quote')
  )
}

/** Whether it may hold although the checks do not tell of it: the site has not answered yet. */
const mayHold = ({ check }: Waiver) => check === 'dead-link' || check === 'picture' || check === 'cover-without-alt' || check === 'no-byline'

/** The document in which these findings count again. */
export function takeBackWaivers(document: ListDocument, findings: readonly Finding[]): ListDocument {
  const going = new Set(findings.map(keyOfFinding))
  return { ...document, waived: document.waived.filter((one) => !going.has(keyOfFinding(one))) }
}
