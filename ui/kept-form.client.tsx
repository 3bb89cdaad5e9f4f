'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { holdLock, whenLetGo } from './tab-locks.client'
import { useReady } from './when-ready.client'

/** What a page has kept of a form: under `key`, since `at` (ISO, '' when it was not said). */
type Kept<T> = { key: string; at: string; value: T }

/**
 * Keeps what is typed in a form in this browser until it is saved: the page may be loaded again, or end with its browser. `unsaved` is what differs from what is stored, null
 * when nothing does; `form` names the form and whose words these are. Each page keeps its own, so that two of one form take nothing from each other. What a page left that has ended is `offered`,
 * the latest first: it is put in by its writer, not by itself, as it may be long ago; unless
 * `takeBack` puts it in, which returns whether it did.
 */
export function useKeptForm<T>(form: string, unsaved: T | null, takeBack: (left: T) => boolean = () => false) {
  const [own] = useState(() => keyIn(form))
  const [offers, setOffers] = useState<Kept<T>[]>([])
  const text = unsaved === null ? '' : JSON.stringify(unsaved)
  const written = useRef('')
  /** Whether words of another page have been taken back and are not saved yet: others wait, or they would be written over before they are drawn. */
  const hasTaken = useRef(false)
  const hear = useEffectEvent((key: string) => {
    const left = readKept<T>(key)
    if (!left) return setOffers((before) => before.filter((one) => one.key !== key))
    if (!hasTaken.current && takeBack(left.value)) {
      hasTaken.current = true
      put(own, JSON.stringify(left.value))
      put(key, '')
      setOffers((before) => before.filter((one) => one.key !== key))
    } else setOffers((before) => [left, ...before.filter((one) => one.key !== key)].sort((one, other) => other.at.localeCompare(one.at)))
  })
  useEffect(() => {
    const release = holdLock(own)
    const end = new AbortController()
    for (const key of keysOf(form).filter((one) => one !== own && hasRested(one))) void whenLetGo(key, end.signal, () => end.signal.aborted || hear(key))
    return () => {
      end.abort()
      release()
    }
  }, [form, own])
  const [first] = offers
  const hearNext = useEffectEvent((signal: AbortSignal) => first && void whenLetGo(first.key, signal, () => hear(first.key)))
  useEffect(() => {
    if (text === written.current) return
    put(own, text)
    written.current = text
    if (text !== '') return
    // What was taken back is saved: the next one has its place.
    hasTaken.current = false
    hearNext(new AbortController().signal)
  }, [text, own])
  const settle = (more: Kept<T>[] = []) => {
    if (first) put(first.key, '')
    setOffers((before) => [...before.slice(1), ...more])
  }
  return {
    offered: first?.value ?? null,
    /** It is in the form now. What stood there and was not saved is offered in its turn. */
    take: () => {
      if (!first) return
      const key = keyIn(form)
      if (unsaved !== null) put(key, text)
      put(own, JSON.stringify(first.value))
      settle(unsaved === null ? [] : [{ key, at: new Date().toISOString(), value: unsaved }])
    },
    /** What was offered is not wanted. */
    throwAway: () => settle(),
    /** What was typed here is saved. */
    forget: () => put(own, ''),
    /** What is typed here belongs to another form, which offers it when its page comes. */
    leave: (other: string, value: T) => put(keyIn(other), JSON.stringify(value)),
  }
}

const keyIn = (form: string) => `${form}/${Math.random().toString(36).slice(2)}`

/** Without locks: whether nothing was kept there for a while, so that its page is most likely gone. */
const hasRested = (key: string) => navigator.locks !== undefined || Date.now() - Date.parse(readKept(key)?.at || '1970') > 15_000

const keysOf = (form: string): string[] => {
  try {
    // Earlier versions kept one value for all pages of a form, without a page's name.
    return Object.keys(localStorage).filter((key) => key === form || key.startsWith(`${form}/`))
  } catch {
    return []
  }
}

/** Writes what a page keeps, as JSON; '' ends it. */
function put(key: string, json: string): void {
  try {
    if (json === '') localStorage.removeItem(key)
    else localStorage.setItem(key, `{"at":"${new Date().toISOString()}","value":${json}}`)
  } catch {
    // Storage is full or forbidden: what was typed ends with the page.
  }
}

/** Null for what is not there or cannot be read. */
function readKept<T>(key: string): Kept<T> | null {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? 'null') as { at?: string; value?: T } | null
    if (!stored) return null
    return typeof stored.at === 'string' && stored.value !== undefined ? { key, at: stored.at, value: stored.value } : { key, at: '', value: stored as T }
  } catch {
    return null
  }
}

/** Offers what was typed in a form and not saved. It stands above the form. */
export function KeptOffer({ shown, onTake, onForget }: { shown: boolean; onTake: () => void; onForget: () => void }) {
  if (!useReady() || !shown) return null
  return (
    <aside className="notice" aria-label="What you had not saved">
      <p>This browser has what you had typed here and not saved.</p>
      <p className="row">
        <button type="button" className="btn small" onClick={onTake}>
          Bring it back
        </button>
        <button type="button" className="btn small" onClick={onForget}>
          Throw it away
        </button>
      </p>
    </aside>
  )
}
