import { Fragment, type ReactNode } from 'react'

/** Capitalised hyphenated names (K-pop, Seo-joon, Super Junior-D&E) and runs of Hangul with the spaces inside them. */
const special = /(\p{Lu}[\p{L}\p{N}’']*(?:-[\p{L}\p{N}&]+)+)|([\p{Script=Hangul}]+(?:[ ·,]+[\p{Script=Hangul}]+)*)/gu
const longestUnbroken = 24

/** Plain text as it should stand on a page: hyphenated names stay on one line, Hangul says that it is Korean. */
export function Words({ text }: { text: string }) {
  const parts: ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(special)) {
    const [whole, hyphenated] = match
    if (hyphenated && whole.length > longestUnbroken) continue
    if (match.index > end) parts.push(text.slice(end, match.index))
    parts.push(hyphenated ? <span className="nb">{whole}</span> : <span lang="ko">{whole}</span>)
    end = match.index + whole.length
  }
  if (end < text.length) parts.push(text.slice(end))
  return parts.map((part, index) => <Fragment key={index}>{part}</Fragment>)
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
