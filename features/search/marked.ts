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

/** One word, or what is between words, in pieces: those that are marked and those that are not. */
type Part = { kind: ReturnType<typeof splitWords>[number]['kind']; pieces: { text: string; mark?: true }[] }

/** A text by its words, each cut where a mark begins or ends. `whole`: it is the reason itself, so all of it is marked when nothing in it can be. */
export function cutText(text: string, words: readonly string[], whole = false): Part[] {
  const found = findMarks(text, words)
  const marks: [number, number][] = whole && found.length === 0 ? [[0, text.length]] : found
  let at = 0
  return splitWords(text).map(({ kind, text: part }) => {
    const from = at
    at += part.length
    const cuts = [...new Set([from, ...marks.flat().filter((cut) => cut > from && cut < at), at])].toSorted((one, other) => one - other)
    const isMarked = (place: number) => marks.some(([begin, until]) => begin <= place && place < until)
    const pieces = cuts.slice(0, -1).map((cut, index) => ({ text: text.slice(cut, cuts[index + 1]), ...(isMarked(cut) && { mark: true as const }) }))
    return { kind, pieces }
  })
}

/** The same without the words, as rows of what is found while somebody types have it. */
export const piecesOf = (text: string, words: readonly string[], whole = false): Piece[] =>
  cutText(text, words, whole).flatMap(({ kind, pieces }) => pieces.map((piece) => ({ ...piece, ...(kind === 'hangul' && { lang: 'ko' }) })))

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
