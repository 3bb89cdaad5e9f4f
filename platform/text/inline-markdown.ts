/**
 * Writes words with their looks as one line of Markdown that reads back as it was meant by the grammar of our pages (CommonMark with emphasis that also
 * binds beside Hangul, see emphasis.ts). Safe in a browser: it knows the rule by itself and needs no parser.
 */

/** Words of one look. `text` is plain; `code` is written between backticks. */
export type Piece = { text: string; bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean; href?: string; raw?: boolean }

const isBlank = (letter: string) => letter === '' || /\s/.test(letter)
const isSign = (letter: string) => /[\p{P}\p{S}]/u.test(letter)
// The blocks of CJK letters and their punctuation; Hangul in all its forms.
const isCjk = (letter: string) => /[\u1100-\u11ff\u2e80-\u303e\u3040-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee\u{16fe0}-\u{18dff}\u{1af00}-\u{1b2ff}\u{20000}-\u{3fffd}]/u.test(letter) // prettier-ignore

/** Plain text as Markdown: signs that would mean something stand behind a backslash. Two strokes hide words beside a letter, which may be in the next piece. */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*[\]_]|~(?=~|$)|(?<=~|^)~|<(?=[a-z/!?])|&(?=#?\w+;)|(?<!\|)\|(?=\|(?!\|))/gi, (sign, at: number) => {
    if (sign === '|' && [text[at - 1], text[at + 2]].every((beside) => beside?.trim() === '')) return sign
    const intraword = sign === '_' && /[a-z0-9]/i.test(text[at - 1] ?? '') && /[a-z0-9]/i.test(text[at + 1] ?? '')
    return intraword ? sign : `\\${sign}`
  })

const signsOfLine: [RegExp, string][] = [
  [/^(?=#{1,6}(?:\s|$))/, '\\'],
  [/^(?=[-+](?:\s|$))/, '\\'],
  [/^(?=>)/, '\\'],
  [/^(?=[-=]+\s*$)/, '\\'],
  [/^(?=[|:-][|:\s-]*$)/, '\\'],
  [/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\'],
]
/** A line of Markdown that was written here, so that its first signs are words: no heading, list, quote, rule or row of a table. */
export const escapeLineStart = (line: string): string => {
  for (const [pattern, by] of signsOfLine) if (pattern.test(line)) return line.replace(pattern, by)
  return line
}

/** The target of a link as it stands between its brackets. */
export function linkTarget(href: string): string {
  const address = href.replaceAll(/\s+/g, '%20').replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('\\', '%5C')
  return /[()*_]/.test(address) && !balanced(address) ? `<${address}>` : address
}

function balanced(text: string): boolean {
  let depth = 0
  for (const letter of text) {
    if (letter === '(') depth++
    else if (letter === ')' && --depth < 0) return false
  }
  return depth === 0
}

type Segment = { text: string; marks: number; atomic: boolean; href: string }
const [strike, bold, italic] = [1, 2, 4]
const outermostFirst = [strike, bold, italic]
const signs: Record<number, string> = { [strike]: '~~', [bold]: '**', [italic]: '*' }

/** One paragraph of Markdown; a line feed in the text is a break in it. */
export function writeInline(pieces: readonly Piece[]): string {
  let segments = toSegments(pieces)
  const most = segments.length > 2000 ? 3 : 10
  for (let tries = 0; tries < most; tries++) {
    const { text, wrong } = written(moveBlanks(segments, tries > 0))
    if (wrong.size === 0) return text
    if (tries > 0) segments = segments.map((segment) => (wrong.has(segment) ? { ...segment, marks: 0 } : segment))
  }
  return written(segments.map((segment) => ({ segment: { ...segment, marks: 0 }, of: segment }))).text
}

function toSegments(pieces: readonly Piece[]): Segment[] {
  const segments: Segment[] = []
  for (const { text, href = '', code, raw, ...look } of joinCode(pieces)) {
    if (text === '') continue
    const marks = (look.strike ? strike : 0) | (look.bold ? bold : 0) | (look.italic ? italic : 0)
    const last = segments.at(-1)
    if (code) segments.push({ text: codeSpan(text), marks, atomic: true, href })
    else if (last && !last.atomic && !raw && last.marks === marks && last.href === href) last.text += text
    else segments.push({ text, marks, atomic: raw ?? false, href })
  }
  return segments.map((segment) => (segment.atomic ? segment : { ...segment, text: escaped(segment) }))
}

/** In struck words each wave is escaped: one at the end may have to stand behind their sign. */
const escaped = ({ text, marks }: Segment) => (marks & strike ? escapeMarkdown(text).replaceAll(/(?<!\\)~/g, '\\~') : escapeMarkdown(text))

/** Two stretches of code that touch would read as one with backticks in it. */
function joinCode(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (piece.text === '') continue
    if (piece.code && last?.code && (last.href ?? '') === (piece.href ?? '')) joined[joined.length - 1] = { ...last, text: last.text + piece.text }
    else joined.push(piece)
  }
  return joined
}

function codeSpan(text: string): string {
  const line = text.replaceAll('\n', ' ')
  const longest = (line.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0)
  const fence = '`'.repeat(longest + 1)
  const padding = /^`|`$|^ .* $/.test(line) ? ' ' : ''
  return `${fence}${padding}${line}${padding}${fence}`
}

type Placed = { segment: Segment; of: Segment }

/**
 * Blanks at the edges of marked words belong outside them: `**bold **` is not bold. With `signsToo` the same is done with punctuation, next to which a sign does not
 * always bind: `“**Kiss**”s`.
 */
function moveBlanks(segments: readonly Segment[], signsToo: boolean): Placed[] {
  const edge = (letter: string) => isBlank(letter) || (signsToo && isSign(letter))
  const parts: Placed[] = []
  for (const of of segments) {
    const { text, marks, atomic } = of
    if (marks === 0 || atomic) {
      parts.push({ segment: of, of })
      continue
    }
    const letters = [...text]
    let [from, to] = [0, letters.length]
    while (from < to && edge(letters[from]!)) from++
    while (to > from && edge(letters[to - 1]!)) to--
    const lead = letters.slice(0, from).join('')
    const core = letters.slice(from, to).join('')
    const tail = letters.slice(to).join('')
    if (lead) parts.push({ segment: { ...of, text: lead, marks: -1 }, of })
    if (core) parts.push({ segment: of.text === core ? of : { ...of, text: core }, of })
    if (tail) parts.push({ segment: { ...of, text: tail, marks: -1 }, of })
  }
  // What was moved out has the looks that both its neighbours have.
  let before = 0
  const behind: number[] = []
  for (let at = parts.length - 1, marks = 0; at >= 0; at--) {
    behind[at] = marks
    if (parts[at]!.segment.marks >= 0) marks = parts[at]!.segment.marks
  }
  return parts.map(({ segment, of }, at) => {
    if (segment.marks >= 0) {
      before = segment.marks
      return { segment, of }
    }
    const marks = before & behind[at]!
    return { segment: { ...segment, marks }, of }
  })
}

/** A run of the same signs in the text, with the marks that it is to close and to open, and the segments around it. */
type Run = { at: number; length: number; closes: number[]; opens: number[]; around: Segment[]; stars: boolean }

/** The text, and the segments beside signs that would not bind as they should. */
function written(parts: readonly Placed[]): { text: string; wrong: Set<Segment> } {
  const out: string[] = []
  const runs: Run[] = []
  let length = 0
  let href = ''
  let open: { mark: number; since: number }[] = []
  const add = (text: string) => {
    out.push(text)
    length += text.length
  }
  const change = (marks: number, around: Segment[]) => {
    const closing: number[] = []
    // Of two that were opened by one run either may be the inner one.
    const [outer, inner] = [open.at(-2), open.at(-1)]
    if (outer && inner && outer.since === inner.since && outer.mark !== strike && !(marks & outer.mark) && marks & inner.mark) open.splice(-2, 2, inner, outer)
    // What is struck out holds the others, never the other way round.
    const struck = open.some(({ mark }) => mark === strike)
    const keepNone = struck !== Boolean(marks & strike)
    while (open.length > 0 && (keepNone || open.some(({ mark }) => !(marks & mark)))) closing.push(open.pop()!.mark)
    const opening = outermostFirst.filter((mark) => marks & mark && !open.some((one) => one.mark === mark))
    if (closing.length + opening.length === 0) return
    const groups = [
      { stars: true, closes: closing.filter((mark) => mark !== strike), opens: [] as number[] },
      { stars: false, closes: closing.filter((mark) => mark === strike), opens: opening.filter((mark) => mark === strike) },
      { stars: true, closes: [] as number[], opens: opening.filter((mark) => mark !== strike) },
    ]
    const strikes = groups[1]!.closes.length + groups[1]!.opens.length > 0
    const joined = strikes ? groups : [{ stars: true, closes: groups[0]!.closes, opens: groups[2]!.opens }]
    for (const group of joined) {
      const text = [...group.closes, ...group.opens].map((mark) => signs[mark]).join('')
      if (text) runs.push({ ...group, at: length, length: text.length, around })
      add(text)
    }
    open = [...open, ...opening.map((mark) => ({ mark, since: runs.length }))]
  }
  let last: Segment | null = null
  for (const { segment, of } of parts) {
    if (segment.href !== href) {
      change(0, last ? [last] : [])
      if (href) add(`](${linkTarget(href)})`)
      // An exclamation mark before it would make a picture of the link.
      if (segment.href && out.at(-1)?.endsWith('!')) {
        out[out.length - 1] = out.at(-1)!.replace(/!$/, '\\!')
        length++
      }
      if (segment.href) add('[')
      href = segment.href
      last = null
    }
    change(segment.marks, last ? [last, of] : [of])
    add(segment.text)
    last = of
  }
  change(0, last ? [last] : [])
  if (href) add(`](${linkTarget(href)})`)
  const text = out.join('')
  return { text, wrong: findUnbound(text, runs) }
}

/** What the grammar would make of each run, as far as it is not what was meant (https://spec.commonmark.org/0.31.2/#phase-2-inline-structure). */
function findUnbound(text: string, runs: readonly Run[]): Set<Segment> {
  const wrong = new Set<Segment>()
  const fault = (run: Run) => run.around.forEach((segment) => wrong.add(segment))
  const stack: Opener[] = []
  for (const run of runs) {
    const [before, after] = [letterBefore(text, run.at), String.fromCodePoint(text.codePointAt(run.at + run.length) ?? 32)]
    const plain = (letter: string) => !isBlank(letter) && !(isSign(letter) && !isCjk(letter))
    // Stars beside a tilde always bind.
    const opens = plain(after) || (!isBlank(after) && (!plain(before) || isCjk(before))) || (run.stars && after === '~')
    const closes = plain(before) || (!isBlank(before) && (!plain(after) || isCjk(after))) || (run.stars && before === '~')
    if ((run.closes.length > 0 && !closes) || (run.opens.length > 0 && !opens)) fault(run)
    if (!run.stars) continue
    let left = run.length
    const toOpen = run.opens.reduce((sum, mark) => sum + signs[mark]!.length, 0)
    while (closes && left > toOpen) {
      const opener = stack.at(-1)
      if (!opener || !fits(opener, run, opens)) break
      const use = opener.left > 1 && left > 1 ? 2 : 1
      // One of the two alone is to end here, and the other would.
      if (run.closes.length === 1 && signs[run.closes[0]!]!.length !== use) break
      left -= use
      opener.left -= use
      if (opener.left === 0) stack.pop()
    }
    if (left !== toOpen) fault(run)
    // It would close what another opened: no more than two are open at a time.
    else if (closes && toOpen > 0 && stack.some((opener) => fits(opener, run, opens))) fault(run)
    if (toOpen > 0) stack.push({ left: toOpen, length: run.length, both: opens && closes, run })
  }
  for (const { run } of stack) fault(run)
  return wrong
}

type Opener = { left: number; length: number; both: boolean; run: Run }

const fits = (opener: Opener, run: Run, opens: boolean) => !((opener.both || opens) && run.length % 3 !== 0 && (opener.length + run.length) % 3 === 0)

function letterBefore(text: string, at: number): string {
  const unit = text.slice(Math.max(0, at - 2), at)
  return [...unit].at(-1) ?? ' '
}
