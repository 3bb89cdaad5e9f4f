'use client'

import { LineLook } from './entry-looks.client'
import { HereLine } from './presence.client'
import { StillSign } from './note-sign.client'
import type { StillProps } from './still-parts.client'

/** A part as its title, when all of them are close together to read their order. A press opens it where it stands. */
export function CloseStill({ part, here, signs }: StillProps) {
  const sign = (
    <>
      <HereLine lines={here} />
      <StillSign signs={signs} place={part.is === 'outro' ? 'list' : part.key} />
    </>
  )
  if (part.is === 'entry') {
    const { heading, subheading } = part.entry
    return (
      <article className="close-entry" aria-label={heading || 'Entry without a heading'}>
        <span className="n" aria-hidden="true">
          {part.number}
        </span>
        <h3>
          <span data-still="heading" data-empty={heading.trim() === '' || undefined}>
            {heading || 'Heading'}
          </span>
          {subheading ? (
            <small data-still="subheading">
              <LineLook text={subheading} />
            </small>
          ) : null}
        </h3>
        {sign}
      </article>
    )
  }
  if (part.is === 'section')
    return (
      <div className={`close-section level-${part.level}`}>
        <h2 data-still="heading">{part.heading || 'Section heading'}</h2>
        {sign}
      </div>
    )
  return (
    <div className="close-section">
      <p data-still={part.is === 'list' ? 'title' : 'question'}>{part.is === 'list' ? part.title || 'Title' : part.question || 'Closing words and question'}</p>
      {part.is === 'list' ? sign : null}
    </div>
  )
}
