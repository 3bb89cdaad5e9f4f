import { parseCookie } from 'cookie'
import { cookieNames, unsigned } from '@/platform/http/cookies'
import type { Theme } from '../cache/template'

/** What a reader's cookies say, without a look-up. */
export type ViewerCookies = {
  /** Has a guest's cookie or a session: the page may have something for them alone. */
  known: boolean
  /** The guest's cookie of a reader who is not signed in, or null. */
  guest: string | null
  theme: Theme
  /** Number of the last event that they caused, or 0. What is forged counts as absent. */
  lastEvent: number
}

export const noCookies: ViewerCookies = { known: false, guest: null, theme: null, lastEvent: 0 }

const ours = [cookieNames.theme, cookieNames.seen, cookieNames.reader, cookieNames.session]
const asTheyAre = { decode: (value: string) => value }
/** A session's cookie can have a prefix where the site is served by https, and a number at its end when it is long. */
const isSession = (name: string) => name.replace(/^__(?:Secure|Host)-/, '').replace(/\.\d$/, '') === cookieNames.session

/** Reads a `Cookie` header. */
export function readViewerCookies(header: string | undefined): ViewerCookies {
  if (!header || !ours.some((name) => header.includes(name))) return noCookies
  const given = parseCookie(header, asTheyAre)
  const { [cookieNames.theme]: theme, [cookieNames.seen]: seen, [cookieNames.reader]: reader } = given
  const hasSession = Object.keys(given).some((name) => isSession(name) && given[name])
  return {
    known: hasSession || Boolean(reader),
    guest: hasSession ? null : reader || null,
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    lastEvent: Number(unsigned(seen) ?? 0),
  }
}
