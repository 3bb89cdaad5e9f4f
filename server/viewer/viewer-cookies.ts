import { cookieNames } from '@/platform/http/cookies'
import type { Theme } from '../cache/template'

/** What a reader's cookies say, without a look-up. */
export type ViewerCookies = {
  /** Has a guest's cookie or a session: the page may have something for them alone. */
  known: boolean
  /** The guest's cookie of a reader who is not signed in, or null. */
  guest: string | null
  theme: Theme
  /** Number of the last event that they caused, or 0. */
  lastEvent: number
}

export const noCookies: ViewerCookies = { known: false, guest: null, theme: null, lastEvent: 0 }

const ours = new RegExp(`(?:^|;\\s*)(?:__Secure-|__Host-)?(${Object.values(cookieNames).join('|').replaceAll('.', '\\.')})(?:\\.\\d)?=([^;]*)`, 'g')

/** Reads a `Cookie` header. */
export function readViewerCookies(header: string | undefined): ViewerCookies {
  if (!header) return noCookies
  const cookies = { ...noCookies }
  let session = false
  for (const [, name, value = ''] of header.matchAll(ours)) {
    if (name === cookieNames.theme) cookies.theme = value === 'light' || value === 'dark' ? value : null
    else if (name === cookieNames.seen) cookies.lastEvent = /^\d{1,15}$/.test(value) ? Number(value) : 0
    else if (value) {
      cookies.known = true
      if (name === cookieNames.reader) cookies.guest ??= value
      else session = true
    }
  }
  if (session) cookies.guest = null
  return cookies
}
