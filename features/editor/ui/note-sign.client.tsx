'use client'

import type { ReactNode } from 'react'
import { placeOf, signKey, signWords, type NoteSign as Sign, type NoteSigns } from '../document/note-places'
import { useEditor } from './editor-context.client'

type Props = { sign: Sign; place: string; field: string | null; onPress?: (note: string) => void }

/** How many notes about something are open. Without `onPress` what is around it hears the press (`noteOf`). */
function NoteSign({ sign, place, field, onPress }: Props) {
  const words = signWords(sign, place, field)
  const { first, count } = sign
  return (
    <button
      type="button"
      className={field === null ? 'note-sign of-part' : 'note-sign'}
      aria-label={words}
      title={words}
      tabIndex={onPress ? undefined : -1}
      data-to-note={first}
      onClick={onPress && (() => onPress(first))}
    >
      {count}
    </button>
  )
}

/** The note that a press leads to. */
export const noteOf = (target: EventTarget) => (target as Element).closest<HTMLElement>('[data-to-note]')?.dataset.toNote ?? null

/** A field of what is open, with the sign of its notes. */
export function Noted({ field, children }: { field: string; children: ReactNode }) {
  return (
    <div className="noted">
      {children}
      <OpenSign field={field} />
    </div>
  )
}

/** The sign of what is open, or of a field of it. */
export function OpenSign({ field = null }: { field?: string | null }) {
  const { selection, notes, toNote } = useEditor()
  const place = placeOf(selection)
  const sign = notes.signs.get(signKey(place, field))
  return sign ? <NoteSign sign={sign} place={place} field={field} onPress={toNote} /> : null
}

/** The same where nobody writes: a press is heard by the middle, and Tab passes it by. */
export function StillSign({ signs, place, field = null }: { signs: NoteSigns; place: string; field?: string | null }) {
  const sign = signs.get(signKey(place, field))
  return sign ? <NoteSign sign={sign} place={place} field={field} /> : null
}

/** What a still line has around it. */
export function StillNoted({ signs, place, field, children }: { signs: NoteSigns; place: string; field: string; children: ReactNode }) {
  return (
    <div className="noted">
      {children}
      <StillSign signs={signs} place={place} field={field} />
    </div>
  )
}
