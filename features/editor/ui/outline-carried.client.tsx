'use client'

import { useEffect, useRef } from 'react'
import { partsOf } from '@/features/articles/document/parts'
import { landingOf, nameOfHeld, partName } from '../document/places'
import { useEditor } from './editor-context.client'
import { Icon } from './icons.client'
import type { Dragging } from './use-dragging.client'

/** The line where it would land; held by the keyboard, with what is held beside it. */
export function Land({ dragging }: { dragging: Dragging }) {
  const line = useRef<HTMLDivElement>(null)
  const { y, left, onSection } = dragging.at
  useEffect(() => {
    line.current!.style.top = `${y}px`
    line.current!.style.left = `${left}px`
  }, [y, left])
  return (
    <div className="land" ref={line} data-on={onSection || undefined} aria-hidden="true">
      {dragging.by === 'keys' ? (
        <span className="floating">
          <Carried dragging={dragging} />
        </span>
      ) : null}
    </div>
  )
}

/** What is held, with the number and the section that it would have. */
export function Carried({ dragging: { held, at } }: { dragging: Dragging }) {
  const { document } = useEditor()
  const landing = 'entries' in held ? landingOf(document, new Set(held.entries), at) : null
  const part = partsOf(document).find(({ id }) => id === at.into)
  const where =
    document.sections.length === 0 || !part || ('section' in held && at.into === null) ? '' : part.id === null ? 'outside sections' : `to ${partName(part)}`
  return (
    <>
      <Icon of="grip" />
      {landing ? <span className="n">{landing.number === landing.last ? landing.number : `${landing.number}–${landing.last}`}</span> : null}
      <b>{nameOfHeld(document, held)}</b>
      {where ? <small>{where}</small> : null}
    </>
  )
}
