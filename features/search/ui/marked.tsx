import { Fragment, type ReactNode } from 'react'
import { splitWords } from '@/platform/text/words'
import { findMarks } from '../marked'

/** Plain text with what was looked for marked; otherwise as `Words` sets it. `whole`: it is the reason itself, so all of it when nothing in it can be marked. */
export function Marked({ text, words, whole = false }: { text: string; words: readonly string[]; whole?: boolean }) {
  const found = findMarks(text, words)
  const marks: [number, number][] = whole && found.length === 0 ? [[0, text.length]] : found
  let at = 0
  return splitWords(text).map(({ kind, text: part }, index) => {
    const inside = withMarks(part, at, marks)
    at += part.length
    if (kind === 'plain') return <Fragment key={index}>{inside}</Fragment>
    return (
      <span key={index} {...(kind === 'name' ? { className: 'nb' } : { lang: 'ko' })}>
        {inside}
      </span>
    )
  })
}

/** A part of the text that begins at `at`. */
function withMarks(part: string, at: number, marks: [number, number][]): ReactNode[] {
  const pieces: ReactNode[] = []
  let end = 0
  for (const [markFrom, markTo] of marks) {
    const from = Math.max(0, markFrom - at)
    const to = Math.min(part.length, markTo - at)
    if (from >= to) continue
    pieces.push(part.slice(end, from), <mark key={from}>{part.slice(from, to)}</mark>)
    end = to
  }
  return [...pieces, part.slice(end)]
}
