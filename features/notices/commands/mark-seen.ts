import { write } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayHaveInbox } from '../policy'
import { findNewest } from '../queries/inbox'
import type { SeenInput } from '../schema'

/** All that a reader was told of up to a notice counts as seen. Never what is yet to come. Throws forbidden. */
export async function markSeen(actor: Actor, { upTo }: SeenInput): Promise<void> {
  if (!mayHaveInbox(actor)) throw forbidden('This browser has no inbox here')
  const { readerId } = actor
  await write(async (tx) => {
    const { newest, seen } = await findNewest(readerId, tx)
    const last = newest !== null && upTo > newest ? newest : upTo
    if (newest === null || last <= seen) return
    await tx.reader.update({ where: { id: readerId }, data: { noticesSeen: last } })
    // Pages that this reader sees have their mark.
    await announce(tx, 'notice.seen', { readerId })
  })
}
