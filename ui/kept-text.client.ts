'use client'

import { useCallback, useState } from 'react'

/** How far a text is kept: in this tab until it is closed, or in this browser, which may end without a word. */
type Kept = 'tab' | 'browser'
const storageOf = (kept: Kept) => (kept === 'tab' ? sessionStorage : localStorage)

/**
 * A text that somebody types in a dialog, as state that outlives the dialog and a reload of the page; '' ends it. `key` names the text and whose it is. Not for
 * what the server renders: there it is ''.
 */
export function useKeptText(key: string, where: Kept = 'tab'): [text: string, setText: (text: string) => void] {
  const [shown, setShown] = useState(() => ({ key, text: read(key, where) }))
  // Another text is asked for: what was typed in the one before stays under its own key.
  const kept = shown.key === key ? shown : { key, text: read(key, where) }
  if (kept !== shown) setShown(kept)
  const setText = useCallback(
    (next: string) => {
      setShown({ key, text: next })
      try {
        if (next) storageOf(where).setItem(key, next)
        else storageOf(where).removeItem(key)
      } catch {
        // Storage is full or forbidden: the text ends with the page.
      }
    },
    [key, where],
  )
  return [kept.text, setText]
}

function read(key: string, where: Kept): string {
  try {
    return storageOf(where).getItem(key) ?? ''
  } catch {
    return ''
  }
}
