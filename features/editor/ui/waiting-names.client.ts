'use client'

import { useSyncExternalStore } from 'react'

/**
 * Names of a list's table that no record has, or several, by their cells: they are in no document and wait to be chosen, also while the table is closed, or the page is loaded again. Kept in the
 * browser's storage by account and list; where that takes nothing, until the page ends.
 */
export type WaitingNames = ReadonlyMap<string, string>

const keyOf = (accountId: string, articleId: string) => `lightstick:table-names:${accountId}:${articleId}`

const none: WaitingNames = new Map()
const read = new Map<string, { text: string; names: WaitingNames }>()
/** What the storage did not take. */
const unkept = new Map<string, string>()
const listeners = new Set<() => void>()

function textOf(key: string): string {
  try {
    return unkept.get(key) ?? localStorage.getItem(key) ?? ''
  } catch {
    return unkept.get(key) ?? ''
  }
}

/** As they are now, in this tab and others. The same object as long as they are the same. */
export function waitingNames(accountId: string, articleId: string): WaitingNames {
  const key = keyOf(accountId, articleId)
  const text = textOf(key)
  const before = read.get(key)
  if (before?.text === text) return before.names
  const names = text === '' ? none : parsed(text)
  read.set(key, { text, names })
  return names
}

function parsed(text: string): WaitingNames {
  try {
    return new Map(Object.entries(JSON.parse(text) as Record<string, string>).filter(([, name]) => typeof name === 'string'))
  } catch {
    return none
  }
}

/** Notes what waits in cells: null, when nothing does any more. */
export function noteWaiting(accountId: string, articleId: string, changes: Iterable<readonly [cell: string, name: string | null]>): void {
  const key = keyOf(accountId, articleId)
  const next = new Map(waitingNames(accountId, articleId))
  for (const [cell, name] of changes) {
    if (name === null) next.delete(cell)
    else next.set(cell, name)
  }
  const text = next.size === 0 ? '' : JSON.stringify(Object.fromEntries(next))
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, text)
    unkept.delete(key)
  } catch {
    unkept.set(key, text)
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}

export const useWaitingNames = (accountId: string, articleId: string): WaitingNames =>
  useSyncExternalStore(
    subscribe,
    () => waitingNames(accountId, articleId),
    () => none,
  )
