import { cookieNames, parseCookies, unsigned } from '@/platform/http/cookies'
import { clientOf } from '@/platform/http/request'

/** What a sign-in needs of its request: address, agent, the guest's reader id, and the token of the session that it replaces. */
export type SignInClient = { ip: string; userAgent: string; guest: string | null; session: string | null }

export function signInClientOf(headers: Headers): SignInClient {
  const cookies = parseCookies(headers.get('cookie'))
  const { ip, userAgent } = clientOf(headers)
  return { ip, userAgent, guest: unsigned(cookies[cookieNames.reader]), session: cookies[cookieNames.session] || null }
}
