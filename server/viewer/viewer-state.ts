import { LRUCache } from 'lru-cache'
import type { Inside, OwnState } from '@/platform/bridge'
import { databaseAwaySince, isDatabaseAway, noteDatabaseAway } from '@/platform/database-away'
import type { FinishedPage } from '../cache/finished-page'
import { anonymous, toViewerState, type ViewerState } from '../cache/template'
import type { ViewerCookies } from './viewer-cookies'

/** What this reader sees differently on a page: by one look-up inside Next, or by none when their cookies hold only a theme. */
export async function findViewerState(page: FinishedPage, cookies: ViewerCookies, cookieHeader: string, inside: Inside): Promise<ViewerState> {
  if (!page.template) return anonymous
  if (!cookies.known) return cookies.theme ? { ...anonymous, theme: cookies.theme } : anonymous
  const theme = { ...anonymous, theme: cookies.theme }
  if (databaseAwaySince() !== null) return theme
  try {
    return toViewerState(await lookUp(page, cookies.guest, cookieHeader, inside), cookies.theme)
  } catch (error) {
    // While the database is away they read what everybody reads.
    if (!isDatabaseAway(error)) throw error
    noteDatabaseAway(error, 'a reader’s own state could not be looked up: the database gives no answer')
    return theme
  }
}

const rememberedForMs = 3000
const maxRemembered = 5000

/** By page and guest: `ID GUEST`. */
const remembered = new LRUCache<string, OwnState>({ max: maxRemembered, ttl: rememberedForMs })
const pageIds = new WeakMap<FinishedPage, number>()
let lastPageId = 0

/**
 * Looks up a reader's state. That of a guest on a page is remembered for a few seconds: a guest who reloads, or goes back and forth, costs one
 * look-up. This is safe because a guest's state changes only by their own acts, and each act replaces the pages that show it. Accounts are always
 * looked up, so that a session that was ended shows at once.
 */
async function lookUp(page: FinishedPage, guest: string | null, cookie: string, inside: Inside): Promise<OwnState> {
  const request = { cookie, names: [...page.own] }
  if (guest === null) return inside.own(request)
  let pageId = pageIds.get(page)
  if (!pageId) pageIds.set(page, (pageId = ++lastPageId))
  const key = `${pageId} ${guest}`
  const known = remembered.get(key)
  if (known) return known
  const state = await inside.own(request)
  remembered.set(key, state)
  return state
}
