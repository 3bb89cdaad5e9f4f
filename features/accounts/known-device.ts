import { createHmac, randomBytes } from 'node:crypto'
import { config } from '@/platform/config'
import { cookieNames, setCookie, signed } from '@/platform/http/cookies'
import { sessionCookieMaxAgeSeconds } from './sessions'

/**
 * The mark of a device that has signed in to an account (the OWASP “device cookie”). It opens nothing: it only says that tries to sign in to this account from here are
 * not counted with those of strangers. Bound to the address by the site's secret, and signed as a cookie.
 */
const markOf = (nonce: string, email: string) => createHmac('sha256', config.secret('device')).update(`${nonce} ${email}`).digest('base64url').slice(0, 22)

/** The mark as it is counted, when it is one of this address; else null. `value` is the cookie's, its signature checked. */
export function knownDevice(value: string | null, email: string): string | null {
  const [nonce = '', mark] = (value ?? '').split('~')
  return nonce !== '' && mark === markOf(nonce, email) ? value : null
}

export function deviceCookie(email: string): string {
  const nonce = randomBytes(9).toString('base64url')
  return setCookie(cookieNames.device, signed(`${nonce}~${markOf(nonce, email)}`), { maxAge: sessionCookieMaxAgeSeconds })
}
