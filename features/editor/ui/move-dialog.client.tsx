'use client'

// oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/click-events-have-key-events -- a combobox after
// the ARIA pattern: HTML has no tags for it, and its keys are pressed in the field

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import type { ListDocument } from '@/features/articles/schema'
import { moveOptions } from '../document/move-options'
import { landingOf, placeOf, sayLanding, type Held, type Place } from '../document/places'

type Props = { document: ListDocument; held: Held; onMove: (place: Place) => void; onClose: () => void }

/** What is in the dialog that moves to a number, a section, an entry or an end: each line says what becomes of the neighbours. */
export function MoveDialog({ document, held, onMove }: Props) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  // The dialog was opened before its script came.
  useEffect(() => field.current?.focus(), [])
  const options = moveOptions(document, held, typed)
  const now = placeOf(document, held)
  const landing = now && 'entries' in held ? landingOf(document, new Set(held.entries), now) : null
  const isOne = 'section' in held || held.entries.length === 1
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && options.length > 0) {
      const next = (active + step + options.length) % options.length
      setActive(next)
      window.document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter' && options[active]) onMove(options[active].place)
    else if (event.key !== 'Enter') return
    event.preventDefault()
  }
  return (
    <>
      {landing && isOne ? <p className="now">now {sayLanding(landing)}</p> : null}
      <input
        ref={field}
        role="combobox"
        aria-label={'section' in held ? 'Section to move it to' : 'Number, section or heading'}
        placeholder={'section' in held ? 'Section' : 'Number, section or heading'}
        aria-expanded={options.length > 0}
        aria-controls={`${id}-options`}
        aria-autocomplete="list"
        aria-activedescendant={options[active] ? `${id}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul className="places" role="listbox" id={`${id}-options`} aria-label="Places">
        {options.map(({ place, label, detail, number }, index) => (
          <li
            key={`${place.into} ${place.before}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerMove={() => setActive(index)}
            onClick={() => onMove(place)}
          >
            <span className="n">{number}</span>
            <span>
              {label}
              <small>{detail}</small>
            </span>
          </li>
        ))}
      </ul>
      {options.length === 0 ? <p className="soft">No number, section or heading of this list is like that.</p> : null}
      <p className="keys">
        <kbd>Alt</kbd> <kbd>M</kbd> opens this, <kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd> moves by one
      </p>
    </>
  )
}
