import { fold, minMiddle } from '@/platform/text/fold'
import { splitWords } from '@/platform/text/words'
import type { Piece } from './ui/typed'

/**
 * Where in a text the words are, as [from, to) of its characters, in order and apart. Folded as the search folds them, so “kpop” is in “K-pop”; at the
 * beginning of words, as the search finds them, so “uk” is not in “Eunhyuk”.
 */
export function findMarks(text: string, words: readonly string[]): [number, number][] {
  const { folded, starts, ends } = foldedWithPlaces(text)
  const marks: [number, number][] = []
  const inside: [number, number][] = []
  for (const word of words.map(fold)) {
    if (word === '') continue
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      const from = starts[at]!
      const to = ends[at + word.length - 1]!
      const begins = !isLetter(text[from - 1]) || isSyllable(text[from])
      const alone = word.length > 1 || isSyllable(text[from]) || !isLetter(text[to])
      if (begins && alone) marks.push([from, to])
      else if (word.length >= minMiddle) inside.push([from, to])
    }
  }
  return united(marks.length > 0 ? marks : inside)
}

/** A text in pieces, with the words marked in it. `whole`: it is the reason itself, so all of it is marked when nothing in it can be. */
export function piecesOf(text: string, words: readonly string[], whole = false): Piece[] {
  const found = findMarks(text, words)
  const marks: [number, number][] = whole && found.length === 0 ? [[0, text.length]] : found
  const pieces: Piece[] = []
  let at = 0
  for (const { kind, text: part } of splitWords(text)) {
    const end = at + part.length
    const cuts = [...new Set([at, ...marks.flat().filter((cut) => cut > at && cut < end), end])].toSorted((one, other) => one - other)
    for (const [index, from] of cuts.slice(0, -1).entries()) {
      const isMarked = marks.some(([begin, until]) => begin <= from && from < until)
      pieces.push({ text: text.slice(from, cuts[index + 1]), ...(isMarked && { mark: true as const }), ...(kind === 'hangul' && { lang: 'ko' }) })
    }
    at = end
  }
  return pieces
}

const isSyllable = (character: string | undefined) =>
  character !== undefined && /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character)
const isLetter = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character)

/** Folds a text but keeps blanks, so that no match crosses words. Gives for each folded character where its source begins and ends. */
function foldedWithPlaces(text: string) {
  let folded = ''
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const character of text) {
    const part = /\s/u.test(character) ? ' ' : fold(character)
    for (let index = 0; index < part.length; index++) {
      starts.push(at)
      ends.push(at + character.length)
    }
    folded += part
    at += character.length
  }
  return { folded, starts, ends }
}

function united(marks: [number, number][]): [number, number][] {
  const all: [number, number][] = []
  for (const [from, to] of marks.toSorted((one, other) => one[0] - other[0] || one[1] - other[1])) {
    const last = all.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else all.push([from, to])
  }
  return all
}
