'use client'

import { useCallback, useState } from 'react'

/**
 * A text that somebody types in a dialog, as state that outlives the dialog and a reload of the page, in this tab until it is closed; '' ends it. `key` names the text and whose it is. Not for
 * what the server renders: there it is ''.
 */
export function useKeptText(key: string): [text: string, setText: (text: string) => void] {
  const [shown, setShown] = useState(() => ({ key, text: read(key) }))
  // Another text is asked for: what was typed in the one before stays under its own key.
  const kept = shown.key === key ? shown : { key, text: read(key) }
  if (kept !== shown) setShown(kept)
  const setText = useCallback(
    (next: string) => {
      setShown({ key, text: next })
      try {
        if (next) sessionStorage.setItem(key, next)
        else sessionStorage.removeItem(key)
      } catch {
        // Storage is full or forbidden: the text ends with the page.
      }
    },
    [key],
  )
  return [kept.text, setText]
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}
