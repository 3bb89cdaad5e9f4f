'use client'

import type { Present } from '@/features/articles/queries/presence'
import { findSection } from '@/features/articles/document/parts'
import { entriesOf, type ListDocument } from '@/features/articles/schema'
import { useEditor } from './editor-context.client'

const maxFaces = 4

/** Who somebody is: a person who has the list open in two tabs is there twice. */
const nameFor = ({ accountId, name }: Present, me: string) => (accountId === me ? 'You, in another tab' : name)

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
  const all = others.map((one) => ({ ...one, words: `${nameFor(one, article.accountId)}: ${whereIs(document, one.place)}` }))
  return (
    <ul className="others" aria-label="Also here">
      {all.slice(0, maxFaces).map(({ tab, name, words }) => (
        <li key={tab} title={words}>
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

/** The names of those who are in one part of the list. */
export const namesOf = (others: readonly Present[], place: string, me: string) =>
  others.filter((one) => one.place === place).map((one) => (one.accountId === me ? 'you, in another tab' : one.name))

/** Who else is in one part of the list. */
export function Here({ place }: { place: string }) {
  const { others, article } = useEditor()
  const names = namesOf(others, place, article.accountId)
  if (names.length === 0) return null
  return (
    <span className="here">
      <Faces names={names} />
      <span>Also here: {names.join(', ')}</span>
    </span>
  )
}

/** The same in a row of the outline: faces, and words for whoever hears the page. */
export const Mark = ({ names }: { names: string[] }) => (
  <span className="here" title={`Here: ${names.join(', ')}`}>
    <Faces names={names} />
    <span className="vh">, also here: {names.join(', ')}</span>
  </span>
)

const Faces = ({ names }: { names: string[] }) => names.slice(0, 2).map((name, index) => <Face key={index} name={name} />)

/** Somebody, by the first letter of their name. */
export const Face = ({ name }: { name: string }) => (
  <span className="face" aria-hidden="true">
    {[...name.trim()][0]?.toUpperCase() ?? '?'}
  </span>
)
