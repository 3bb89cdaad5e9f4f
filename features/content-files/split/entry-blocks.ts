import { isTwoSided, likelyOrder, orderOf, readHeading, type HeadingCredits } from './heading-credits'
import { nameOfHeading } from './names-in'
import { quotedIn } from './quoted'
import { inlineLabels, isDetail, isLabel, isPartLabel, readLabel } from './labels'
import { mentionsIn, sentencesOf } from './mentions'
import type { Block } from './blocks'
import type { KnownRecords } from './known-records'

/** A block that begins an entry: how many of its words are its heading, and what they say. `labelled`: lines such as `Artist: Y` follow; `mentions`: the first sentences under it name a song. */
export type EntryHead = {
  block: Block
  index: number
  length: number
  credits: HeadingCredits | null
  confidence: number
  labelled?: boolean
  mentions?: boolean
}

const maxHeading = 200
const maxShort = 110
const apart =
  /^(?:introduction|intro|conclusion|outro|closing|final (?:thoughts|words)|honou?rable mentions?|bonus|summary|in short|the end|credits|sources?|comments?|share|related|read (?:more|next|also)|table of contents|contents|마치며|들어가며|맺음말|나가며|끝으로|결론)\b/i

export const isApart = (words: string): boolean => apart.test(words.trim())

/** A sentence that ends in no point: with a smile, or as Korean sentences end. */
export const isSaid = (text: string): boolean =>
  /[:;]-?[)D(]$|[ㅎㅋㅠ]{2,}$/u.test(text) ||
  (text.length > 12 && /(?:습니다|어요|아요|게요|에요|예요|해요|네요|지요|세요|[가-힣]죠|했다|이다|된다|한다|었다|았다)~*$/u.test(text))

/** Several sentences, or one that somebody is quoted with. */
const isProse = /(?<!\b(?:feat|ft|vs|prod|Mr|Mrs|Ms|Dr|St|No|\p{Lu}))[.!?]\s+["“‘']?\p{Lu}\p{Ll}*\s+\p{Ll}|^["“](?:\S+\s+){6,}\S*[.!?]["”]$/u

/** Whether a paragraph looks like a heading that lost its mark: short, and no sentence. */
export function isShortLine(block: Block, next: Block | undefined): boolean {
  const { text } = block.words
  if (block.kind !== 'paragraph' || text === '' || text.length > maxShort) return false
  if (block.bold || (/\p{Lu}{3}/u.test(text) && text === text.toUpperCase())) return true
  if (isSaid(text) || (!block.bold && isProse.test(text))) return false
  if (/[.!?…。]["”’']?$/.test(text) && !/\b(?:feat|ft)\.|["”’]$|[A-Z]\.[A-Z]\.$/.test(text)) return false
  return (
    next !== undefined &&
    (next.kind !== 'paragraph' || isDetail(next.words.text) || next.words.text.length > text.length || /[.!?…。]["”’')]?$/.test(next.words.text))
  )
}

/** Finds the blocks that begin entries: those of the kind of heading, bold line, item or short line of which most say who and what. */
export function findEntryHeads(blocks: readonly Block[], known: KnownRecords): EntryHead[] {
  const groups = new Map<string, EntryHead[]>()
  const isRow = (index: number) => blocks[index]?.kind === 'paragraph' && isTwoSided(blocks[index].words.text)
  blocks.forEach((block, index) => {
    const inRow = isRow(index) && (isRow(index - 1) || isRow(index + 1))
    const look = lookOf(block, blocks[index + 1]) ?? (inRow && block.number === null && !block.boldLead ? 'short' : null)
    if (!look || (block.number === null && isApart(block.words.text)) || isPartLabel(block.words.text)) return
    const length = headLength(block)
    const words = block.words.text.slice(0, length)
    const credits = length <= maxHeading ? readHeading(words, known) : null
    const head = { block, index, length: length <= maxHeading ? length : 0, credits, confidence: credits?.confidence ?? 0.5 }
    const group = groups.get(look)
    if (group) group.push(head)
    else groups.set(look, [head])
  })
  for (const heads of groups.values()) readInOrder(heads, known)
  const runs = labelRuns(blocks, groups)
  if (runs.length > 1) groups.set('labels', runs)
  const rated = [...groups].map(([look, heads]) => rate(look, heads, blocks, known)).filter(({ heads, share }) => heads.length > 0 && share >= 0.5)
  const best = rated.toSorted((one, other) => other.weight - one.weight)[0]
  if (!best) return []
  // Marks are not always set alike: what says as clearly who sings what is an entry too.
  const alike = rated.filter((one) => one !== best && one.clear && !(best.look.startsWith('h') && one.look.startsWith('item')))
  const heads = [...best.heads, ...alike.flatMap((one) => one.heads)]
  return withNamesAbove(
    heads.toSorted((one, other) => one.block.from - other.block.from),
    blocks,
    known,
  )
}

/** Where most headings have a line above them that is nothing but somebody’s name, that line is the heading: “박서준”, and under it “방용국의 ‘I Remember’”. */
function withNamesAbove(heads: EntryHead[], blocks: readonly Block[], known: KnownRecords): EntryHead[] {
  const taken = new Set(heads.map(({ index }) => index))
  const above = heads.map(({ index, block, credits }) => {
    const before = blocks[index - 1]
    const isName =
      before &&
      before.kind === 'paragraph' &&
      block.kind === 'paragraph' &&
      block.number === null &&
      !taken.has(index - 1) &&
      credits !== null &&
      credits.lead.length === 0
    return isName && before.words.text.length <= 40 && known.find(before.words.text, ['person']) ? before : null
  })
  if (above.filter(Boolean).length * 3 < heads.length * 2) return heads
  return heads.map((head, at) => {
    const block = above[at]
    if (!block) return head
    const span = { from: 0, to: block.words.text.length }
    const credits = { ...emptyCredits(), lead: [{ name: block.words.text, ...span }], heading: span, confidence: 0.8 }
    return { ...head, block, index: head.index - 1, length: span.to, credits }
  })
}

/** Headings of one look have one order: what the records say of some is true of the others. */
function readInOrder(heads: EntryHead[], known: KnownRecords) {
  const words = ({ block, length }: EntryHead) => block.words.text.slice(0, length)
  const orders = heads.map((head) => orderOf(words(head), known))
  const likely = orders.every((one) => one === null) ? heads.map((head) => likelyOrder(words(head))) : orders
  const votes = (order: string) => likely.filter((one) => one === order).length
  if (votes('song') <= votes('artist')) return
  heads.forEach((head, index) => {
    if (orders[index] !== null || quotedIn(words(head)).length > 0) return
    head.credits = readHeading(words(head), known, 'song')
  })
}

/** Entries that are nothing but lines such as `Song: X`, `Artist: Y`: the line of the song is their heading. */
function labelRuns(blocks: readonly Block[], groups: ReadonlyMap<string, readonly EntryHead[]>): EntryHead[] {
  const under = new Set([...groups.values()].flat().map(({ index }) => index + 1))
  return blocks.flatMap((block, index): EntryHead[] => {
    const before = blocks[index - 1]
    const { text } = block.words
    const label = readLabel(text)
    if (
      label?.role !== 'song' ||
      under.has(index) ||
      (before && isDetail(before.words.text)) ||
      !blocks[index + 1] ||
      !isLabel(blocks[index + 1]!.words.text, ['artist'])
    )
      return []
    const title = quotedIn(label.value)[0]
    const from = text.lastIndexOf(label.value)
    const span = { from, to: text.length }
    const song = { name: title?.name ?? label.value, ...span }
    return [{ block, index, length: text.length, confidence: 0.85, credits: { ...emptyCredits(), song, heading: span, confidence: 0.9 } }]
  })
}

function lookOf(block: Block, next: Block | undefined): string | null {
  const { kind, level, bold, number, words } = block
  if (words.text === '' || kind === 'quote' || kind === 'table' || kind === 'code' || kind === 'video' || kind === 'rule') return null
  if (block.boldLead > 0 && block.boldLead < words.text.length && kind !== 'heading') return number === null ? 'lead' : 'lead#'
  if (number === null && kind !== 'heading' && isDetail(words.text) && !inlineLabels(words.text)) return null
  if (/^\d{1,3}\s*\/\s*\d{1,3}$/.test(words.text)) return null
  const item = `item${block.indent > 1 ? '+' : ''}${bold ? '*' : ''}`
  const look = kind === 'heading' ? `h${level}` : kind === 'item' ? item : number !== null ? 'line' : bold ? 'bold' : isShortLine(block, next) ? 'short' : null
  return look && number !== null ? `${look}#` : look
}

/** How long the rest of a sentence is: the prose of an entry may follow on its line. Names such as “g.o.d” and “feat.” end none. */
function firstSentence(rest: string): number {
  const end = /(?<!\b(?:feat|ft|vs|prod|Mr|Mrs|Ms|Dr|St|\p{L}\.\p{L}|\p{Lu}))[.!?](?=\s+\S)/u.exec(rest)
  return end ? end.index + 1 : rest.length
}

/** A numbered paragraph may go on with its prose on the same line. */
function headLength({ words: { text }, kind, number, boldLead, linked }: Block): number {
  if (kind === 'heading') return text.length
  if (linked && /\s[–—-]\s|[“”"‘’]|\sby\s/.test(text.slice(0, linked.length))) return linked.length
  const title = quotedIn(text.slice(0, maxHeading))[0]
  const from = title ? title.to : 0
  if (boldLead > 0) {
    // “**Best bridge:** “Teddy Bear” by STAYC”: the bold words alone name no song.
    // “**“Run”** *BTS*”
    const isTail =
      title && title.to <= boldLead && text.length - boldLead <= 60 && !/[.!?]$|[.!?]\s/.test(text.slice(boldLead)) && text.slice(0, title.from).trim() === ''
    if (isTail) return text.length
    const goesOn = title && title.from >= boldLead - 1 && text.slice(boldLead, title.from).length <= 60
    if (!goesOn || /[.!?]\s/.test(text.slice(boldLead, title.from))) return boldLead
    return from + firstSentence(text.slice(from))
  }
  if (number === null && kind !== 'item') return text.length
  if (text.length <= maxShort) return title ? from + firstSentence(text.slice(from)) : text.length
  const end = /[.!?](?=\s)|\s[–—]\s|:\s/g
  end.lastIndex = from
  const found = end.exec(text)
  return found && found.index <= maxHeading ? found.index + (/[.!?:]/.test(found[0][0]!) ? 1 : 0) : text.length
}

type Rated = { look: string; heads: EntryHead[]; share: number; weight: number; clear: boolean }

function rate(look: string, all: EntryHead[], blocks: readonly Block[], known: KnownRecords): Rated {
  const heads = all.map((head) => (head.credits?.song ? head : fromBody(head, blocks, known)))
  const says = (head: EntryHead) => head.credits !== null && (head.credits.song !== null || head.credits.lead.length > 0 || head.labelled === true)
  const said = heads.filter(says)
  const strong = heads.filter(isStrong)
  if (look.endsWith('#')) {
    const row = isRow(heads.map(({ block }) => block.number!))
    const share = row ? Math.max(0.7, said.length / heads.length) : said.length / heads.length
    const kept = row ? withoutFrame(heads) : said
    return { look, heads: kept, share: kept.length > 1 || strong.length > 0 ? share : 0, weight: kept.length * share * 1.5, clear: row && kept.length > 1 }
  }
  // Lines that only look like headings each have to say it themselves.
  const loose = look === 'short'
  // Where most headings are names that are known, the others are names too.
  const alike = !loose && said.length * 2 >= heads.length ? heads.filter((head) => says(head) || head.mentions) : said
  const named = loose ? namesAlone(heads, known) : []
  if (named.length > 0) return { look, heads: named, share: 0.6, weight: named.length * 0.6, clear: false }
  const kept = loose
    ? said.filter(({ credits, labelled, confidence }) => (labelled ? confidence > 0.8 : credits!.song !== null && credits!.confidence >= 0.75))
    : alike
  const share = loose ? (kept.length > 0 ? Math.max(0.5, kept.length / heads.length) : 0) : said.length / heads.length
  return { look, heads: kept, share, weight: kept.length * share, clear: !loose && strong.length === kept.length && kept.length > 0 && share === 1 }
}

/** Short lines that are names, each with prose under it that speaks of one song: who plays in it, or sings it. */
function namesAlone(heads: readonly EntryHead[], known: KnownRecords): EntryHead[] {
  const named = heads.filter(
    (head) =>
      head.mentions &&
      !head.credits?.song &&
      nameOfHeading(head.block.words.text, known) !== null &&
      /\S\s\S|\p{Script=Hangul}{3}/u.test(head.block.words.text),
  )
  const sure = named.some(({ block }) => known.find(block.words.text, ['person', 'group']))
  return named.length > 2 && sure && named.length * 3 >= heads.length * 2 ? named : []
}

const isStrong = ({ credits }: EntryHead) => credits?.song !== undefined && credits?.song !== null && credits.confidence >= 0.9

/** Numbers may count the first words and the last ones too: where the others name songs in marks, what names none at either end is no entry. */
function withoutFrame(heads: EntryHead[]): EntryHead[] {
  const says = ({ credits, labelled, mentions }: EntryHead) => (credits?.song && credits.artist.length > 0 && credits.confidence >= 0.8) || labelled || mentions
  if (heads.filter(says).length * 3 < heads.length * 2) return heads
  return heads.slice(heads.findIndex(says), heads.findLastIndex(says) + 1)
}

/** Numbers that go up or down by one. */
function isRow(numbers: number[]): boolean {
  if (numbers.length < 2) return false
  const step = numbers[1]! - numbers[0]!
  const wrong = numbers.filter((number, index) => index > 0 && number - numbers[index - 1]! !== step).length
  return Math.abs(step) === 1 && wrong * 5 <= numbers.length
}

/** What the first sentences under a heading say of its song. */
function fromBody(head: EntryHead, blocks: readonly Block[], known: KnownRecords): EntryHead {
  const { block, credits, index } = head
  if (known.find(block.words.text.split(',')[0]!, ['place'])) return { ...head, credits: null }
  const near = blocks.slice(index + 1, index + 6)
  const after = near.find(({ kind }) => kind !== 'video' && kind !== 'rule')
  if (!after || after.kind === 'heading') return head
  const until = near.findIndex(({ kind }) => kind === 'heading')
  if (near.slice(0, until < 0 ? near.length : until).some(({ words }) => isLabel(words.text, ['artist', 'song'])))
    return {
      ...head,
      confidence: near[0] && isLabel(near[0].words.text, ['artist', 'song']) ? 0.85 : 0.8,
      labelled: true,
      credits: { ...emptyCredits(), heading: { from: 0, to: head.length } },
    }
  const sentences = sentencesOf(after.words.text).slice(0, 3)
  const found = sentences.flatMap((sentence) => mentionsIn(after.words.text, sentence, known))
  // Several songs under one heading are a section of entries.
  const songs = new Set(
    sentencesOf(after.words.text).flatMap((sentence) =>
      mentionsIn(after.words.text, sentence, known)
        .filter(({ known }) => known)
        .map(({ song }) => song.name),
    ),
  )
  if (found.length === 0 || (songs.size > 1 && !credits)) return head
  return { ...head, confidence: 0.6, mentions: true, credits: credits ?? { ...emptyCredits(), heading: { from: 0, to: head.length } } }
}

const emptyCredits = (): HeadingCredits => ({
  lead: [],
  artist: [],
  featured: [],
  with: [],
  cast: [],
  cameo: [],
  director: [],
  'filmed-in': [],
  song: null,
  heading: { from: 0, to: 0 },
  subheading: [],
  confidence: 0.5,
})
