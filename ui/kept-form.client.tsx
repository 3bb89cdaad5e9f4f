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
  const [own] = useState(() => `${form}/${Math.random().toString(36).slice(2)}`)
  const [offers, setOffers] = useState<Kept<T>[]>([])
  const hear = useEffectEvent((left: Kept<T>) => {
    if (takeBack(left.value)) {
      put(own, JSON.stringify(left.value))
      put(left.key, '')
    } else setOffers((before) => [left, ...before.filter(({ key }) => key !== left.key)].sort((a, b) => b.at.localeCompare(a.at)))
  })
  useEffect(() => {
    const release = holdLock(own)
    const end = new AbortController()
    for (const key of keysOf(form).filter((one) => one !== own))
      void whenLetGo(key, end.signal).then(
        () => {
          const found = readKept<T>(key)
          if (found && !end.signal.aborted) hear(found)
        },
        () => {},
      )
    return () => {
      end.abort()
      release()
    }
  }, [form, own])
  const text = unsaved === null ? '' : JSON.stringify(unsaved)
  const written = useRef('')
  useEffect(() => {
    if (text !== written.current) put(own, text)
    written.current = text
  }, [text, own])
  const [first] = offers
  const settle = () => {
    if (first) put(first.key, '')
    setOffers((before) => before.slice(1))
  }
  return {
    offered: first?.value ?? null,
    /** It is in the form now. */
    take: () => {
      if (first) put(own, JSON.stringify(first.value))
      settle()
    },
    /** What was offered is not wanted. */
    throwAway: settle,
    /** What was typed here is saved. */
    forget: () => put(own, ''),
    /** What is typed here belongs to another form, which offers it when its page comes. */
    leave: (form: string, value: T) => put(`${form}/${own.slice(own.lastIndexOf('/') + 1)}`, JSON.stringify(value)),
  }
}

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
