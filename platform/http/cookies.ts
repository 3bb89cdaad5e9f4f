import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseCookie } from 'cookie'
import { config } from '../config'
import { isSecure } from './request'

/** Names of our cookies. Those of the reader and of what was seen are signed. Reading sets no cookie; acting does. */
export const cookieNames = {
  reader: 'reader',
  theme: 'theme',
  seen: 'seen',
  session: 'next-auth.session-token',
  device: 'device',
  settingUp: 'setting-up',
  said: 'said',
  shutOut: 'shut-out',
} as const

const sign = (value: string) => createHmac('sha256', config.secret('cookie')).update(value).digest('base64url').slice(0, 32)

/** `value.signature` */
export const signed = (value: string) => `${value}.${sign(value)}`

/** The value of a signed cookie, or null when it is absent or forged. */
export function unsigned(cookie: string | undefined): string | null {
  const at = cookie?.lastIndexOf('.') ?? -1
  if (!cookie || at < 1) return null
  const value = cookie.slice(0, at)
  const [given, right] = [Buffer.from(cookie.slice(at + 1)), Buffer.from(sign(value))]
  return given.length === right.length && timingSafeEqual(given, right) ? value : null
}

/** Cookies of a `Cookie` header; the first of two with one name wins. */
export const parseCookies = (header: string | null | undefined) => parseCookie(header ?? '') as Record<string, string>

type CookieOptions = { maxAge?: number; httpOnly?: boolean; expires?: Date; path?: string }

/** A `Set-Cookie` value: `Path=/`, `SameSite=Lax`, `HttpOnly` unless said otherwise, `Secure` by https. `maxAge` in seconds. */
export function setCookie(name: string, value: string, { maxAge, httpOnly = true, expires, path = '/' }: CookieOptions = {}): string {
  return [
    `${name}=${encodeURIComponent(value)}`,
    `Path=${path}`,
    'SameSite=Lax',
    httpOnly && 'HttpOnly',
    isSecure() && 'Secure',
    maxAge !== undefined && `Max-Age=${maxAge}`,
    expires && `Expires=${expires.toUTCString()}`,
  ]
    .filter(Boolean)
    .join('; ')
}

/** Guests are known for 400 days, the longest time that browsers keep a cookie. */
export const readerCookie = (readerId: string) => setCookie(cookieNames.reader, signed(readerId), { maxAge: 400 * 86_400 })
/** Tells every process not to give the actor a page that is older than their act. A minute is enough: processes hear of events within a second. */
export const seenCookie = (event: number) => setCookie(cookieNames.seen, seenValue(event), { maxAge: 60 })
/** Signed: with a number that nobody has heard of, anybody could make this process wait, and doubt its pages. */
export const seenValue = (event: number) => signed(String(event))
/** Names what the next page of whoever has just acted says at its top, wherever that is. Whoever shows it drops it. */
export const saidCookie = (what: string) => setCookie(cookieNames.said, what, { maxAge: 600 })
export const saidDropped = () => setCookie(cookieNames.said, '', { maxAge: 0 })
