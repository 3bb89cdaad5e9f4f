import type { Range } from './bare-words'
import { readLabel } from './labels'
import type { Use } from './plan'

export type Proof = {
  /** Stretches with words that nothing uses. */
  leftOver: Range[]
  /** Signs, numbers and rules that stand for the structure, and nowhere in the list. */
  dropped: (Range & { why: string })[]
  /** Characters that two parts would use. */
  twice: Range[]
}

const isBlank = (text: string) => /^\s*$/.test(text)

/** Accounts for every character of the text: used by exactly one part, dropped for a reason, or left over. Blanks between parts count for nothing. */
export function prove(text: string, uses: readonly Use[]): Proof {
  const sorted = uses.filter(({ from, to }) => to > from).toSorted((one, other) => one.from - other.from || one.to - other.to)
  const leftOver: Range[] = []
  const dropped: Proof['dropped'] = []
  const twice: Range[] = []
  let at = 0
  const gap = (to: number) => {
    if (to <= at || isBlank(text.slice(at, to))) return
    // The end of one block and the beginning of the next are dropped for reasons of their own.
    let from = at
    for (const words of text.slice(at, to).split(/(?<=\n)/)) {
      const span = { from, to: from + words.length }
      from = span.to
      if (isBlank(words)) continue
      const why = reasonOf(words)
      if (why) dropped.push({ ...span, why })
      else if (leftOver.at(-1)?.to === span.from) leftOver.at(-1)!.to = span.to
      else leftOver.push(span)
    }
  }
  for (const { from, to, as, why } of sorted) {
    gap(from)
    if (from < at && !isBlank(text.slice(from, Math.min(at, to)))) twice.push({ from, to: Math.min(at, to) })
    if (as === 'dropped') dropped.push({ from, to, why: why ?? 'no part of the list' })
    at = Math.max(at, to)
  }
  gap(text.length)
  return { leftOver, dropped, twice }
}

/** The ending of “Y’s” between a name and a title. */
export const isPossessive = (words: string): boolean => /^[^\p{L}\p{N}]*(?:[’']s|의)[^\p{L}\p{N}]*$/u.test(words)

/** Why a stretch between parts is no loss. */
function reasonOf(words: string): string | null {
  if (!/[\p{L}\p{N}]/u.test(words)) return 'signs of headings, lists and emphasis, or between a title and a name'
  if (/^[\s*_#\\]*[IVX]{1,5}[.)][\s*_#\\]*$/.test(words)) return 'the number of an entry'
  if (isPossessive(words)) return 'the ending of a possessive between a name and a title'
  if (/[:：][\s*_]*$/.test(words) && readLabel(`${words.replace(/^[^\p{L}]+/u, '').replaceAll(/[\s*_]+$/g, '')}x`))
    return 'the word that says what a line holds'
  if (/^[\s*_#>[(-]*\d{1,2}:\d{2}(?::\d{2})?[\s\])*_|–—-]*$/.test(words)) return 'when a song of a mix begins'
  const number = words.replaceAll(/[\s*_#\\.()[\]:·•→›»\-–—+|/,]|\ufe0f|\u20e3/gu, '')
  if (
    /^(?:\d{1,3}|\d{1,3}[위번]|no\d{1,3}|number\d{1,3}|(?:entry|track|step|part|chapter|stop|reason|round|lesson|day|week|scene|act)\d{1,3}|№\d{1,3}|[①-⑳])$/i.test(
      number,
    )
  )
    return 'the number of an entry'
  if (/^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)$/i.test(number))
    return 'the number of an entry'
  if (/^[^\p{L}\p{N}]*\]\((?:<[^>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)[^\p{L}\p{N}]*$/u.test(words)) return 'where a link in a heading leads'
  return null
}
