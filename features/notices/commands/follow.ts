import { refuseBanned } from '@/features/accounts/refuse-banned'
import { ensureReader } from '@/features/accounts/commands/ensure-reader'
import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'
import { conflict, notFound } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { limitNetwork } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { mayFollow, maxFollowed } from '../policy'
import { findFollowable } from '../queries/followable'
import { follows } from '../rate-limits'
import type { FollowInput } from '../schema'

/**
 * A reader follows something, or no longer (`on`): from now on their inbox tells of what is new there. Guests too. Twice is once. Returns the page of it, and the
 * cookie by which a new guest is known. Throws not_found, forbidden (banned), conflict (too many), too_many.
 */
export async function follow(actor: Actor, { kind, id, on }: FollowInput): Promise<{ path: string; cookie: string | null }> {
  await limitNetwork(follows, actor.ip)
  await refuseBanned(actor)
  const path = await findFollowable(kind, id)
  if (!path) throw notFound('There is nothing here to follow (any more)')
  return write(async (tx) => {
    const { readerId, cookie } = await ensureReader(tx, actor, newId())
    const place = { readerId, kind, targetId: id, channel: 'site' }
    if (!on) await tx.subscription.deleteMany({ where: place })
    else if ((await tx.subscription.count({ where: place })) === 0) {
      if (!mayFollow(await tx.subscription.count({ where: { readerId, channel: 'site' } })))
        throw conflict(`You follow ${maxFollowed} things: let one of them go first`)
      const now = currentTime()
      await tx.subscription.create({ data: { id: newId(), ...place, confirmedAt: now, createdAt: now } })
    }
    // Pages that this reader sees say whether they follow it.
    await announce(tx, 'subscription.changed', { readerId })
    return { path, cookie }
  })
}
