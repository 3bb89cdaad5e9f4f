'use client'

import { useCallback, useEffect, useReducer, useRef } from 'react'

/** Where the focus goes of what cannot be seen: on a phone the outline and the words are not there together. */
export const canvasId = 'canvas'

/** What has not come by then was not to be where one is elsewhere by then; on a slow machine it may still come. */
const waitsForMs = 1000

/** Gives the focus to the element with an id once that is on the page. */
export function useNextFocus(): (id: string) => void {
  const next = useRef<{ id: string; at: number; from: Element | null } | null>(null)
  // The element may be there already, and nothing else be drawn.
  const [, drawAgain] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const now = document.activeElement
    const isElsewhere = now !== document.body && now !== next.current?.from
    if (next.current && isElsewhere && performance.now() - next.current.at > waitsForMs) next.current = null
    const element = next.current && document.getElementById(next.current.id)
    if (!element) return
    next.current = null
    const shown = element.checkVisibility() ? element : document.getElementById(canvasId)
    shown?.focus()
    shown?.scrollIntoView({ block: 'nearest' })
  })
  return useCallback((id: string) => {
    next.current = { id, at: performance.now(), from: document.activeElement }
    drawAgain()
  }, [])
}
