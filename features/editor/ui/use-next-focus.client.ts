'use client'

import { useCallback, useEffect, useRef } from 'react'

/** Where the focus goes of what cannot be seen: on a phone the outline and the words are not there together. */
export const canvasId = 'canvas'

/** Gives the focus to the element with an id once that is on the page. */
export function useNextFocus(): (id: string) => void {
  const next = useRef<string | null>(null)
  useEffect(() => {
    const element = next.current === null ? null : document.getElementById(next.current)
    if (!element) return
    next.current = null
    const shown = element.checkVisibility() ? element : document.getElementById(canvasId)
    shown?.focus()
    shown?.scrollIntoView({ block: 'nearest' })
  })
  return useCallback((id: string) => void (next.current = id), [])
}
