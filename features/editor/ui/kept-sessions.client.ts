'use client'

import { openDB, type IDBPDatabase } from 'idb'
import { holdLock, isLockHeld } from '@/ui/tab-locks.client'
import { hasWork, type KeptSession } from '../document/session'

/**
 * What this browser keeps of drafts until the site has it: one value for each account, list and tab, written whole. Nothing in it is validated, and no
 * other account is given it.
 */
type Row = KeptSession & { key: string }

const store = 'sessions'
let opened: Promise<IDBPDatabase> | null = null
const keepers = new Set<() => void>()
const database = () =>
  (opened ??= openDB('lightstick', 1, {
    upgrade: (db) => void db.createObjectStore(store, { keyPath: 'key' }),
    // The browser closed it: storage was cleared. The next write opens it again.
    terminated: () => {
      opened = null
      keepers.forEach((keepAgain) => keepAgain())
    },
  }).catch((error: unknown) => {
    opened = null
    throw error
  }))

/** Calls it whenever what was kept is gone, because somebody has cleared the browser's storage; until what it returns is called. */
export function whenStorageIsCleared(keepAgain: () => void): () => void {
  keepers.add(keepAgain)
  return () => void keepers.delete(keepAgain)
}

export type Keeper = { accountId: string; articleId: string }
const prefixOf = ({ accountId, articleId }: Keeper) => `${accountId}/${articleId}/`

/** Rejects when storage is full, blocked or gone. */
export async function keepSession(of: Keeper, kept: KeptSession): Promise<void> {
  const row: Row = { ...kept, key: prefixOf(of) + kept.tab }
  try {
    await (await database()).put(store, row)
  } catch {
    // A connection that was closed under us fails once.
    opened = null
    await (await database()).put(store, row)
  }
}

/** Forgets what a tab kept; with `at`, only what it kept then: the last words of a tab that ends may arrive after it was looked at. */
export async function forgetSession(of: Keeper, { tab, at }: { tab: string; at?: string }): Promise<void> {
  const { store: rows, done } = (await database()).transaction(store, 'readwrite')
  const key = prefixOf(of) + tab
  if (at === undefined || ((await rows.get(key)) as Row | undefined)?.at === at) await rows.delete(key)
  await done
}

/** Forgets all that is kept of this account. Rejects when storage is blocked or gone. */
export async function forgetSessions(accountId: string): Promise<void> {
  await (await database()).delete(store, IDBKeyRange.bound(`${accountId}/`, `${accountId}/\uffff`))
}

/** What a tab has kept of this list by now; null when that is nothing, or storage cannot be read. */
export const readKeptSession = async (of: Keeper, tab: string): Promise<KeptSession | null> =>
  database().then(
    async (opened) => ((await opened.get(store, prefixOf(of) + tab)) as Row | undefined) ?? null,
    () => null,
  )

/** What the tabs of this account have kept of this list; nothing when storage cannot be read. */
export async function listKeptSessions(of: Keeper): Promise<KeptSession[]> {
  try {
    return (await (await database()).getAll(store, IDBKeyRange.bound(prefixOf(of), `${prefixOf(of)}\uffff`))) as Row[]
  } catch {
    return []
  }
}

/** A list of which this browser keeps words: its title when they were written ('' for none), and when that was (ISO). */
export type UnsentList = { articleId: string; title: string; at: string }

/** The lists of which tabs of this account that have ended kept words which the site may lack, the latest first; none when storage cannot be read. */
export async function listUnsentLists(accountId: string): Promise<UnsentList[]> {
  try {
    const rows = (await (await database()).getAll(store, IDBKeyRange.bound(`${accountId}/`, `${accountId}/\uffff`))) as Row[]
    const lists = new Map<string, UnsentList>()
    for (const row of rows.sort((a, b) => b.at.localeCompare(a.at))) {
      const articleId = row.key.split('/')[1]!
      if (!lists.has(articleId) && hasWork(row) && (await hasEnded(row))) lists.set(articleId, { articleId, title: row.title ?? '', at: row.at })
    }
    return [...lists.values()]
  } catch {
    return []
  }
}

const lockOf = (tab: string) => `lightstick:tab:${tab}`

/** Says that this tab is there, until it ends. */
export const holdTab = (tab: string): (() => void) => holdLock(lockOf(tab))

/** Whether the page that kept this has ended. Without locks (they need https): whether it has kept nothing for a while, by a clock that may have been put back since. */
export async function hasEnded({ tab, at }: Pick<KeptSession, 'tab' | 'at'>): Promise<boolean> {
  const isHeld = await isLockHeld(lockOf(tab))
  return isHeld === null ? Math.abs(Date.now() - Date.parse(at)) > 15_000 : !isHeld
}

const previousTab = 'lightstick:tab'

/** The tab whose page was here before this one was loaded; from now on that is this one. Null where there was none, or storage is forbidden. */
export function takePreviousTab(tab: string): string | null {
  try {
    const previous = sessionStorage.getItem(previousTab)
    sessionStorage.setItem(previousTab, tab)
    return previous
  } catch {
    // Steps back end with the page.
    return null
  }
}
