'use client'

import { memo, useLayoutEffect, useRef, useState } from 'react'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import { PictureImage } from '@/ui/picture-image'
import type { CanvasPart } from '../document/canvas-parts'
import type { NoteSigns } from '../document/note-places'
import type { CoverShown, EditorData } from '../queries/editor'
import { CreditChips, LineLook, StillPoster } from './entry-looks.client'
import { StillNoted, StillSign } from './note-sign.client'
import { HereLine } from './presence.client'
import { useProseOf } from './use-prose.client'

export type StillProps = {
  part: CanvasPart
  article: EditorData
  records: Readonly<Record<string, FoundRecord>>
  /** Who else is in it (`linesOf`). */
  here: string
  byline: string
  cover: CoverShown
  signs: NoteSigns
}

/** A part that nobody here writes in, as readers will see it. `data-still` names what a press leads to. */
export const StillPart = memo(function StillPart(props: StillProps) {
  const { part } = props
  if (part.is === 'entry') return <StillEntry {...props} part={part} />
  if (part.is === 'section') return <StillSection {...props} part={part} />
  return part.is === 'list' ? <StillHead {...props} part={part} /> : <StillTail {...props} part={part} />
})

type Of<K extends CanvasPart['is']> = StillProps & { part: CanvasPart & { is: K } }

function StillEntry({ part: { entry, number, key }, article, records, here, signs }: Of<'entry'>) {
  const notes = { signs, place: key }
  return (
    <article className="editor-entry" aria-label={entry.heading || 'Entry without a heading'}>
      <Numeral number={number} />
      <HereLine lines={here} />
      <StillSign {...notes} />
      <StillNoted {...notes} field="heading">
        <Line as="h2" look="heading" text={entry.heading} otherwise="Heading" />
      </StillNoted>
      <StillNoted {...notes} field="subheading">
        <p className="still as-sub" data-still="subheading">
          {entry.subheading ? <LineLook text={entry.subheading} /> : <>&nbsp;</>}
        </p>
      </StillNoted>
      <CreditChips entry={entry} records={records} />
      <StillPoster entry={entry} records={records} />
      <StillNoted {...notes} field="body">
        <StillProse article={article} text={entry.body} otherwise="What makes this one belong here?" />
      </StillNoted>
    </article>
  )
}

function StillSection({ part, article, here, signs }: Of<'section'>) {
  const notes = { signs, place: part.key }
  return (
    <section className={`editor-section level-${part.level}`} aria-label={`Section ${part.heading || 'without a heading'}`}>
      <HereLine lines={here} />
      <StillSign {...notes} />
      <div className="section-line">
        <StillNoted {...notes} field="heading">
          <Line as="h2" look="heading" text={part.heading} otherwise="Section heading" />
        </StillNoted>
        <SectionCount count={part.count} />
      </div>
      <StillNoted {...notes} field="body">
        {part.body.trim() !== '' ? <StillProse article={article} text={part.body} otherwise="" /> : null}
      </StillNoted>
    </section>
  )
}

function StillHead({ part, article, here, byline, cover, signs }: Of<'list'>) {
  const notes = { signs, place: 'list' }
  return (
    <div className="editor-list">
      <HereLine lines={here} />
      <ListCover cover={cover} />
      <StillNoted {...notes} field="title" whole>
        <Line as="p" look="title" text={part.title} otherwise="Title" />
      </StillNoted>
      <StillNoted {...notes} field="standfirst">
        <Line as="p" look="stand" name="standfirst" text={part.standfirst} otherwise="Standfirst: one or two sentences that say why to read on" />
      </StillNoted>
      <Byline names={byline} />
      <StillNoted {...notes} field="intro">
        <StillProse article={article} name="intro" text={part.intro} otherwise="Before the first entry (optional)" />
      </StillNoted>
    </div>
  )
}

function StillTail({ part, article, signs }: Of<'outro'>) {
  const notes = { signs, place: 'list' }
  return (
    <div className="editor-list">
      <StillNoted {...notes} field="outro">
        <StillProse article={article} name="outro" text={part.outro} otherwise="After the last entry (optional)" />
      </StillNoted>
      <StillNoted {...notes} field="question">
        <Line as="p" look="heading" name="question" text={part.question} otherwise="Which one was your favourite? (the question to readers)" />
      </StillNoted>
    </div>
  )
}

export const Numeral = ({ number }: { number: number }) => (
  <span className="number" aria-hidden="true">
    {number}
  </span>
)

export const SectionCount = ({ count }: { count: number }) => <small className="section-count">{count === 1 ? '1 entry' : `${count} entries`}</small>

export const namesOf = (authors: readonly { name: string }[]) => new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(authors.map(({ name }) => name))

export const Byline = ({ names }: { names: string }) => (names ? <p className="byline">By {names}</p> : null)

/** The cover as readers have it: the picture that was chosen, or the drawn one, which a list has once it is on the site. */
export function ListCover({ cover: { picture, drawn } }: { cover: CoverShown }) {
  if (picture) return <PictureImage className="canvas-cover" picture={picture} alt={picture.alt} sizes="(max-width: 60rem) 92vw, 41rem" eager />
  return drawn ? <img className="canvas-cover" src={drawn} alt="" decoding="async" /> : null
}

type LineProps = { as: 'h2' | 'p'; look: 'title' | 'heading' | 'stand'; name?: string; text: string; otherwise: string }

/** A line of text where its field will be. */
const Line = ({ as: Tag, look, name = look, text, otherwise }: LineProps) => (
  <Tag className={`still as-${look}`} data-still={name} data-empty={text.trim() === '' || undefined}>
    {text.trim() === '' ? otherwise : text}
  </Tag>
)

type ProseProps = { article: EditorData; name?: string; text: string; otherwise: string }

/** A body as the page shows it; until that is known what the page showed of it before, or its Markdown. */
function StillProse({ article, name = 'body', text, otherwise }: ProseProps) {
  const { html, failed } = useProseOf(article, text, true)
  const [last, setLast] = useState(html)
  if (html !== null && html !== last) setLast(html)
  const shown = html ?? (failed ? null : last)
  const prose = useRef<HTMLDivElement>(null)
  // Its links lead nowhere while one writes: a press opens the part.
  useLayoutEffect(() => {
    for (const element of prose.current?.querySelectorAll<HTMLElement>('a, button, [tabindex]') ?? []) element.tabIndex = -1
  }, [shown])
  const isEmpty = text.trim() === ''
  if (shown === null || isEmpty)
    return (
      <div className={isEmpty ? 'prose still-prose' : 'prose still-prose as-source'} data-still={name} data-empty={isEmpty || undefined}>
        {isEmpty ? otherwise : text}
      </div>
    )
  return <div ref={prose} className="prose still-prose" data-still={name} dangerouslySetInnerHTML={{ __html: shown }} />
}
