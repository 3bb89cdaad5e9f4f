import { createHmac } from 'node:crypto'
import { config } from '../config'
import { currentRequest } from '../bridge'

/** Who acts. `readerId` is null until a guest first acts; an account has a reader of its own. */
export type Actor = {
  readerId: string | null
  account: ActingAccount | null
  /** Address after the trusted proxies; never stored as it is. */
  ip: string
  userAgent: string
  /** HMAC of the address (IPv6 cut to /64) and the agent: a signal, worthless without the site's secret. */
  fingerprint: string
}

export type ActingAccount = { id: string; name: string; email: string; role: Role; confirmed: boolean }
export const roles = ['reader', 'author', 'editor', 'admin', 'owner'] as const
export type Role = (typeof roles)[number]

/** The part of an actor that a request tells by itself. */
export function visitorOf(headers: Headers): Pick<Actor, 'ip' | 'userAgent' | 'fingerprint'> {
  const ip = currentRequest()?.clientIp ?? '127.0.0.1'
  const userAgent = (headers.get('user-agent') ?? '').slice(0, 300)
  const network = ip.includes(':') ? ip.split(':').slice(0, 4).join(':') : ip
  const fingerprint = createHmac('sha256', config.secret('fingerprint')).update(`${network}\n${userAgent}`).digest('base64url').slice(0, 22)
  return { ip, userAgent, fingerprint }
}

/** Whether the visitor came by https, as the trusted proxies say: cookies are then `Secure`. */
export const isSecure = () => currentRequest()?.secure ?? config.siteUrl.startsWith('https:')
