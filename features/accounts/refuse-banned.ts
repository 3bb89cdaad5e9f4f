import { forbidden } from '@/platform/errors'
import { networkMarks, type Actor } from '@/platform/http/request'
import { dayText } from '@/ui/time'
import { hasRole } from './policy'
import { getBans } from './queries/bans'

/** Tells somebody who is banned so, until when and why, whichever tab or browser they act from. Whoever writes here is never banned with their network. Throws forbidden (403). */
export async function refuseBanned(actor: Actor): Promise<void> {
  if (hasRole(actor, 'author')) return
  const bans = await getBans()
  if (bans.length === 0) return
  const { network } = networkMarks(actor.ip)
  const ban = bans.find((one) => (one.readerId !== null && one.readerId === actor.readerId) || one.network === network)
  if (!ban) return
  const until = ban.until ? `Until ${dayText(ban.until)} you` : 'You'
  throw forbidden(`${until} cannot comment, vote or report here. A moderator says: “${ban.reason}” Copy your words if you want to keep them`)
}
