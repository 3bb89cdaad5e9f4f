'use client'

import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { limits } from '@/features/articles/schema'
import { findInList, replaceInList, type Found } from '../document/find-in-list'
import { noteTitle, placeOf } from '../document/note-places'
import { useEditor } from './editor-context.client'
import { idOfField, partOf } from './field-ids.client'

const shown = 100

/** Finds words in the whole list, leads to them, and puts others in their place. All of it is one step back. */
export function FindPanel({ onClose }: { onClose: () => void }) {
  const { document: list, closed, change, article, select, announce } = useEditor()
  const [words, setWords] = useState('')
  const [by, setBy] = useState('')
  const [exact, setExact] = useState(false)
  const [whole, setWhole] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  // What is typed beside it is looked through when there is time for it.
  const document = useDeferredValue(list)
  const found = useMemo(() => findInList(document, { words, exact, whole }), [document, words, exact, whole])

  const [going, setGoing] = useState<Found | null>(null)
  useEffect(() => {
    if (!going) return
    const target = window.document.getElementById(idOfField(going.on, going.field))
    // The editor of a body begins with the same words chosen (markdown-field.client.tsx).
    if (target instanceof HTMLTextAreaElement) target.setSelectionRange(going.from, going.to)
    target?.focus()
    target?.scrollIntoView({ block: 'nearest' })
  }, [going])
  const go = (place: Found) => {
    select(partOf(place.on))
    setGoing({ ...place })
  }
  const replace = (places: readonly Found[]) => {
    const now = findInList(list, { words, exact, whole })
    const still = now.filter((one) => places.some((place) => isSame(one, place)))
    if (still.length === 0) return
    change((document) => replaceInList(document, still, by, article.reserved))
    announce(still.length === 1 ? 'Replaced' : `${still.length} replaced`)
  }
  return (
    <section className="find-panel" aria-label="Find and replace">
      <div className="field">
        <label htmlFor="find-words">Find in the whole list</label>
        <input
          ref={field}
          id="find-words"
          value={words}
          maxLength={limits.title}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter' && found[0]) go(found[0])
            else if (event.key === 'Escape') onClose()
            else return
            event.preventDefault()
          }}
        />
      </div>
      <div className="choices">
        <label>
          <input type="checkbox" checked={exact} onChange={() => setExact(!exact)} /> Same capitals and quotation marks
        </label>
        <label>
          <input type="checkbox" checked={whole} onChange={() => setWhole(!whole)} /> Whole words
        </label>
      </div>
      {closed ? null : (
        <div className="field">
          <label htmlFor="find-by">Replace by</label>
          <input id="find-by" value={by} maxLength={limits.title} autoComplete="off" onChange={(event) => setBy(event.target.value)} />
        </div>
      )}
      <div className="row">
        <output>{words === '' ? '' : found.length === 0 ? 'Nothing found' : found.length === 1 ? 'Found once' : `Found ${found.length} times`}</output>
        {closed ? null : (
          <button type="button" className="btn small" disabled={found.length === 0} onClick={() => replace(found)}>
            Replace all
          </button>
        )}
      </div>
      <ul>
        {found.slice(0, shown).map((place, index) => (
          <li key={index}>
            <button type="button" className="place" onClick={() => go(place)}>
              <small>{noteTitle(document, { place: placeOf(partOf(place.on)), field: place.field, about: '' })}</small>
              {place.before}
              <mark>{place.words}</mark>
              {place.after}
            </button>
            {closed ? null : (
              <button type="button" className="textual" aria-label={`Replace “${place.words}” here`} onClick={() => replace([place])}>
                Replace
              </button>
            )}
          </li>
        ))}
      </ul>
      {found.length > shown ? <p className="soft">{found.length - shown} more are not shown. “Replace all” takes them too.</p> : null}
    </section>
  )
}

const isSame = (one: Found, other: Found) =>
  one.field === other.field && one.from === other.from && one.words === other.words && placeOf(partOf(one.on)) === placeOf(partOf(other.on))
