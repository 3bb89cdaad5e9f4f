import { forbidden } from '@/platform/errors'
import { networkMarks, type Actor } from '@/platform/http/request'
import { dayText } from '@/ui/time'
import { hasRole } from './policy'
import { getBans, isExempt } from './queries/bans'

/**
 * Tells somebody who is banned so, until when and why, whichever tab or browser they act from. A ban of a network is for its guests alone whom no moderator trusts: accounts of it
 * can be banned themselves. Throws forbidden (403).
 */
export async function refuseBanned(actor: Actor): Promise<void> {
  if (hasRole(actor, 'author')) return
  const bans = await getBans()
  if (bans.length === 0) return
  const own = bans.find(({ readerId }) => readerId !== null && readerId === actor.readerId)
  if (own) throw forbidden(`${fromNow(own.until, 'you', 'You')} cannot comment, vote or report here. A moderator says: “${own.reason}”. ${copy}`)
  if (actor.account) return
  const { network } = networkMarks(actor.ip)
  const shared = bans.find((one) => one.network === network)
  if (!shared || (await isExempt(actor.readerId))) return
  const who = fromNow(shared.until, 'guests of your network', 'Guests of your network')
  throw forbidden(`${who} cannot comment, vote or report here; sign in if you were not meant. A moderator says: “${shared.reason}”. ${copy}`)
}

const copy = 'Copy your words if you want to keep them'
const fromNow = (until: Date | null, who: string, first: string) => (until ? `Until ${dayText(until)} ${who}` : first)

/** Whether a guest is of the network from which somebody else was banned: it may be the same person without the cookie. Nobody is refused for it. */
export async function isNearBan(actor: Actor): Promise<boolean> {
  if (actor.account) return false
  const bans = (await getBans()).filter(({ near }) => near !== null)
  if (bans.length === 0) return false
  const { network } = networkMarks(actor.ip)
  return bans.some(({ near, readerId }) => near === network && readerId !== actor.readerId)
}
