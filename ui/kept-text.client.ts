'use client'

import { useCallback, useState } from 'react'

/**
 * A text that somebody types in a dialog, as state that outlives the dialog and a reload of the page, in this tab alone; '' ends it. `key` names the text and whose it is. Not for
 * what the server renders: there it is ''.
 */
export function useKeptText(key: string): [text: string, setText: (text: string) => void] {
  const [text, setShown] = useState(() => read(key))
  const setText = useCallback(
    (next: string) => {
      setShown(next)
      try {
        if (next) sessionStorage.setItem(key, next)
        else sessionStorage.removeItem(key)
      } catch {
        // Storage is full or forbidden: the text ends with the page.
      }
    },
    [key],
  )
  return [text, setText]
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}
