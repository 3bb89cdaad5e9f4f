'use client'

import type { ReactNode } from 'react'
import { placeOf, signAt, signWords, type NoteSign as Sign, type NoteSigns } from '../document/note-places'
import { useEditor } from './editor-context.client'

type Props = { sign: Sign; place: string; field: string | null; whole?: boolean; onPress?: (note: string) => void }

/** How many notes about something are open. Without `onPress` what is around it hears the press (`noteOf`). */
function NoteSign({ sign, place, field, whole = false, onPress }: Props) {
  const words = signWords(sign, place, whole ? null : field)
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

/** `whole`: notes about the part as a whole are marked there too, as those about a list are at its title. */
type Of = { field: string; whole?: boolean; children: ReactNode }

const signOf = (signs: NoteSigns, place: string, field: string | null, whole: boolean) => signAt(signs, place, whole ? [field, null] : [field])

/** A field of what is open, with the sign of its notes. */
export function Noted({ field, whole, children }: Of) {
  return (
    <div className="noted">
      {children}
      <OpenSign field={field} whole={whole} />
    </div>
  )
}

/** The sign of what is open, or of a field of it. */
export function OpenSign({ field = null, whole = false }: { field?: string | null; whole?: boolean }) {
  const { selection, notes, toNote } = useEditor()
  const place = placeOf(selection)
  const sign = signOf(notes.signs, place, field, whole)
  return sign ? <NoteSign sign={sign} place={place} field={field} whole={whole} onPress={toNote} /> : null
}

type Still = { signs: NoteSigns; place: string }

/** The same where nobody writes: a press is heard by the middle, and Tab passes it by. */
export function StillSign({ signs, place, field = null, whole = false }: Still & { field?: string | null; whole?: boolean }) {
  const sign = signOf(signs, place, field, whole)
  return sign ? <NoteSign sign={sign} place={place} field={field} whole={whole} /> : null
}

/** What a still line has around it. */
export function StillNoted({ signs, place, field, whole, children }: Still & Of) {
  return (
    <div className="noted">
      {children}
      <StillSign signs={signs} place={place} field={field} whole={whole} />
    </div>
  )
}
