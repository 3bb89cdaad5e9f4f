import type { Inside, OwnState } from '@/platform/bridge'
import type { FinishedPage } from '../cache/finished-page'
import { anonymous, toViewerState, type ViewerState } from '../cache/template'
import type { ViewerCookies } from './viewer-cookies'

/** What this reader sees differently on a page: by one look-up inside Next, or by none when their cookies hold only a theme. */
export async function findViewerState(page: FinishedPage, cookies: ViewerCookies, cookieHeader: string, inside: Inside): Promise<ViewerState> {
  if (!page.template) return anonymous
  if (!cookies.known) return cookies.theme ? { ...anonymous, theme: cookies.theme } : anonymous
  return toViewerState(await lookUp(page, cookies.guest, cookieHeader, inside), cookies.theme)
}

const rememberedForMs = 3000
const maxGuestsOfPage = 500

type Remembered = { until: number; state: OwnState }
const guestsOf = new WeakMap<FinishedPage, Map<string, Remembered>>()

/**
 * Looks up a reader's state. That of a guest is remembered for a few seconds beside the page: a guest who reloads, or goes back and forth, costs one
 * look-up. This is safe because a guest's state changes only by their own acts, and each act replaces the pages that show it. Accounts are always
 * looked up, so that a session that was ended shows at once.
 */
async function lookUp(page: FinishedPage, guest: string | null, cookie: string, inside: Inside): Promise<OwnState> {
  const request = { cookie, names: [...page.own] }
  if (guest === null) return inside.own(request)
  let guests = guestsOf.get(page)
  if (!guests) guestsOf.set(page, (guests = new Map()))
  const known = guests.get(guest)
  if (known && known.until > Date.now()) return known.state
  const state = await inside.own(request)
  if (guests.size >= maxGuestsOfPage) guests.delete(guests.keys().next().value ?? '')
  guests.set(guest, { until: Date.now() + rememberedForMs, state })
  return state
}
