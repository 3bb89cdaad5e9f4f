'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Selection } from '../document/checks'
import { placeOf } from '../document/note-places'
import type { Notes } from './use-notes.client'

type Options = {
  notes: Notes
  /** The list takes nothing from this writer now. */ closed: boolean
  selection: Selection
  announce: (words: string) => void
  onOpen: () => void
}

/** What a note would be about that is begun here: the field that has the focus, the entry of the outline's row, or the part that is open. */
function aboutFocus(selection: Selection): { place: string; field: string | null } {
  const focused = document.activeElement
  const row = focused?.closest<HTMLElement>('[data-row]')?.dataset.row
  if (row?.includes(':')) return { place: row, field: null }
  const field = focused?.closest<HTMLElement>('.canvas [data-field]')?.dataset.field ?? null
  return { place: placeOf(selection), field }
}

/** Where the focus goes when a note leaves the list it is in. */
export const noteBeside = (id: string): HTMLElement | null => {
  const row = document.getElementById(`note-${id}`)
  return (row?.nextElementSibling ?? row?.previousElementSibling ?? row?.closest('section')) as HTMLElement | null
}

/** The keys of notes: Alt N begins one about the field that has the focus, Alt R resolves the one that was last touched. */
export function useNoteKeys({ notes, closed, selection, announce, onOpen }: Options) {
  const [chosen, setChosen] = useState<string | null>(null)
  /** The note that the panel has to show next. */
  const [lead, setLead] = useState<{ note: string } | null>(null)
  const before = useRef<HTMLElement | null>(null)

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing || document.querySelector('dialog[open]')) return
      if (event.code === 'KeyN') {
        event.preventDefault()
        before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
        if (closed && !notes.writing) return announce('The site takes no notes on this list from you now')
        // What was begun is not thrown away.
        if (!closed) notes.setWriting(notes.writing?.words.trim() ? notes.writing : { ...aboutFocus(selection), words: '' })
        onOpen()
        // One that was open already gets the focus too.
        document.querySelector<HTMLElement>('[data-new-note] textarea')?.focus()
      } else if (event.code === 'KeyR') {
        event.preventDefault()
        const note = notes.all.find(({ id, open }) => id === chosen && open)
        if (closed) return announce('The site takes no notes on this list from you now')
        if (!note) return announce('Choose an open note first')
        const row = document.getElementById(`note-${note.id}`)
        const beside = row?.contains(document.activeElement) ? noteBeside(note.id) : null
        void notes.act({ do: 'resolve', note: note.id }).then((answer) => {
          announce('error' in answer ? answer.error : 'Resolved')
          if (!('error' in answer)) beside?.focus()
        })
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  const onLeave = useCallback(() => {
    const was = before.current
    before.current = null
    // The editor of a body goes when it is left; what stands in its place has its id.
    const element = was?.isConnected || !was?.id ? was : document.getElementById(was.id)
    if (!element?.isConnected || element === document.body) return false
    element.focus()
    return true
  }, [])
  /** Leads to a note. */
  const toNote = (note: string) => {
    setChosen(note)
    setLead({ note })
    onOpen()
  }
  return { toNote, panel: { chosen, onChoose: setChosen, onLeave, lead, onLed: () => setLead(null) } }
}
