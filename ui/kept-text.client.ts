'use client'

import { useCallback, useState } from 'react'

/**
 * A text that somebody types in a dialog, as state that outlives the dialog and a reload of the page, in this tab until it is closed; '' ends it. `key` names the text and whose it is. Not for
 * what the server renders: there it is ''. `isKept`: false when this browser refused it (its storage is full or forbidden), so that it ends with the page.
 */
export function useKeptText(key: string): [text: string, setText: (text: string) => void, isKept: boolean] {
  const [shown, setShown] = useState(() => ({ key, text: read(key), isKept: true }))
  // Another text is asked for: what was typed in the one before stays under its own key.
  const kept = shown.key === key ? shown : { key, text: read(key), isKept: true }
  if (kept !== shown) setShown(kept)
  const setText = useCallback((next: string) => setShown({ key, text: next, isKept: keepText(key, next) }), [key])
  return [kept.text, setText, kept.isKept]
}

/** Returns whether it was kept. An older one is not left in its place: that would come back as if it were this. */
function keepText(key: string, text: string): boolean {
  try {
    if (text) sessionStorage.setItem(key, text)
    else sessionStorage.removeItem(key)
    return true
  } catch {
    try {
      sessionStorage.removeItem(key)
    } catch {
      // It is forbidden altogether.
    }
    return false
  }
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}
