import { Fragment } from 'react'
import { splitWords } from '@/platform/text/words'

/** Plain text as it should stand on a page: hyphenated names stay on one line, Hangul says that it is Korean. */
export function Words({ text }: { text: string }) {
  return splitWords(text).map(({ kind, text: part }, index) => {
    if (kind === 'plain') return <Fragment key={index}>{part}</Fragment>
    return kind === 'name' ? (
      <span key={index} className="nb">
        {part}
      </span>
    ) : (
      <span key={index} lang="ko">
        {part}
      </span>
    )
  })
}

/** A name, and the same name in its own script when there is one. */
export function Name({ name, original }: { name: string; original?: { name: string; lang: string } | null }) {
  return (
    <>
      <Words text={name} />
      {original && original.name !== name ? (
        <>
          {' '}
          <span lang={original.lang}>{original.name}</span>
        </>
      ) : null}
    </>
  )
}
