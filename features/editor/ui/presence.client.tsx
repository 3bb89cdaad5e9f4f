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

/** Who else is in one part of the list: in the outline a face, at the part itself their name too. */
export function Here({ place, named = false }: { place: string; named?: boolean }) {
  const { others, article } = useEditor()
  const here = others.filter((one) => one.place === place)
  if (here.length === 0) return null
  const words = here.map((one) => (one.accountId === article.accountId ? 'you, in another tab' : one.name)).join(', ')
  return (
    <span className="here" title={named ? undefined : `Here: ${words}`}>
      {here.slice(0, 2).map(({ tab, name }) => (
        <Face key={tab} name={name} />
      ))}
      <span className={named ? undefined : 'vh'}>{named ? `Also here: ${words}` : `, also here: ${words}`}</span>
    </span>
  )
}

const Face = ({ name }: { name: string }) => (
  <span className="face" aria-hidden="true">
    {[...name.trim()][0]?.toUpperCase() ?? '?'}
  </span>
)
