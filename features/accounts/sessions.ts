import { cookieNames, setCookie } from '@/platform/http/cookies'

/** A session ends this long after it was last used. */
export const sessionLifetimeMs = 30 * 86_400_000
/** A sign-in waits this long for its second factor. */
export const signInStepLifetimeMs = 10 * 60_000
/** Using a session is written down at most this often. */
export const seenEveryMs = 3_600_000
/** The cookie outlives the row: the row alone decides. Browsers keep no cookie longer than 400 days. */
export const sessionCookieMaxAgeSeconds = 400 * 86_400

/** A sign-in that waits for its second factor is in the same cookie: caches before the site pass it, and an earlier session of this browser is left by it. */
export const sessionCookie = (token: string) => setCookie(cookieNames.session, token, { maxAge: sessionCookieMaxAgeSeconds })
export const noSessionCookie = () => setCookie(cookieNames.session, '', { maxAge: 0 })
/** After signing in the account's reader stands for the guest. */
export const noReaderCookie = () => setCookie(cookieNames.reader, '', { maxAge: 0 })
