import { cookieNames } from '@/platform/cookies'
import type { Theme } from '@/server/cache/template'

/** What the front reads of a visitor's cookies, without a look-up. */
export type Marks = {
  /** Has a reader's cookie or a session: something on the page may be their own. */
  known: boolean
  /** The reader's cookie of a visitor who is not signed in, or null. */
  guest: string | null
  theme: Theme
  /** Number of the last event that they caused, or 0. */
  seen: number
}

export const nothing: Marks = { known: false, guest: null, theme: null, seen: 0 }

const ours = new RegExp(`(?:^|;\\s*)(?:__Secure-|__Host-)?(${Object.values(cookieNames).join('|').replaceAll('.', '\\.')})(?:\\.\\d)?=([^;]*)`, 'g')

/** Reads a `Cookie` header. */
export function marksOf(header: string | undefined): Marks {
  if (!header) return nothing
  const marks = { ...nothing }
  let session = false
  for (const [, name, value = ''] of header.matchAll(ours)) {
    if (name === cookieNames.theme) marks.theme = value === 'light' || value === 'dark' ? value : null
    else if (name === cookieNames.seen) marks.seen = /^\d{1,15}$/.test(value) ? Number(value) : 0
    else if (value) {
      marks.known = true
      if (name === cookieNames.reader) marks.guest ??= value
      else session = true
    }
  }
  if (session) marks.guest = null
  return marks
}
