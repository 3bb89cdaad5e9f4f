import { createHmac, randomBytes } from 'node:crypto'
import { config } from '@/platform/config'
import { cookieNames, setCookie, signed } from '@/platform/http/cookies'
import { sessionCookieMaxAgeSeconds } from './sessions'

/**
 * The mark of a device that has signed in to an account (the OWASP “device cookie”). It opens nothing: it only says that tries to sign in to this account from here are
 * not counted with those of strangers. Bound to the address by the site's secret, and signed as a cookie.
 */
const markOf = (nonce: string, email: string) => createHmac('sha256', config.secret('device')).update(`${nonce} ${email}`).digest('base64url').slice(0, 22)

/**
 * The mark as it is counted, when it is one of this address; else null. `value` is the cookie's, its signature checked. `factor`, when the account's second factor was
 * turned on, asks for more: that the device has shown a code of it. Who knows the password gathers marks of the first kind before it is turned on.
 */
export function knownDevice(value: string | null, email: string, factor: Date | null = null): string | null {
  const [nonce = '', mark, shown] = (value ?? '').split('~')
  if (nonce === '' || mark !== markOf(nonce, email)) return null
  return factor === null || shown === markOf(nonce, withFactor(email, factor)) ? value : null
}

const withFactor = (email: string, factor: Date) => `${email} ${factor.getTime()}`

/** The mark for a device that has just signed in; `factor` as above, when a code was asked for. */
export function deviceCookie(email: string, factor: Date | null): string {
  const nonce = randomBytes(9).toString('base64url')
  const marks = [nonce, markOf(nonce, email), ...(factor ? [markOf(nonce, withFactor(email, factor))] : [])]
  return setCookie(cookieNames.device, signed(marks.join('~')), { maxAge: sessionCookieMaxAgeSeconds })
}
