import { refuseBanned } from '@/features/accounts/refuse-banned'
import { inBatches } from '@/platform/batches'
import { read, write } from '@/platform/db'
import { noteOwnEvent } from '@/platform/events/announce'
import { pressIds } from '@/platform/http/idempotency-key'
import { limitId, limitNetwork } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { firstHearts, heartPresses } from '../rate-limits'
import { heartComments, type Hearted, type Press } from './heart-comments'

// Hearts that arrive together share one transaction, whichever comments they are for, as votes do.
const batching = { gatherMs: 40, enoughItems: 8 }

const heart = inBatches<Press, Hearted>(async (_, presses) => {
  // A comment stays in its list, so this may be asked before the transaction that it keeps apart from others.
  const lists = await read.comment.findMany({ where: { id: { in: [...new Set(presses.map(({ id }) => id))] } }, select: { articleId: true } })
  return write((tx) => heartComments(tx, presses), { lock: [...new Set(lists.map(({ articleId }) => `comments:${articleId}`))] })
}, batching)

/**
 * Gives a comment a reader's heart (`on`), or takes it back. Guests too; one for each reader and comment. Idempotent. The answer is on disk, and has the hearts as they are
 * with it. Throws not_found, gone, conflict, forbidden (banned, or their own), too_many.
 */
export async function heartComment(actor: Actor, { id, on }: { id: string; on: boolean }): Promise<Hearted> {
  await refuseBanned(actor)
  if (actor.readerId) await limitId(heartPresses, actor.readerId)
  else if (on && !actor.account) await limitNetwork(firstHearts, actor.ip)
  const result = await heart('hearts', { actor, id, on, pressIds: pressIds(actor.fingerprint, `heart ${id}`) })
  // The batch ran in the context of the request that began it: tell this request the number of its event.
  if (result.event) noteOwnEvent(result.event)
  return result
}
