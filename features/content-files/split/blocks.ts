import { readVideoAddress, type VideoAddress } from '@/platform/text/video-address'
import { bareWords, type Bare, type Range } from './bare-words'
import { quotedIn } from './quoted'

/** A line or paragraph of an article. `words` begins behind its signs (`## `, `- `) and its number. */
export type Block = Range & {
  kind: 'heading' | 'paragraph' | 'item' | 'quote' | 'table' | 'code' | 'rule' | 'video'
  level: number
  number: number | null
  bold: boolean
  italic: boolean
  words: Bare
  /** How many of its words stand in bold at its beginning, before others. */
  boldLead: number
  video: VideoAddress | null
  /** Words at its beginning that lead to a video: how many they are, and where its address stands. */
  linked: (Range & { length: number; video: VideoAddress }) | null
  /** How far from the edge an item begins. */
  indent: number
}

const spelled = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(' ')
const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'
const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV', 'XVI', 'XVII', 'XVIII', 'XIX', 'XX']
/** Signs that begin an item of a list; writers and mail programs use more of them than Markdown. */
const bullets = '-*+•◦▪·–—→➡►▶▸▷‣★☆✦✓✔❖■□●○▲△▼▽◆◇◈◎※'
const numbered = new RegExp(
  `^\\s*(?:(?:#|№\\s*|no\\.?\\s*|number\\s+|entry\\s+|track\\s+|step\\s+|part\\s+|chapter\\s+|stop\\s+|reason\\s+|round\\s+|lesson\\s+|day\\s+|week\\s+|scene\\s+|act\\s+)(\\d{1,3})\\b[.):,]?|[([](\\d{1,3})[)\\]]|(\\d{1,3})(?:[.)](?!\\d)|\\s*[:/|]|\\s+[-–—→›»·•](?=\\s)|\\s*위\\s*[.:,)-]?|\\s*번\\s*[.:,)-])|(\\d)\\ufe0f?\\u20e3|([${circled}])|(${spelled.join('|')})\\s*[.:)–—])\\s*(?:[-–—]\\s+)?(?=\\S)`,
  'i',
)

const bulletAt = new RegExp(`^[${bullets.replace('-', '\\-')}]\\ufe0f?\\s+`)
const startsBlock = new RegExp(`^\\s*(?:#{1,6}\\s|>|\\||[${bullets.replace('-', '\\-')}]\\ufe0f?\\s|\\d{1,3}[.)]\\s|(?:[-*_=]\\s*){3,}$)`)

/** “04:12 ” before a song of a mix. */
const timeAt = /^\s*[([]?\d{1,2}:\d{2}(?::\d{2})?[)\]]?\s*(?:[-–—|]\s*)?(?=[^\s\d])/

/** What is true of the whole text: `titles`: where the signs stand around titles in italics, with the marks that they are read as. */
type Reading = { inRoman: boolean; inWords: boolean; titles: ReadonlyMap<number, string> }

/** Writers who set titles in italics set none in quotation marks; then italics inside a line are read as marks. */
function italicTitles(text: string): Map<number, string> {
  const found = [...text.matchAll(/(?:(?<![*\w\\])|(?<=(?<!\*)\*\*))(\*(?!\*)|_(?!_))(\p{Lu}[^*_\n]{0,79}?[^*_\s])\1(?!\w)/gu)].filter(
    ({ 0: all, 2: title, index }) => title!.split(/\s+/).length <= 8 && !/[.;:,]$/.test(title!) && !isWholeLine(text, index, index + all.length),
  )
  if (found.length < 3 || quotedIn(text).length > found.length / 2) return new Map()
  return new Map(
    found.flatMap(({ 0: all, index }): [number, string][] => [
      [index, '“'],
      [index + all.length - 1, '”'],
    ]),
  )
}

const isWholeLine = (text: string, from: number, to: number) =>
  /(?:^|\n)\s*$/.test(text.slice(Math.max(0, from - 20), from)) && /^\s*(?:\n|$)/.test(text.slice(to, to + 20))

/** Whether lines begin with `I.` and `II.`: a line with `I.` alone may be the initial of a name. */
const countsInRoman = (text: string) => /^\W*I[.)]\s/m.test(text) && /^\W*II[.)]\s/m.test(text)

/** Whether lines count in words (`Two: …`, `One: …`): SEVENTEEN alone is a group. */
function countsInWords(text: string): boolean {
  const found = [...text.matchAll(new RegExp(`^[\\s*_#>-]*(${spelled.join('|')})\\s*[.:)–—]`, 'gim'))].map(({ 1: word }) =>
    spelled.indexOf(word!.toLowerCase()),
  )
  return found.some((one) => found.includes(one + 1))
}

/** The number at the beginning of words, and how long it is with its signs. */
function numberAt(text: string, { inRoman, inWords }: Reading): { value: number; length: number } | null {
  const letters = inRoman ? /^\s*([IVX]{1,5})[.)]\s+(?=\S)/.exec(text) : null
  if (letters && roman.includes(letters[1]!)) return { value: roman.indexOf(letters[1]!) + 1, length: letters[0].length }
  if (/^\d{1,3}\s*\/\s*\d{1,3}$/.test(text)) return null
  const found = numbered.exec(text)
  if (!found || (found[6] && !inWords)) return null
  const [whole, sign, bracket, plain, keycap, circle, word] = found
  const value = circle ? circled.indexOf(circle) + 1 : word ? spelled.indexOf(word.toLowerCase()) + 1 : Number(sign ?? bracket ?? plain ?? keycap)
  return value > 0 ? { value, length: whole.length } : null
}

/** The text as blocks, in order; blanks alone stand between them. `wrapped`: lines of a paragraph belong together. */
export function readBlocks(text: string, wrapped: boolean): Block[] {
  const blocks: Block[] = []
  let fence: { from: number; sign: string } | null = null
  let open: Range | null = null
  const reading: Reading = { inRoman: countsInRoman(text), inWords: countsInWords(text), titles: italicTitles(text) }
  const flush = () => {
    if (open) blocks.push(blockOf(text, open, reading))
    open = null
  }
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end
    const line = text.slice(from, to)
    const range = { from: from + (line.length - line.trimStart().length), to: from + line.trimEnd().length }
    const ticks = /^\s*(```+|~~~+)/.exec(line)?.[1]
    if (fence) {
      if (ticks?.startsWith(fence.sign)) {
        blocks.push(blockOf(text, { from: fence.from, to: range.to }, reading, 'code'))
        fence = null
      }
    } else if (ticks) {
      flush()
      fence = { from: range.from, sign: ticks }
    } else if (range.to <= range.from) flush()
    else if (startsBlock.test(line) || !wrapped) {
      const goesOn: boolean = open !== null && sameBlock(text, open, line)
      if (!goesOn) flush()
      open = goesOn ? { from: open!.from, to: range.to } : range
      if (/^\s*(?:#{1,6}\s|[-*_=\s]{3,}$)/.test(line)) flush()
    } else open = { from: open ? (open as Range).from : range.from, to: range.to }
    from = to + 1
  }
  if (fence) blocks.push(blockOf(text, { from: (fence as { from: number }).from, to: text.trimEnd().length }, reading, 'code'))
  flush()
  return blocks
}

/** Lines of one quote or table. */
const sameBlock = (text: string, open: Range, line: string) => ['>', '|'].some((sign) => text.startsWith(sign, open.from) && line.trimStart().startsWith(sign))

function blockOf(text: string, range: Range, reading: Reading, given?: 'code'): Block {
  let { from, to } = range
  const source = text.slice(from, to)
  const base = {
    ...range,
    level: 0,
    number: null,
    bold: false,
    italic: false,
    boldLead: 0,
    video: null,
    linked: null,
    indent: from - 1 - text.lastIndexOf('\n', from - 1),
  }
  const nothing: Bare = { text: '', at: [to] }
  if (given) return { ...base, kind: given, words: nothing }
  if (/^(?:[-*_=]\s*){3,}$/.test(source)) return { ...base, kind: 'rule', words: nothing }
  if (source.startsWith('>') || source.startsWith('|')) return { ...base, kind: source.startsWith('>') ? 'quote' : 'table', words: bareWords(text, range) }
  const marks = /^#{1,6}(?=\s)/.exec(source)?.[0].length ?? 0
  const bullet = marks === 0 && bulletAt.exec(source)
  from += marks || (bullet ? bullet[0].length : 0)
  // A break in a paragraph leaves its sign at the end of the line.
  if (text[to - 1] === '\\' && text[to] === '\n') to--
  let words = trimmed(bareWords(text, { from, to }, reading.titles))
  const inner = text.slice(from, to).trim()
  const labelled = /^(?:watch|video|mv|m\/v|link|youtube|영상|뮤직비디오)\s*[:：]\s*(https?:\S+)$/i.exec(words.text)?.[1]
  const video = readVideoAddress(labelled ?? /^\[[^\]]*\]\(([^)\s]+)\)$/.exec(inner)?.[1] ?? words.text)
  if (video) return { ...base, kind: 'video', words, video }
  const stamp = timeAt.exec(words.text)?.[0].length ?? 0
  if (stamp > 0) words = { text: words.text.slice(stamp), at: words.at.slice(stamp) }
  const number = stamp > 0 ? null : numberAt(words.text, reading)
  if (number) words = { text: words.text.slice(number.length), at: words.at.slice(number.length) }
  const unnumbered = inner.replace(/^(?:\\?#|no\.?\s*)?\d{1,3}\\?[.):]?\s*/i, '')
  const bold = [inner, unnumbered].some((one) => /^(\*\*|__)(?:(?!\1).)+\1[.:]?$/s.test(one))
  const italic = !bold && /^([*_])(?:(?!\1).)+\1$/s.test(inner)
  const lead = /^(\*\*|__)((?:(?!\1).){2,200})\1/s.exec(inner)?.[0] ?? /^(\*\*|__)((?:(?!\1).){2,200})\1/s.exec(unnumbered)?.[0]
  const leadEnd = lead ? text.indexOf(lead, from) + lead.length : 0
  const boldLead = lead && !bold ? words.at.filter((at) => at < leadEnd).length : 0
  return {
    ...base,
    boldLead,
    linked: linkedVideo(text, from, unnumbered, words),
    kind: marks ? 'heading' : bullet ? 'item' : 'paragraph',
    level: marks,
    number: number?.value ?? null,
    bold,
    italic,
    words,
    video: null,
  }
}

/** A line that begins with a link to a video: `[Y – Z](https://youtu.be/…)`. */
function linkedVideo(text: string, from: number, inner: string, { at }: Bare): Block['linked'] {
  const link = /^(?:\*\*|__)?\[(?:\\.|[^\]\\\n]){2,200}\]\(([^)\s]+)\)/.exec(inner)
  const video = link && readVideoAddress(link[1]!)
  if (!video) return null
  const start = text.indexOf(link[0], from)
  const end = start + link[0].lastIndexOf('](')
  return { length: at.slice(0, -1).filter((one) => one < end).length, video, from: end, to: start + link[0].length }
}

function trimmed({ text, at }: Bare): Bare {
  const from = text.length - text.trimStart().length
  const to = text.trimEnd().length
  return from >= to ? { text: '', at: [at.at(-1)!] } : { text: text.slice(from, to), at: at.slice(from, to + 1) }
}
