import { Fragment } from 'react'
import { cutText } from '../marked'

/** Plain text with what was looked for marked; otherwise as `Words` sets it. `whole`: it is the reason itself, so all of it when nothing in it can be marked. */
export function Marked({ text, words, whole = false }: { text: string; words: readonly string[]; whole?: boolean }) {
  return cutText(text, words, whole).map(({ kind, pieces }, index) => {
    const inside = pieces.map((piece, place) => (piece.mark ? <mark key={place}>{piece.text}</mark> : piece.text))
    if (kind === 'plain') return <Fragment key={index}>{inside}</Fragment>
    return (
      <span key={index} {...(kind === 'name' ? { className: 'nb' } : { lang: 'ko' })}>
        {inside}
      </span>
    )
  })
}
