import { LRUCache } from 'lru-cache'
import type { Inside, OwnState } from '@/platform/bridge'
import { databaseAwaySince, isDatabaseAway, noteDatabaseAway } from '@/platform/database-away'
import type { FinishedPage } from '../cache/finished-page'
import { anonymous, toViewerState, type ViewerState } from '../cache/template'
import type { ViewerCookies } from './viewer-cookies'

/** What this reader sees differently on a page: by one look-up inside Next, or by none when that is known without. */
export async function findViewerState(page: FinishedPage, cookies: ViewerCookies, cookieHeader: string, inside: Inside): Promise<ViewerState> {
  const known = knownViewerState(page, cookies)
  if (known) return known
  const theme = { ...anonymous, theme: cookies.theme }
  if (databaseAwaySince() !== null) return theme
  try {
    return toViewerState(await lookUp(page, cookies, cookieHeader, inside), cookies.theme)
  } catch (error) {
    // While the database is away they read what everybody reads.
    if (!isDatabaseAway(error)) throw error
    noteDatabaseAway(error, 'a reader’s own state could not be looked up: the database gives no answer')
    return theme
  }
}

const rememberedForMs = 3000
const maxRemembered = 5000

/** By page, guest, and the last event that they caused. */
const remembered = new LRUCache<string, OwnState>({ max: maxRemembered, ttl: rememberedForMs })
const pageIds = new WeakMap<FinishedPage, number>()
let lastPageId = 0

/** A number that no other page has. */
export function pageIdOf(page: FinishedPage): number {
  let id = pageIds.get(page)
  if (!id) pageIds.set(page, (id = ++lastPageId))
  return id
}

/**
 * What this reader sees differently, when it needs no look-up: their cookies hold only a theme, or they are a guest who was looked up on this page a few
 * seconds ago. Null otherwise. Remembering is safe because a guest's state changes by their own acts, each of which has its number; only the mark of something new
 * in their inbox comes by what others do, and so much later. Accounts are always looked up, so that a session that was ended shows at once.
 */
export function knownViewerState(page: FinishedPage, { known, guest, theme, lastEvent }: ViewerCookies): ViewerState | null {
  if (!page.template) return anonymous
  if (!known) return theme ? { ...anonymous, theme } : anonymous
  const state = guest === null ? undefined : remembered.get(keyOf(page, guest, lastEvent))
  return state ? toViewerState(state, theme) : null
}

const keyOf = (page: FinishedPage, guest: string, lastEvent: number) => `${pageIdOf(page)} ${guest} ${lastEvent}`

async function lookUp(page: FinishedPage, { guest, lastEvent }: ViewerCookies, cookie: string, inside: Inside): Promise<OwnState> {
  const state = await inside.own({ cookie, names: [...page.own] })
  if (guest !== null) remembered.set(keyOf(page, guest, lastEvent), state)
  return state
}
