import { diffIndices } from 'node-diff3'
import { plainText } from '@/platform/text/markdown'

/** A stretch of a text: the same in both, only in this one, or left out because both have it. */
export type Segment = { text: string; is: 'same' | 'differs' | 'gap' }
/** One text beside another, A and B. */
export type TwoTexts = { a: Segment[]; b: Segment[] }

/** Words and single signs, each with the blanks behind it; blanks before the first are a word without letters. */
const wordsOf = (text: string) =>
  Array.from(text.matchAll(/([\p{L}\p{N}\p{M}'’_-]+|[^\p{L}\p{N}\s]|^)(\s*)/gu), ([all, word]) => ({ all, word: word! })).filter(({ all }) => all !== '')

/** More words than these are not held against each other: the work grows with their square. */
const maxWords = 1500

/** What both have (blanks aside), or what each has instead of the other's. */
type Piece = { a: string; b: string; is: Segment['is'] }

/** Words are held against each other without the blanks behind them: a word is the same at the end of a paragraph. */
function piecesBetween(before: string, after: string): Piece[] {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  const shorter = Math.min(old.length, now.length)
  let start = 0
  while (start < shorter && old[start]!.word === now[start]!.word) start++
  let end = 0
  while (end < shorter - start && old[old.length - 1 - end]!.word === now[now.length - 1 - end]!.word) end++
  const [a, b] = [old.slice(start, old.length - end), now.slice(start, now.length - end)].map((words) => words.map(({ word }) => word)) as [string[], string[]]
  const isLong = a.length > maxWords || b.length > maxWords
  const differences = isLong ? [{ buffer1: [0, a.length] as const, buffer2: [0, b.length] as const }] : diffIndices(a, b)
  const pieces: Piece[] = []
  const text = (words: typeof old, from: number, to: number) => words.slice(from, to).map(({ all }) => all).join('') // prettier-ignore
  let [fromA, fromB] = [0, 0]
  const upTo = (toA: number, toB: number, is: Segment['is']) => {
    const piece: Piece = { a: text(old, fromA, toA), b: text(now, fromB, toB), is }
    ;[fromA, fromB] = [toA, toB]
    if (piece.a !== '' || piece.b !== '') pieces.push(piece)
  }
  for (const { buffer1, buffer2 } of differences) {
    upTo(start + buffer1[0], start + buffer2[0], 'same')
    upTo(start + buffer1[0] + buffer1[1], start + buffer2[0] + buffer2[1], 'differs')
  }
  upTo(old.length, now.length, 'same')
  return before !== after && !pieces.some(({ is }) => is === 'differs') ? [{ a: before, b: after, is: 'differs' }] : pieces.flatMap(withoutBlanksBehind)
}

/** The blanks behind words that differ are no part of them. */
function withoutBlanksBehind(piece: Piece): Piece[] {
  if (piece.is !== 'differs') return [piece]
  const cut = (text: string) => [text.trimEnd(), text.slice(text.trimEnd().length)] as const
  const [[a, blankA], [b, blankB]] = [cut(piece.a), cut(piece.b)]
  // Blanks alone that differ stay marked.
  return a === '' && b === '' ? [piece] : [{ a, b, is: 'differs' }, { a: blankA, b: blankB, is: 'same' }] // prettier-ignore
}

function sidesOf(pieces: Piece[]): TwoTexts {
  const side = (which: 'a' | 'b'): Segment[] => {
    const segments: Segment[] = []
    for (const { is, [which]: text } of pieces) {
      const last = segments.at(-1)
      if (text === '') continue
      if (last?.is === is) last.text += text
      else segments.push({ text, is })
    }
    return segments
  }
  return { a: side('a'), b: side('b') }
}

/** Two texts with the words marked that are in one of them only. */
export const wordsBetween = (before: string, after: string): TwoTexts => sidesOf(piecesBetween(before, after))

/** Characters of what is the same that stay around a difference. */
const around = 140

/** Leaves out what is the same in both, where that is long, and far from any difference. */
const shortened = (pieces: Piece[]): Piece[] =>
  pieces.flatMap((piece, index): Piece[] => {
    if (piece.is !== 'same' || piece.b.length <= around * 2.5) return [piece]
    const begin = index === 0 ? '' : piece.b.slice(0, around).replace(/\S*$/, '')
    const end = index === pieces.length - 1 ? '' : piece.b.slice(-around).replace(/^\S*/, '')
    const both = (text: string, is: Segment['is']): Piece => ({ a: text, b: text, is })
    return [both(begin, 'same'), both(' … ', 'gap'), both(end, 'same')]
  })

/** What may be Markdown: of a paragraph without it the words are as they are written. */
const markup = /[*_[\]<>`~|&\\#^]|:\/\/|^\s*(?:\d+[.)]|[-+=])/m

/** The words of prose as a reader sees them, each paragraph on a line of its own. */
const seen = (markdown: string): string =>
  markdown
    .split(/\n\s*\n/)
    .map((paragraph) => (markup.test(paragraph) ? plainText(paragraph) : paragraph.replaceAll(/\s+/g, ' ').trim()))
    .filter(Boolean)
    .join('\n')

/** Characters of both documents that are read as Markdown for one comparison, and that are looked through for words that differ. */
const [maxSeen, maxCompared] = [150_000, 600_000]

/**
 * Compares pieces of prose of two documents: as readers see them; as they are written, where only links, emphasis or signs differ. Many long ones are compared as they are written, and
 * of more than that each stands there with its first words: one page must not keep the site from its other work.
 */
export function proseComparer(): (before: string, after: string) => TwoTexts {
  let characters = 0
  return (before, after) => {
    characters += before.length + after.length
    if (characters > maxCompared) return sidesOf([{ a: firstWords(before), b: firstWords(after), is: 'differs' }])
    const [old, now] = characters > maxSeen ? ['', ''] : [seen(before), seen(after)]
    return sidesOf(shortened(old === now ? piecesBetween(before, after) : piecesBetween(old, now)))
  }
}

/** The first words of a piece of prose. */
export function firstWords(markdown: string, length = 220): string {
  const text = seen(markdown.slice(0, length * 2))
  return text.length <= length ? text : `${text.slice(0, length).replace(/\s+\S*$/, '')}…`
}
