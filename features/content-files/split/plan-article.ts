import { rangeOf } from './bare-words'
import type { Block } from './blocks'
import { findEntryHeads, isApart, isSaid, isShortLine, type EntryHead } from './entry-blocks'
import { quotedIn } from './quoted'
import type { KnownRecords } from './known-records'
import { partLabels, readLabel } from './labels'
import { takeClosing } from './plan-closing'
import { sentencesOf } from './mentions'
import { withoutPageLines } from './page-lines'
import { planEntry } from './plan-entry'
import { planProse } from './plan-prose'
import { planTable } from './plan-table'
import type { EntryPlan, Piece, Plan, SectionPlan, Use } from './plan'

const emptyPlan = (): Plan => ({
  title: '',
  standfirst: '',
  question: '',
  intro: [],
  outro: [],
  entries: [],
  sections: [],
  countdown: false,
  numbered: false,
  uses: [],
  doubts: [],
})

/** Finds the parts of an article. `title`: what the page calls itself, for an article that has none. */
export function planArticle(text: string, blocks: readonly Block[], known: KnownRecords, title: string | null): Plan {
  const plan = emptyPlan()
  const { uses } = plan
  known.labels = labelsOf(blocks, known)
  const heads = new Map<Block, EntryHead>(
    withoutTitle(findEntryHeads(blocks, known), blocks)
      .filter(({ block }) => !bylineLabel.test(block.words.text))
      .map((head) => [head.block, head]),
  )
  const article = withoutPageLines(blocks, uses, (block) => heads.has(block))
  const rest = takeFront(plan, article, heads, title)
  const table = heads.size === 0 ? planTable(plan, text, rest) : null
  if (table) {
    const at = rest.indexOf(table)
    for (const block of rest.slice(0, at)) if (block.kind !== 'rule') add(plan.intro, block, uses, 'intro')
    for (const block of rest.slice(at + 1)) if (block.kind !== 'rule') add(plan.outro, block, uses, 'outro')
  } else if (heads.size === 0) planProse(plan, rest, known)
  else {
    const numbers = [...heads.keys()].flatMap(({ number }) => number ?? [])
    plan.numbered = numbers.length * 2 > heads.size
    plan.countdown = plan.numbered && numbers.length > 1 && numbers[0]! > numbers.at(-1)!
    walk(plan, rest, heads, known)
  }
  takeClosing(plan, blocks)
  const used = new Set(uses.map(({ from }) => from))
  for (const { kind, from, to } of blocks) if (kind === 'rule' && !used.has(from)) uses.push({ from, to, as: 'dropped', why: 'a rule between parts' })
  return plan
}

/** What lines of the article begin with before a colon, when several do. */
function labelsOf(blocks: readonly Block[], known: KnownRecords): Set<string> {
  const counts = new Map<string, number>()
  for (const { words } of blocks) {
    const label = /^([\p{L}\p{N} ’'./-]{2,40})[:：]\s*\S/u.exec(words.text)?.[1]!.trim().toLowerCase()
    if (label && !readLabel(`${label}: x`)) counts.set(label, (counts.get(label) ?? 0) + 1)
  }
  return new Set([...counts].flatMap(([label, count]) => (count > 1 && !known.find(label, ['person', 'group', 'song', 'place']) ? [label] : [])))
}

/** A heading over everything is the title, even when it names somebody. */
function withoutTitle(heads: EntryHead[], blocks: readonly Block[]): EntryHead[] {
  const [first] = heads
  const single =
    first &&
    first.block === blocks[0] &&
    first.block.number === null &&
    (heads.length > 1 || first.confidence < 0.9) &&
    (first.block.level === 1 || first.block.kind === 'paragraph')
  if (!single) return heads
  const alike = heads.filter(
    ({ block }) => block !== first.block && block.kind === first.block.kind && block.level === first.block.level && block.bold === first.block.bold,
  )
  // A title that looks like the headings: it puts its halves together with another sign than they do.
  const signs = alike.map(({ block }) => signIn(block.words.text))
  const own = signIn(first.block.words.text)
  const differs = own !== 'quote' && signs.filter((one) => one === own).length * 3 < signs.length
  return alike.length === 0 || differs ? heads.slice(1) : heads
}

/** What stands between the halves of a heading. */
const signIn = (words: string) =>
  quotedIn(words).length > 0 ? 'quote' : /\s[–—-]+\s|[–—]/.test(words) ? 'dash' : /:\s/.test(words) ? 'colon' : (/\sby\s|\s[|/~]\s/i.exec(words)?.[0] ?? '')

const { title: titleLabel, standfirst: standfirstLabel } = partLabels
const bylineLabel =
  /^(?:(?:written |posted |words |text )?by\s+\p{Lu}[\p{L}.’'-]*(?:\s+\p{Lu}[\p{L}.’'-]*){0,3}(?:\s*[|·,–-].*)?|(?:words|text|story|writer|author|글|작성자|기자)\s*[:：]\s*\S.{0,60}|글\s+\p{Script=Hangul}{2,4}(?:\s*기자)?|\p{Script=Hangul}{2,4}\s*기자(?:\s.*)?|(?:published|posted|updated)(?: on)?\s*:?\s.*\d{4}.*|(?:\d{1,2}(?:st|nd|rd|th)? \p{Lu}\p{L}+,? \d{4}|\p{Lu}\p{L}+ \d{1,2}(?:st|nd|rd|th)?, \d{4}|\d{4}[-./]\s?\d{1,2}[-./]\s?\d{1,2}\.?|\d{4}년 \d{1,2}월 \d{1,2}일)(?:\s*[|·•,–—-].*)?|\d+ min(?:ute)?s? read)$/iu

/** Title, standfirst and byline; returns the blocks after them. */
function takeFront(plan: Plan, blocks: readonly Block[], heads: Map<Block, EntryHead>, pageTitle: string | null): readonly Block[] {
  let at = 0
  const take = (block: Block, field: 'title' | 'standfirst', label: RegExp) => {
    const length = label.exec(block.words.text)?.[0].length ?? 0
    plan[field] = block.words.text.slice(length).trim()
    const range = rangeOf(block.words, length, block.words.text.length)
    if (length > 0) plan.uses.push({ ...rangeOf(block.words, 0, length), as: 'dropped', why: `the word that says what it is` })
    plan.uses.push({ ...range, as: field })
    at++
  }
  const first = blocks[0]
  const top = first && !heads.has(first)
  if (top && titleLabel.test(first.words.text)) take(first, 'title', titleLabel)
  else if (
    top &&
    first.words.text.length <= 200 &&
    ((first.kind === 'heading' && (first.level <= 2 || blocks.every((one) => one === first || one.kind !== 'heading' || one.level > first.level))) ||
      isTitleLine(first, blocks))
  )
    take(first, 'title', /^(?!)/)
  else if (pageTitle) plan.title = pageTitle.slice(0, 200)
  while (at < blocks.length) {
    const block = blocks[at]!
    const { text } = block.words
    if (heads.has(block)) break
    if (text.length <= 120 && bylineLabel.test(text)) {
      plan.uses.push({ from: block.from, to: block.to, as: 'dropped', why: 'a byline or date: authors and the time of publication have fields of their own' })
      plan.doubts.push(`Who wrote it is not in the list: “${text}”. It is signed where its authors are set.`)
      at++
    } else if (partLabels.intro.test(text)) {
      plan.intro.push(behindLabel(block, partLabels.intro, plan.uses, 'intro'))
      at++
    } else if (plan.standfirst === '' && isStandfirst(block, blocks[at + 1], heads)) take(block, 'standfirst', standfirstLabel)
    else break
  }
  return blocks.slice(at)
}

/** The words behind a label, which itself says no more than where they belong. */
function behindLabel({ words, to }: Block, label: RegExp, uses: Use[], as: string): Piece {
  const length = label.exec(words.text)![0].length
  uses.push({ ...rangeOf(words, 0, length), as: 'dropped', why: 'the word that says what it is' })
  const piece = { from: rangeOf(words, length, words.text.length).from, to }
  uses.push({ ...piece, as })
  return piece
}

const isTitleLine = (block: Block, blocks: readonly Block[]) =>
  block.kind === 'paragraph' && blocks.length > 1 && block.words.text.length <= 150 && !/[.…。:,;]$/.test(block.words.text) && block.words.text !== ''

function isStandfirst(block: Block, next: Block | undefined, heads: Map<Block, EntryHead>): boolean {
  const { text } = block.words
  if (text.length > 400 || text === '') return false
  if (standfirstLabel.test(text)) return true
  if (block.kind === 'heading') return block.level <= 4 && next?.kind === 'paragraph' && !heads.has(next) && text.length > 40
  const prose = next && next.kind === 'paragraph' && !heads.has(next) && next.words.text.length > text.length
  return (
    block.kind === 'paragraph' &&
    (block.italic ||
      (text.length <= 160 &&
        Boolean(prose) &&
        sentencesOf(text).length <= (text.length <= 100 && block.from > 0 && quotedIn(next!.words.text.slice(0, 120)).length === 0 ? 2 : 1) &&
        !block.bold))
  )
}

function walk(plan: Plan, blocks: readonly Block[], heads: Map<Block, EntryHead>, known: KnownRecords) {
  const { uses } = plan
  const last = blocks.findLastIndex((block) => heads.has(block))
  const entryLevel = Math.min(...[...heads.keys()].map(({ kind, level }) => (kind === 'heading' ? level : 9)))
  let section: SectionPlan | null = null
  let entry: EntryPlan | null = null
  let closing = false
  let count = 0
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]!
    const head = heads.get(block)
    const name = section ? `section ${plan.sections.length}` : 'intro'
    if (head) {
      let next = at + 1
      while (next < blocks.length && !heads.has(blocks[next]!)) next++
      const made = planEntry(head, blocks.slice(at + 1, next), known, uses, `entry ${++count}`)
      entry = made.entry
      ;(section ?? plan).entries.push(entry)
      at += made.taken
    } else if (isSectionHead(block, blocks[at + 1], heads, known, entryLevel, at < last)) {
      if (at > last && (isApart(block.words.text) || !known.find(placeName(block.words.text), ['place']))) {
        closing = true
        const words = rangeOf(block.words, 0, block.words.text.length)
        plan.outro.push(words)
        uses.push({ ...words, as: 'outro' })
      } else if (isApart(block.words.text) && plan.entries.length + plan.sections.length === 0) {
        uses.push({ from: block.from, to: block.to, as: 'dropped', why: 'the heading of the introduction' })
      } else {
        section = { heading: block.words.text, level: block.kind === 'heading' ? block.level : 7, at: block, body: [], entries: [] }
        plan.sections.push(section)
        entry = null
        uses.push({ ...rangeOf(block.words, 0, block.words.text.length), as: `section ${plan.sections.length}.heading` })
      }
    } else if (block.kind === 'rule') {
      if (at > last) closing = true
    } else if (closing) add(plan.outro, block, uses, 'outro')
    else if (entry && block.kind === 'video' && !entry.video) {
      entry.video = { ...block.video!, from: block.from, to: block.to }
      uses.push({ from: block.from, to: block.to, as: `entry ${count}.video` })
    } else if (entry) add(entry.body, block, uses, `entry ${count}.body`)
    else add(section ? section.body : plan.intro, block, uses, section ? `${name}.body` : 'intro')
  }
}

function add(into: Piece[], block: Block, uses: Use[], as: string) {
  const range = { from: block.from, to: block.to, tight: block.kind === 'item' }
  into.push(range)
  uses.push({ from: range.from, to: range.to, as })
}

export const placeName = (words: string): string =>
  words
    .replace(/\s*\([^)]*\)$/, '')
    .split(/,\s|\s[–—-]\s|:/)[0]!
    .replace(/^(?:in|the|from)\s+/i, '')
    .trim()

function isSectionHead(block: Block, next: Block | undefined, heads: Map<Block, EntryHead>, known: KnownRecords, entryLevel: number, before: boolean): boolean {
  const { kind, level, words } = block
  if (words.text === '' || words.text.length > 120 || kind === 'item') return false
  if (kind !== 'heading' && !block.bold && isSaid(words.text)) return false
  if (kind === 'heading') return level <= Math.max(entryLevel, 3) || (entryLevel === 9 && level <= 4)
  if (!isShortLine(block, next) && !(before && next && heads.has(next) && words.text.length <= 60 && kind === 'paragraph' && !/[.!?:;,]$/.test(words.text)))
    return false
  return (
    known.find(placeName(words.text), ['place']) !== null ||
    (before && (block.bold || words.text === words.text.toUpperCase()) && next !== undefined && /[^.!?:]$/.test(words.text)) ||
    (isApart(words.text) && words.text.length < 30) ||
    (before && next !== undefined && heads.has(next) && !/[.!?:]$/.test(words.text))
  )
}
