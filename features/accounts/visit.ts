import { cookieNames, parseCookies, unsigned } from '@/platform/http/cookies'
import { visitorOf } from '@/platform/http/request'

/** What a request brings to a sign-in: where it comes from, the guest that it was so far, and the session that it replaces. */
export type Visit = { ip: string; userAgent: string; guest: string | null; session: string | null }

export function visitOf(headers: Headers): Visit {
  const cookies = parseCookies(headers.get('cookie'))
  const { ip, userAgent } = visitorOf(headers)
  return { ip, userAgent, guest: unsigned(cookies[cookieNames.reader]), session: cookies[cookieNames.session] || null }
}

/** The network that limits count: neighbours in one IPv6 /64 are one household. */
export const networkOf = (ip: string) => (ip.includes(':') && !ip.includes('.') ? ip.split(':').slice(0, 4).join(':') : ip)
