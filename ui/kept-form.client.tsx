'use client'

import { useEffect, useRef, useState } from 'react'
import { useKeptText } from './kept-text.client'
import { useReady } from './when-ready.client'

/**
 * Keeps what is typed in a form in this browser until it is saved: the page may be loaded again, or end with its browser. `unsaved` is what differs from what is stored, null
 * when nothing does; `key` names the form and whose words these are. What an earlier page left is `offered`: it is put in by its writer, not by itself, as it may be
 * long ago.
 */
export function useKeptForm<T>(key: string, unsaved: T | null) {
  const [kept, setKept] = useKeptText(key, 'browser')
  const [offered, setOffered] = useState(() => parse<T>(kept))
  const text = unsaved === null ? '' : JSON.stringify(unsaved)
  const written = useRef('')
  useEffect(() => {
    // What an earlier page left stays until something is typed here.
    if (text !== written.current) setKept(text)
    written.current = text
  }, [text, setKept])
  return {
    offered,
    /** It is in the form now. */
    take: () => setOffered(null),
    /** Nothing is left to keep: it is saved, or thrown away. */
    forget: () => (setOffered(null), setKept('')),
  }
}

/** Null for what cannot be read. */
function parse<T>(text: string): T | null {
  try {
    return text === '' ? null : (JSON.parse(text) as T)
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
