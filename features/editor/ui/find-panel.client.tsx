'use client'

import { memo, useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { limits, type ListDocument } from '@/features/articles/schema'
import { findInList, putInBy, replaceInList, type Found, type PutIn, type Sought } from '../document/find-in-list'
import { noteTitle, placeOf } from '../document/note-places'
import { useEditor } from './editor-context.client'
import { idOfField, isBesideWords, partOf } from './field-ids.client'

const shown = 100

/** Finds words in the whole list, leads to them, and puts others in their place. All of it is one step back. */
export function FindPanel({ onClose }: { onClose: () => void }) {
  const { document: list, closed, change, article, select, toDetails, announce } = useEditor()
  const [words, setWords] = useState('')
  const [by, setBy] = useState('')
  const [exact, setExact] = useState(false)
  const [whole, setWhole] = useState(false)
  const [put, setPut] = useState<readonly PutIn[]>([])
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const sought = useMemo((): Sought => ({ words, exact, whole }), [words, exact, whole])
  // What is typed here or beside it is looked through when there is time for it.
  const [document, asked] = [useDeferredValue(list), useDeferredValue(sought)]
  const found = useMemo(() => findInList(document, asked, put), [document, asked, put])
  const seek = (change: () => void) => {
    change()
    setPut([])
  }

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
    // It stands in the details, where this panel is now.
    if (isBesideWords(idOfField(place.on, place.field))) return toDetails(idOfField(place.on, place.field))
    setGoing({ ...place })
  }
  /** All of them, or one, where that still stands. */
  const replace = (one?: Found) => {
    const now = findInList(list, sought, put)
    const still = one ? now.filter((place) => isSame(place, one)) : now
    if (still.length === 0) return
    change((before) => replaceInList(before, still, by, article.reserved))
    setPut(putInBy(still, by, put))
    announce(still.length === 1 ? 'Replaced' : `${still.length} replaced`)
  }
  const latest = useRef({ go, replace })
  useLayoutEffect(() => void (latest.current = { go, replace }))
  const onGo = useCallback((place: Found) => latest.current.go(place), [])
  const onReplace = useCallback((place: Found) => latest.current.replace(place), [])
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
          onChange={(event) => seek(() => setWords(event.target.value))}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            const [first] = event.key === 'Enter' ? findInList(list, sought, put) : []
            if (first) go(first)
            else if (event.key === 'Escape') onClose()
            else return
            event.preventDefault()
          }}
        />
      </div>
      <div className="choices">
        <label>
          <input type="checkbox" checked={exact} onChange={() => seek(() => setExact(!exact))} /> Same capitals and quotation marks
        </label>
        <label>
          <input type="checkbox" checked={whole} onChange={() => seek(() => setWhole(!whole))} /> Whole words
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
          <button type="button" className="btn small" disabled={found.length === 0} onClick={() => replace()}>
            Replace all
          </button>
        )}
      </div>
      <Finds found={found} document={document} closed={closed} onGo={onGo} onReplace={onReplace} />
      {found.length > shown ? <p className="soft">{found.length - shown} more are not shown. “Replace all” takes them too.</p> : null}
    </section>
  )
}

type FindsProps = { found: readonly Found[]; document: ListDocument; closed: boolean; onGo: (place: Found) => void; onReplace: (place: Found) => void }

/** Not drawn again with each key that is pressed beside it. One that is replaced makes room for the next, and the focus stays where that stands then. */
const Finds = memo(function Finds({ found, document, closed, onGo, onReplace }: FindsProps) {
  const titles = new Map<string, string>()
  const titleOf = (place: Found): string => {
    const key = `${placeOf(partOf(place.on))}.${place.field}`
    if (!titles.has(key)) titles.set(key, noteTitle(document, { place: placeOf(partOf(place.on)), field: place.field, about: '' }))
    return titles.get(key)!
  }
  return (
    <ul>
      {found.slice(0, shown).map((place, index) => (
        <li key={index}>
          <button type="button" className="place" onClick={() => onGo(place)}>
            <small>{titleOf(place)}</small>
            {place.before}
            <mark>{place.words}</mark>
            {place.after}
          </button>
          {closed ? null : (
            <button type="button" className="textual" aria-label={`Replace “${place.words}” here`} onClick={() => onReplace(place)}>
              Replace
            </button>
          )}
        </li>
      ))}
    </ul>
  )
})

const isSame = (one: Found, other: Found) =>
  one.field === other.field && one.from === other.from && one.words === other.words && placeOf(partOf(one.on)) === placeOf(partOf(other.on))
