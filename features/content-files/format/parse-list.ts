import { notesOnProse } from './notes-on-prose'
import { FormatError, Problems, type Note, type Problem } from './problems'
import type { Reference } from './reference'
import { quoted, readYaml, shaped } from './yaml'
import { limits } from '@/features/articles/schema'
import { headingOf, isBlank, isCredit, isCreditByName, isHeading, isQuotation, readLine, readQuotation, trimBlanks, withoutClosing } from './lines'
import { fileContent, frontMatter, inFormat2, roleNames, type FileContent, type FileWaiver, type FrontMatter, type ListFile } from './list-file'

/** A list file that was read, and the line at which each part of it stands (a path such as `['sections', 0, 'place']`). */
export type ParsedList = {
  list: ListFile
  file: string
  lineOf: (path: readonly PropertyKey[]) => number
  /** Credits with a name where a reference belongs: they cannot be kept. */
  byName: CreditByName[]
  /** What was understood, and perhaps otherwise than it was meant. */
  notes: Note[]
}
type CreditByName = { line: number; name: string }

const takenForSubheading = (words: string) => {
  const shown = words.length > 60 ? `${words.slice(0, 60).replace(/[ ]\S*$/, '')}…` : words
  const sure = words.length > 60 ? 'in quotation marks after “= ” it is' : `= ${quoted(words)} says so`
  return `“${shown}” was taken for the subheading of the entry, because it stands right under the heading. If it is its prose, put an empty line before it; if it is the subheading, ${sure}`
}

type Entry = {
  slug: string
  formerly: string[]
  heading: string
  subheading: string
  body: string
  credits: { role: string; subject: string }[]
  video: string | null
}
type Removed = Entry & { number: number | null }
type Section = { heading: string; body: string; place: string | null; entries: Entry[]; sections: Section[] }
type Line = { text: string; number: number }

/** A list file as far as it could be read: what is wrong with the text, and what can be looked up of it all the same. */
export type ReadList = Omit<ParsedList, 'list'> & {
  problems: Problem[]
  /** Whether one of the problems is about this field of what stands on this line. */
  hasProblem: (line: number, field: string) => boolean
  list: ListFile | null
  rest: ListRest
}
/** Of a list file with faults: fields of the front matter that are as they should be, and the content as it stands. */
export type ListRest = Partial<Omit<FrontMatter, 'format'>> & FileContent

/** Reads the text of a list file. Throws a `FormatError` with everything that is wrong; `file` is its name in those messages. */
export function parseList(text: string, file: string): ParsedList {
  const { list, problems, rest: _, hasProblem: __, notes, ...read } = readList(text, file)
  if (!list)
    throw new FormatError(
      problems,
      notes.map((note) => ({ file, ...note })),
    )
  return { list, notes, ...read }
}

/** Reads the text of a list file, also of one with faults. */
export function readList(text: string, file: string): ReadList {
  const problems = new Problems(file)
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((text, index) => ({ text, number: index + 1 }))
  const close = lines.findIndex((line, index) => index > 0 && trimBlanks(line.text) === '---')
  if (trimBlanks(lines[0]?.text ?? '') !== '---' || close < 0) {
    const opened = trimBlanks(lines[0]?.text ?? '').startsWith('---')
    problems.add(1, opened ? 'Expected a line --- that closes the front matter' : (otherFormat(text) ?? 'Expected --- and the front matter'))
    return { list: null, rest: { ...noContent }, problems: problems.all, hasProblem: () => true, file, lineOf: () => 1, byName: [], notes: [] }
  }
  const front = readFrontMatter(lines.slice(1, close), problems)
  const reader = new ContentReader(lines.slice(close + 1), problems)
  const typed = reader.read()
  const content = shaped(fileContent, typed, problems, reader.lineOf)
  checkWaived(front.fields.waived ?? [], reader, (index) =>
    problems.add(front.lineOf(['waived', index]), 'waived: This file has no such entry or section', 'waived'),
  )
  const lineOf = (path: readonly PropertyKey[]) => (String(path[0]) in frontMatter.shape ? front.lineOf(path) : reader.lineOf(path))
  // Of the same form, and perhaps beyond a limit: only what is in it is looked at.
  const rest = { ...front.fields, ...(typed as FileContent) }
  const notes = [...reader.notes, ...notesOnProse(rest, reader.lineOf)].sort((a, b) => a.line - b.line)
  const sound = problems.all.length === 0 && front.value !== null && content !== null
  const { format: _, ...meta } = front.value ?? {}
  const list = sound ? ({ ...meta, ...content } as ListFile) : null
  return { list, rest, problems: problems.all, hasProblem: problems.has, file, lineOf, byName: reader.byName, notes }
}

const noContent = { intro: '', outro: '', entries: [], sections: [], removed: [] }

/** What a file is that is no list at all. */
function otherFormat(text: string): string | null {
  const start = text
    .replace(/^\ufeff/, '')
    .slice(0, 2000)
    .trimStart()
  const not = 'not a list: a list is Markdown under front matter, as docs/list-format.md describes it'
  if (/^<\?xml|^<(rss|feed|disqus)\b/i.test(start)) {
    const what = /wordpress/i.test(start) ? 'an export of WordPress' : /disqus/i.test(start) ? 'an export of Disqus' : 'an XML file'
    return `This is ${what}, ${not}`
  }
  if (/^<(!doctype|html)\b/i.test(start)) return `This is an HTML page, ${not}`
  if (/^[{[]\s*["{[\]}]/.test(start)) return `This is ${/"(db|ghost)"/.test(start) ? 'an export of Ghost' : 'a JSON file'}, ${not}`
  if (start.startsWith('+++')) return `This front matter is TOML, between +++: write it as YAML, between ---`
  return null
}

/** `#slug`, then perhaps `no: 5` and `formerly: one, two`. */
function addressesIn(attributes: string | null): { slug: string | null; number: string | null; formerly: string[] } {
  if (!attributes?.startsWith('#')) return { slug: null, number: null, formerly: [] }
  const found = /^#([^ \t]*)(?:[ \t]+no:[ \t]*([^ \t]*))?(?:[ \t]+formerly:(.*))?$/.exec(attributes)
  if (!found) return { slug: attributes.slice(1), number: null, formerly: [] }
  const [, slug, number, former] = found
  const formerly = former === undefined ? [] : former.split(',').map(trimBlanks)
  return { slug: slug!, number: number ?? null, formerly }
}

const wholeNumber = /^[1-9]\d{0,3}$/

function readFrontMatter(lines: Line[], problems: Problems) {
  const yaml = readYaml(lines.map((line) => line.text).join('\n'), problems, 2)
  if (!yaml) return { value: null, fields: {}, lineOf: () => 2 }
  const value = shaped(frontMatter, yaml.value ?? {}, problems, yaml.lineOf)
  const given = yaml.value as Record<string, unknown> | null
  if (given?.format === '1')
    for (const field of inFormat2.filter((one) => Object.hasOwn(given, one)))
      problems.add(yaml.lineOf([field]), `“${field}” is of format 2: write format: 2`, field)
  return { value, fields: value ?? soundFields(yaml.value), lineOf: yaml.lineOf }
}

/** The fields that are as they should be, each by itself. */
function soundFields(given: unknown): Partial<FrontMatter> {
  const fields: Record<string, unknown> = {}
  for (const [name, shape] of Object.entries(frontMatter.shape)) {
    const value = (given as Record<string, unknown> | null)?.[name]
    if (value === undefined) continue
    const checked = shape.safeParse(value)
    const part = checked.success ? checked.data : soundPart(name, value)
    if (part !== undefined) fields[name] = part
  }
  return fields
}

const isSlug = (value: unknown) => frontMatter.shape.slug.safeParse(value).success

/** Of a field with a fault in it what can be looked up all the same. Of several addresses those that are none become empty, so that the others keep their lines. */
function soundPart(name: string, value: unknown): unknown {
  if ((name === 'authors' || name === 'formerly') && Array.isArray(value)) return value.map((one) => (isSlug(one) ? one : ''))
  const series = name === 'series' ? (value as { slug?: unknown } | null)?.slug : undefined
  return isSlug(series) ? { slug: series, position: null } : undefined
}

/** Tells of each waived check whose place is not in the file. */
function checkWaived(waived: readonly FileWaiver[], reader: ContentReader, tell: (index: number) => void): void {
  for (const [index, { entry, section }] of waived.entries()) {
    const both = entry !== null && section !== null
    if (both || (entry !== null && !reader.hasEntry(entry)) || (section !== null && !reader.hasSection(section))) tell(index)
  }
}

/** Reads what stands under the front matter, line by line. */
class ContentReader {
  private at = 0
  private entries = 0
  private readonly slugs = new Map<string, number>()
  private readonly places = new Map<string, number>()
  readonly notes: Note[] = []
  readonly byName: CreditByName[] = []
  private readonly content = { intro: '', outro: '', entries: [] as Entry[], sections: [] as Section[], removed: [] as Removed[] }

  constructor(
    private readonly lines: Line[],
    private readonly problems: Problems,
  ) {}

  /** Whether the list has it: entries that have left it have no checks. */
  hasEntry(slug: string): boolean {
    const { entries, sections } = this.content
    return [entries, ...sections.flatMap((section) => [section.entries, ...section.sections.map((sub) => sub.entries)])]
      .flat()
      .some((entry) => entry.slug === slug)
  }

  hasSection(number: string): boolean {
    const [outer, inner] = number.split('.').map((one) => Number(one) - 1)
    const section = this.content.sections[outer!]
    return section !== undefined && (inner === undefined || section.sections[inner] !== undefined)
  }

  lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const found = this.places.get(path.slice(0, length).map(String).join('.'))
      if (found !== undefined) return found
    }
    return this.lines[0]?.number ?? 1
  }

  read() {
    this.content.intro = this.prose(['intro'])
    while (this.at < this.lines.length) this.part()
    return this.content
  }

  private note(path: (string | number)[], line: number) {
    this.places.set(path.join('.'), line)
  }

  /** One heading and everything up to the next. */
  private part() {
    const { text, number } = this.lines[this.at++]!
    const { marks, text: after } = headingOf(text)
    const { words, attributes } = this.heading(after, number)
    if (this.places.has('removed') && marks !== 3) this.problems.add(number, 'Nothing but entries may follow “# {removed}”')
    else if (attributes === 'removed') {
      if (marks === 2 || words !== '') this.problems.add(number, 'Expected “# {removed}” and nothing else on the line')
      this.note(['removed'], number)
      if (this.prose(['removed']) !== '') this.problems.add(this.lineOf(['removed']), 'Only entries stand under “# {removed}”: this prose belongs to none')
      return
    }
    if (marks === 3 && this.places.has('removed')) return this.entry(words, attributes, number, true)
    if (this.places.has('outro')) this.problems.add(number, 'Nothing but the closing prose and “# {removed}” may follow “# {outro}”')
    if (marks === 3) return this.entry(words, attributes, number)
    if (attributes === 'outro') {
      if (marks === 2 || words !== '') this.problems.add(number, 'Expected “# {outro}” and nothing else on the line')
      this.note(['outro'], number)
      this.content.outro = this.prose(['outro'])
      return
    }
    this.section(marks, words, attributes, number)
  }

  private heading(text: string, line: number): { words: string; attributes: string | null } {
    const brace = text.endsWith('}') ? text.lastIndexOf('{') : -1
    const inside = text.slice(brace + 1, -1)
    const group = brace >= 0 && !inside.includes('}')
    const words = withoutClosing(group ? trimBlanks(text.slice(0, brace)) : text)
    const value = isQuotation(words) ? readQuotation(words) : words
    if (value === null) this.problems.add(line, 'Expected a heading in double quotes after “= ”, written as in JSON', 'heading')
    return { words: value ?? '', attributes: group ? trimBlanks(inside) : null }
  }

  private section(marks: number, heading: string, attributes: string | null, line: number) {
    const sections = this.content.sections
    const parent = sections.at(-1)
    if (marks === 2 && !parent) this.problems.add(line, 'A subsection (##) must stand in a section (#)')
    const path = marks === 2 && parent ? ['sections', sections.length - 1, 'sections', parent.sections.length] : ['sections', sections.length]
    this.note(path, line)
    const place = /^place:[ \t]*(\S+)$/.exec(attributes ?? '')?.[1] ?? null
    if (attributes && !place)
      this.problems.add(line, `Expected {place: places/…} or {outro} in the braces, not {${attributes}}; a heading that ends in braces needs {} after it`)
    const section: Section = { heading, body: this.prose([...path, 'body']), place, entries: [], sections: [] }
    if (marks === 2 && parent) parent.sections.push(section)
    else sections.push(section)
  }

  private entry(heading: string, attributes: string | null, line: number, removed = false) {
    const { home, path } = removed ? { home: null, path: ['removed', this.content.removed.length] } : this.home()
    this.note(path, line)
    const { slug, number, formerly } = addressesIn(attributes)
    if (slug === null) this.problems.add(line, 'Expected the entry’s address at the end of its heading, such as {#im-sorry}', 'slug')
    if (number !== null && !wholeNumber.test(number)) this.problems.add(line, `no: Expected a whole number from 1 to 9999, not “${number}”`)
    if (number !== null && !removed) this.problems.add(line, 'Only entries under “# {removed}” have “no: …”: the others are numbered by their order')
    this.refuseDouble(slug, line)
    for (const former of formerly) this.refuseDouble(former, line, 'has or had')
    const entry: Entry = { slug: slug ?? `entry-at-line-${line}`, formerly, heading, subheading: '', body: '', credits: [], video: null }
    if (home) home.entries.push(entry)
    else this.content.removed.push(Object.assign(entry, { number: number !== null && wholeNumber.test(number) ? Number(number) : null }))
    if (home && ++this.entries === limits.entries + 1) this.problems.add(line, `At most ${limits.entries} entries`)
    this.head(entry, path)
    entry.body = this.prose([...path, 'body'])
  }

  /** Where the next entry stands: in the section before it, or in none. */
  private home() {
    const section = this.content.sections.at(-1)
    const subsection = section?.sections.at(-1)
    const home = subsection ?? section ?? this.content
    const sections = section ? ['sections', this.content.sections.length - 1] : []
    return { home, path: [...sections, ...(subsection ? ['sections', section!.sections.length - 1] : []), 'entries', home.entries.length] }
  }

  private refuseDouble(slug: string | null, line: number, has = 'has') {
    const first = slug && this.slugs.get(slug)
    if (first) this.problems.add(line, `The entry at line ${first} ${has} the address {#${slug}} too: each needs its own`, 'slug')
    else if (slug) this.slugs.set(slug, line)
  }

  /** Subheading and credits: directly under the heading, or apart from it by empty lines when there are credits. */
  private head(entry: Entry, path: (string | number)[]) {
    const end = this.lines.findIndex((line, index) => index >= this.at && isHeading(line.text))
    const own = this.lines.slice(this.at, end < 0 ? undefined : end)
    const words = own.filter((line) => !isBlank(line.text))
    const direct = own.length > 0 && !isBlank(own[0]!.text)
    const [first, second] = [words[0]?.text ?? '', words[1]?.text ?? '']
    // A name where a reference belongs does not hide the credits after it.
    const after = words.slice(1)
    const ended = after.findIndex(({ text }) => !isCredit(text) && !isCreditByName(text))
    const credited = isCredit(first) || after.slice(0, ended < 0 ? undefined : ended).some(({ text }) => isCredit(text))
    const named = isCreditByName(first) || ((direct || isCredit(first)) && isCreditByName(second))
    if (!credited && !direct && !named) return
    const subheading = isCredit(first) || isCreditByName(first) ? null : words[0]!
    if (subheading) {
      this.note([...path, 'subheading'], subheading.number)
      entry.subheading = this.words({ ...subheading, text: trimBlanks(subheading.text) }) ?? ''
      if (!credited && !named && !isQuotation(trimBlanks(subheading.text)))
        this.notes.push({ line: subheading.number, message: takenForSubheading(entry.subheading) })
      this.at = this.lines.indexOf(subheading) + 1
    }
    for (let index = this.at; index < this.at + own.length && index < this.lines.length; index++) {
      const line = this.lines[index]!
      if (isBlank(line.text)) continue
      if (isCreditByName(line.text)) this.creditByName(line)
      else if (isCredit(line.text)) this.credit(entry, path, line)
      else break
      this.at = index + 1
    }
    const next = this.lines[this.at]
    if (next && !isBlank(next.text) && !isHeading(next.text)) {
      this.problems.add(next.number, `Expected a credit such as “- artist: groups/bigbang”, or an empty line before the entry’s prose`)
    }
  }

  private credit(entry: Entry, path: (string | number)[], line: Line) {
    const colon = line.text.indexOf(':')
    const [role, subject] = [trimBlanks(line.text.slice(1, colon)), trimBlanks(line.text.slice(colon + 1))]
    if (role === 'video') {
      if (entry.video) this.problems.add(line.number, 'An entry has one video at most')
      this.note([...path, 'video'], line.number)
      entry.video = subject
    } else if (!roleNames.includes(role)) {
      this.problems.add(line.number, `Expected video or one of the roles ${roleNames.join(', ')}, not “${role}”`)
    } else {
      this.note([...path, 'credits', entry.credits.length], line.number)
      entry.credits.push({ role, subject: subject as Reference })
    }
  }

  private creditByName({ text, number }: Line) {
    const name = trimBlanks(text.slice(text.indexOf(':') + 1))
    if (/^[a-z]+\/\S*$/.test(name)) this.problems.add(number, 'Expected a credit such as “- artist: groups/bigbang”')
    else this.byName.push({ line: number, name })
  }

  /** The Markdown up to the next heading, without the empty lines around it. */
  private prose(path: (string | number)[]): string {
    const from = this.at
    while (this.at < this.lines.length && !isHeading(this.lines[this.at]!.text)) this.at++
    const lines = this.lines.slice(from, this.at)
    while (lines.length && isBlank(lines[0]!.text)) lines.shift()
    while (lines.length && isBlank(lines.at(-1)!.text)) lines.pop()
    if (lines[0]) this.note(path, lines[0].number)
    return lines.map((line) => this.words(line) ?? '').join('\n')
  }

  private words(line: Line): string | null {
    if (isCredit(line.text))
      this.problems.add(line.number, 'Credits stand directly under the heading of their entry; put a backslash before a line of prose that looks like one')
    const words = readLine(line.text)
    if (words === null) this.problems.add(line.number, 'Expected a line in double quotes after “= ”, written as in JSON')
    return words
  }
}
