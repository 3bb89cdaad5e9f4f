import { write } from '@/platform/db'
import { conflict, forbidden } from '@/platform/errors'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { newId } from '@/platform/id'
import { mayDecide } from '../policy'
import { decidePace } from '../rate-limits'
import type { SavedReply } from '../queries/saved-replies'
import { maxReplies } from '../schema'

/** Keeps words for all moderators of the site. The same words again are the same reply. Throws forbidden (403), conflict (409) when there are too many. */
export async function keepReply(actor: Actor, { text }: { text: string }): Promise<SavedReply> {
  if (!mayDecide(actor)) throw forbidden('Only moderators keep replies')
  if (actor.account) await limitId(decidePace, actor.account.id)
  return write(
    async (tx) => {
      const there = await tx.savedReply.findUnique({ where: { text }, select: { id: true, text: true } })
      if (there) return there
      if ((await tx.savedReply.count()) >= maxReplies) throw conflict(`${maxReplies} replies are kept already: drop one first`)
      return tx.savedReply.create({ data: { id: newId(), text }, select: { id: true, text: true } })
    },
    { lock: 'saved-replies' },
  )
}

/** Drops a kept reply; what was sent with it stays. Throws forbidden (403). */
export async function dropReply(actor: Actor, { id }: { id: string }): Promise<{ id: string }> {
  if (!mayDecide(actor)) throw forbidden('Only moderators drop replies')
  await write((tx) => tx.savedReply.deleteMany({ where: { id } }), { lock: 'saved-replies' })
  return { id }
}
