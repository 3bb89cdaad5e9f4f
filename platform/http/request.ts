import { createHmac } from 'node:crypto'
import { config } from '../config'
import { currentRender, currentRequest } from '../bridge'
import type { Role } from '../roles'
import { networkOf, networksOf } from './network'

/** Who acts in a request. `readerId` is null until a guest first votes or comments; each account has a reader. */
export type Actor = {
  readerId: string | null
  account: ActingAccount | null
  /** Address after the trusted proxies; never stored as it is. */
  ip: string
  userAgent: string
  /** HMAC of the address (IPv6 cut to /64) and the agent: a signal, worthless without the site's secret. */
  fingerprint: string
}

/** Who is signed in. Their address is confirmed: no other account has a session. */
export type ActingAccount = {
  id: string
  name: string
  email: string
  role: Role
  /** Their role waits for it (features/accounts/policy.ts). */
  lacksSecondFactor: boolean
}

/** The page of this request is whole, and answers with another status than 200. To be called before anything of it is sent. */
export function answerStatus(status: number): void {
  const request = currentRequest() ?? currentRender()
  if (request) request.status = status
}

/** Address, agent and fingerprint of the client that sent a request. */
export function clientOf(headers: Headers): Pick<Actor, 'ip' | 'userAgent' | 'fingerprint'> {
  const ip = currentRequest()?.clientIp ?? '127.0.0.1'
  const userAgent = (headers.get('user-agent') ?? '').slice(0, 300)
  const fingerprint = createHmac('sha256', config.secret('fingerprint'))
    .update(`${networkOf(ip)}\n${userAgent}`)
    .digest('base64url')
    .slice(0, 22)
  return { ip, userAgent, fingerprint }
}

/** HMACs of the network that an address is in, and of the wider one around it: signals that cannot be turned back into the address. */
export type NetworkMarks = { network: string; area: string }

export function networkMarks(ip: string): NetworkMarks {
  const [network, area] = networksOf(ip)
  const mark = (text: string) => createHmac('sha256', config.secret('fingerprint')).update(`network ${text}`).digest('base64url').slice(0, 16)
  return { network: mark(network), area: mark(area) }
}

/** Whether the visitor came by https, as the trusted proxies say: cookies are then `Secure`. */
export const isSecure = () => currentRequest()?.secure ?? config.siteUrl.startsWith('https:')
