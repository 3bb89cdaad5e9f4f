'use client'

import { useEffect, useState } from 'react'
import { entriesOf, limits } from '@/features/articles/schema'
import { problemAt, useEditor } from './editor-context.client'
import { LineField } from './line-field.client'
import { TwoTexts } from './two-texts.client'

/** How much of a line search engines show, about; more is cut. */
const shown = 160
/** How long the list stays as it was saved before its picture is drawn again: that is work for the site. */
const drawAfterMs = 1500

/** Prose in one line, about as the site makes it where no line was written. */
const inOneLine = (markdown: string) =>
  markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`~>#]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()

const cut = (text: string) => (text.length > shown ? `${text.slice(0, shown).replace(/\s+\S*$/, '')}…` : text)

/** The line for search engines, and the list as it will look among what they found and where others share it. */
export function SearchLine() {
  const { document, change, publication, problems } = useEditor()
  const { description, standfirst, intro, title } = document
  const automatic = standfirst.trim() || inOneLine(intro)
  const left = limits.description - description.length
  return (
    <section aria-label="Search and sharing">
      <h2>Search and sharing</h2>
      <LineField
        id="list-description"
        label="Line for search engines"
        field="description"
        value={description}
        maxLength={limits.description}
        placeholder={cut(automatic)}
        hint={description === '' ? 'Left empty, it is made of the standfirst or the introduction.' : left >= 0 ? `${left} characters left` : undefined}
        error={problemAt(problems, ['description'])}
        onChange={(value) => change((now) => ({ ...now, description: value }), 'description')}
      />
      <TwoTexts on="list" field="description" label="Line for search engines" />
      <figure className="as-found">
        <figcaption>In search results</figcaption>
        <p className="found-address">
          …/articles/
          <wbr />
          {publication.slug}
        </p>
        <p className="found-title">{title || 'No title yet'}</p>
        <p>{cut(description.trim() || automatic) || 'Nothing yet: search engines take some of its words'}</p>
      </figure>
      <SharedImage />
    </section>
  )
}

/** The picture that other sites show beside a link to the list: drawn by the site from the draft, or the cover that was chosen. */
function SharedImage() {
  const { article, publication, document, cover, isSaved } = useEditor()
  const { title, standfirst, sections } = document
  const { seriesId, position } = publication.series
  const entries = entriesOf(document)
  const pins = [
    ...sections.flatMap((section) => [section.place, ...section.sections.map(({ place }) => place)]),
    ...entries.flatMap(({ entry }) => entry.credits.flatMap(({ role, subject }) => (role === 'filmed-in' ? [subject] : []))),
  ]
  const looks = [title, standfirst, entries.length, cover.picture?.src, seriesId, position, ...pins].join('\n')
  const [drawn, setDrawn] = useState({ looks, time: 0 })
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    // The site draws what it has.
    if (looks === drawn.looks || !isSaved) return
    const timer = setTimeout(() => {
      setFailed(false)
      setDrawn({ looks, time: Date.now() })
    }, drawAfterMs)
    return () => clearTimeout(timer)
  }, [looks, drawn.looks, isSaved])
  return (
    <figure className="as-found">
      <figcaption>Where others share it</figcaption>
      {failed ? (
        <p className="soft">
          The picture could not be drawn just now.{' '}
          <button type="button" className="textual" onClick={() => (setFailed(false), setDrawn({ looks, time: Date.now() }))}>
            Try again
          </button>
        </p>
      ) : (
        <img
          src={`/api/studio/articles/${article.id}/share-image?at=${drawn.time}`}
          alt={cover.picture ? 'The cover, beside a link to this list' : 'The title on drawn lights, beside a link to this list'}
          width={1200}
          height={630}
          loading="lazy"
          decoding="async"
          onError={() => setFailed(true)}
        />
      )}
    </figure>
  )
}
