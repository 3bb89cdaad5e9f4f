import { cookieNames, parseCookies, unsigned } from '@/platform/http/cookies'
import { clientOf } from '@/platform/http/request'

/** What a sign-in needs of its request: address, agent, the guest's reader id, the token of the session that it replaces or of the sign-in that waits, and the mark of a device that signed in before. */
export type SignInClient = { ip: string; userAgent: string; guest: string | null; session: string | null; device: string | null }

export function signInClientOf(headers: Headers): SignInClient {
  const cookies = parseCookies(headers.get('cookie'))
  const { ip, userAgent } = clientOf(headers)
  return {
    ip,
    userAgent,
    guest: unsigned(cookies[cookieNames.reader]),
    session: cookies[cookieNames.session] || null,
    device: unsigned(cookies[cookieNames.device]),
  }
}
