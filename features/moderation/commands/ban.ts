import { forgetBans } from '@/features/accounts/queries/bans'
import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'
import { conflict, forbidden, notFound } from '@/platform/errors'
import { limitId } from '@/platform/http/rate-limit'
import { networkMarks, type Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { mayBan, mayDecide } from '../policy'
import { decidePace } from '../rate-limits'
import type { BanInput } from '../schema'

const dayMs = 86_400_000

/**
 * Bans who wrote a comment, or the guests of the network that it came from, for so many days; 0: until it is lifted. They are told so, and why, when they act next. What they
 * said before stays as it was. While a reader is banned, comments of other guests of their network wait for a moderator. Throws forbidden (403) for somebody who writes here,
 * conflict (409) for a network that may be everyone’s, and not_found (404), also where the network is not known.
 */
export async function banWriter(actor: Actor, { comment: commentId, of, days, reason }: BanInput): Promise<{ id: string }> {
  if (!mayDecide(actor)) throw forbidden('Only moderators ban readers')
  if (actor.account) await limitId(decidePace, actor.account.id)
  const made = await write(async (tx) => {
    const comment = await tx.comment.findUnique({
      where: { id: commentId },
      select: { readerId: true, name: true, network: true, state: true, reader: { select: { account: { select: { role: true } } } } },
    })
    if (!comment || comment.state === 'deleted') throw notFound('There is no such comment any more')
    if (!mayBan(comment.reader.account)) throw forbidden('Whoever writes here is not banned: an admin can suspend the account')
    if (of === 'network' && !comment.network) throw notFound('The network of this comment was not kept: ban its writer')
    const isEveryones = [actor.ip, '127.0.0.1', '::1'].some((ip) => networkMarks(ip).network === comment.network)
    if (of === 'network' && isEveryones)
      throw conflict('This comment came from your own network, or from a proxy that this site takes for everyone: ban its writer')
    const near = isEveryones || !comment.network ? null : comment.network
    const who = of === 'network' ? { network: comment.network } : { readerId: comment.readerId, near }
    const until = days === 0 ? null : new Date(currentTime().getTime() + days * dayMs)
    const by = actor.account?.id ?? null
    return tx.ban.create({ data: { id: newId(), ...who, name: comment.name, reason, until, accountId: by, createdAt: currentTime() }, select: { id: true } })
  })
  forgetBans()
  return made
}

/** Lets somebody act again; that they were banned is kept. Idempotent. Throws forbidden (403), not_found (404). */
export async function liftBan(actor: Actor, { id }: { id: string }): Promise<{ id: string }> {
  if (!mayDecide(actor)) throw forbidden('Only moderators lift bans')
  await write(async (tx) => {
    const ban = await tx.ban.findUnique({ where: { id }, select: { liftedAt: true } })
    if (!ban) throw notFound('There is no such ban')
    if (!ban.liftedAt) await tx.ban.update({ where: { id }, data: { liftedAt: currentTime() } })
  })
  forgetBans()
  return { id }
}
