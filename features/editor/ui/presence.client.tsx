'use client'

import type { Present } from '@/features/articles/queries/presence'
import { findSection } from '@/features/articles/document/parts'
import { entriesOf, type ListDocument } from '@/features/articles/schema'
import { useEditor } from './editor-context.client'

const maxFaces = 4

/** Somebody who is here, once however many tabs they have open. */
type Person = { name: string; words: string; places: string[] }

/** Who they are, in the order in which they came. */
function peopleOf(others: readonly Present[], me: string): Person[] {
  const people = new Map<string, Person>()
  for (const { accountId, name, place } of others) {
    const words = accountId === me ? 'you, in another tab' : name
    const known = people.get(accountId) ?? { name, words, places: [] }
    people.set(accountId, { ...known, places: [...new Set([...known.places, place])] })
  }
  return [...people.values()]
}

/** The part of the list that somebody is in, in words. */
function whereIs(document: ListDocument, place: string): string {
  const [kind, id] = place.split(':', 2)
  if (kind === 'entry') return entriesOf(document).find(({ entry }) => entry.id === id)?.entry.heading || 'an entry without a heading'
  return kind === 'section' ? (findSection(document, id!)?.heading ?? '') || 'a section without a heading' : 'the title and introduction'
}

/** Who else has the list open, beside its state. */
export function Others() {
  const { others, document, article } = useEditor()
  if (others.length === 0) return null
  const all = peopleOf(others, article.accountId).map(({ name, words, places }) => {
    const who = `${words.charAt(0).toUpperCase()}${words.slice(1)}`
    return { name, words: `${who}: ${places.map((place) => whereIs(document, place)).join('; ')}` }
  })
  return (
    <ul className="others" aria-label="Also here">
      {all.slice(0, maxFaces).map(({ name, words }) => (
        <li key={words} title={words}>
          <Face name={name} />
          <span className="vh">{words}</span>
        </li>
      ))}
      {all.length > maxFaces ? (
        <li
          title={all
            .slice(maxFaces)
            .map(({ words }) => words)
            .join('\n')}
        >
          <span className="face" aria-hidden="true">
            +{all.length - maxFaces}
          </span>
          <span className="vh">and {all.length - maxFaces} more</span>
        </li>
      ) : null}
    </ul>
  )
}

/** Those who are in one part of the list, a line each: their name, a tab, and what they are called here. */
export const linesOf = (others: readonly Present[], place: string, me: string) =>
  peopleOf(
    others.filter((one) => one.place === place),
    me,
  )
    .map(({ name, words }) => `${name}\t${words}`)
    .join('\n')

const readLines = (lines: string) => lines.split('\n').map((line) => line.split('\t') as [name: string, words: string])
const wordsIn = (lines: string) =>
  readLines(lines)
    .map(([, words]) => words)
    .join(', ')

/** Who else is in one part of the list. */
export function Here({ place }: { place: string }) {
  const { others, article } = useEditor()
  return <HereLine lines={linesOf(others, place, article.accountId)} />
}

export const HereLine = ({ lines }: { lines: string }) =>
  lines === '' ? null : (
    <span className="here">
      <Faces lines={lines} />
      <span>Also here: {wordsIn(lines)}</span>
    </span>
  )

/** The same in a row of the outline: faces, and words for whoever hears the page. */
export const Mark = ({ lines }: { lines: string }) => (
  <span className="here" title={`Here: ${wordsIn(lines)}`}>
    <Faces lines={lines} />
    <span className="vh">, also here: {wordsIn(lines)}</span>
  </span>
)

const Faces = ({ lines }: { lines: string }) =>
  readLines(lines)
    .slice(0, 2)
    .map(([name]) => <Face key={name} name={name} />)

const hues = 6

/** The first letters of the first and the last word of a name: “Mina Park” is MP, 박서준 is 박. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return letters.map((word) => [...word][0]!.toUpperCase()).join('') || '?'
}

/** Somebody, by the first letters of their name and a colour that is theirs everywhere. */
export const Face = ({ name }: { name: string }) => (
  <span className="face" aria-hidden="true" data-hue={[...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 9973, 7) % hues}>
    {initialsOf(name)}
  </span>
)
