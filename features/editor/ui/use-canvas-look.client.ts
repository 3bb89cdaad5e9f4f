'use client'

import { useSyncExternalStore } from 'react'

/** The middle as readers will see it, with all that is not open as its title, or what is open alone. */
export type CanvasLook = 'whole' | 'close' | 'alone'

const key = 'lightstick-canvas'
const listeners = new Set<() => void>()
/** Of this page, where the browser keeps nothing. */
let chosen: CanvasLook | null = null

const isLook = (text: string | null): text is CanvasLook => text === 'close' || text === 'alone'
const lookNow = (): CanvasLook => {
  if (chosen !== null) return chosen
  try {
    const kept = localStorage.getItem(key)
    return isLook(kept) ? kept : 'whole'
  } catch {
    return 'whole'
  }
}
const set = (look: CanvasLook) => {
  chosen = look
  try {
    if (look === 'whole') localStorage.removeItem(key)
    else localStorage.setItem(key, look)
  } catch {
    // It is as it is chosen until the page goes.
  }
  listeners.forEach((listener) => listener())
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** How the middle is shown; remembered in this browser. */
export function useCanvasLook(): [look: CanvasLook, set: (look: CanvasLook) => void] {
  return [useSyncExternalStore(subscribe, lookNow, () => 'whole'), set]
}
