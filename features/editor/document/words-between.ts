import { diffIndices } from 'node-diff3'
import { plainText } from '@/platform/text/markdown'

/** A stretch of a text: the same in both, only in this one, or left out because both have it. */
export type Segment = { text: string; is: 'same' | 'differs' | 'gap' }
/** One text beside another, A and B. */
export type TwoTexts = { a: Segment[]; b: Segment[] }

/** Words, with the blanks behind them, and single signs. */
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}'’_-]+[^\S\n]*|[^\p{L}\p{N}\s][^\S\n]*|\s+/gu) ?? []

/** More words than these are not held against each other: the work grows with their square. */
const maxWords = 3000

/** What both have, or what each has instead of the other's. */
type Piece = { both: string; gap?: boolean } | { a: string; b: string }

function piecesBetween(before: string, after: string): Piece[] {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  const shorter = Math.min(old.length, now.length)
  let start = 0
  while (start < shorter && old[start] === now[start]) start++
  let end = 0
  while (end < shorter - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++
  const [a, b] = [old.slice(start, old.length - end), now.slice(start, now.length - end)]
  const isLong = a.length > maxWords || b.length > maxWords
  const differences = isLong ? [{ buffer1: [0, a.length] as const, buffer2Content: b }] : diffIndices(a, b)
  const pieces: Piece[] = [{ both: old.slice(0, start).join('') }]
  let from = 0
  for (const { buffer1, buffer2Content } of differences) {
    const [at, count] = buffer1
    pieces.push({ both: a.slice(from, at).join('') }, { a: a.slice(at, at + count).join(''), b: buffer2Content.join('') })
    from = at + count
  }
  pieces.push({ both: a.slice(from).join('') + old.slice(old.length - end).join('') })
  return pieces.filter((piece) => !('both' in piece) || piece.both !== '')
}

function sidesOf(pieces: Piece[]): TwoTexts {
  const side = (which: 'a' | 'b'): Segment[] => {
    const segments: Segment[] = []
    for (const piece of pieces) {
      const text = 'both' in piece ? piece.both : piece[which]
      const is = 'both' in piece ? (piece.gap ? 'gap' : 'same') : 'differs'
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
    if (!('both' in piece) || piece.both.length <= around * 2.5) return [piece]
    const begin = index === 0 ? '' : piece.both.slice(0, around).replace(/\S*$/, '')
    const end = index === pieces.length - 1 ? '' : piece.both.slice(-around).replace(/^\S*/, '')
    return [{ both: begin }, { both: ' … ', gap: true }, { both: end }]
  })

/** The words of prose as a reader sees them, each paragraph on a line of its own. */
const seen = (markdown: string): string =>
  markdown
    .split(/\n\s*\n/)
    .map(plainText)
    .filter(Boolean)
    .join('\n')

/** Two pieces of prose, as readers see them; as they are written where only links, emphasis or signs differ. */
export function proseBetween(before: string, after: string): TwoTexts {
  const [old, now] = [seen(before), seen(after)]
  return sidesOf(shortened(old === now ? piecesBetween(before, after) : piecesBetween(old, now)))
}

/** The first words of a piece of prose. */
export function firstWords(markdown: string, length = 220): string {
  const text = seen(markdown.slice(0, length * 8))
  return text.length <= length ? text : `${text.slice(0, length).replace(/\s+\S*$/, '')}…`
}
