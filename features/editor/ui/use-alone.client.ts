'use client'

import { useSyncExternalStore } from 'react'

const key = 'lightstick-one-alone'
const listeners = new Set<() => void>()
/** Of this page, where the browser keeps nothing. */
let chosen: boolean | null = null

const isChosen = () => {
  if (chosen !== null) return chosen
  try {
    return localStorage.getItem(key) === '1'
  } catch {
    return false
  }
}
const set = (isAlone: boolean) => {
  chosen = isAlone
  try {
    if (isAlone) localStorage.setItem(key, '1')
    else localStorage.removeItem(key)
  } catch {
    // It is as it is chosen until the page goes.
  }
  listeners.forEach((listener) => listener())
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether the part that is open stands alone in the middle; remembered in this browser. */
export function useAlone(): [isAlone: boolean, set: (isAlone: boolean) => void] {
  return [useSyncExternalStore(subscribe, isChosen, () => false), set]
}
