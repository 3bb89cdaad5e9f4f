import type { Tx } from '@/platform/db'
import { conflict } from '@/platform/errors'

/** What the writer had before them: the ids of the edition that readers see and of the one that waits for its time; null where there is none. */
export type Seen = { live: string | null; waiting: string | null }

/** Throws a conflict when readers see another edition by now, or another one waits: what it would replace was not what the writer was told. */
export async function refuseUnseen(tx: Tx, { id, currentEditionId }: { id: string; currentEditionId: string | null }, seen: Seen | undefined): Promise<void> {
  if (!seen) return
  const waiting = await tx.edition.findFirst({ where: { articleId: id, liveAt: null, cancelledAt: null }, select: { id: true } })
  if (currentEditionId !== seen.live) throw conflict('Readers see another edition by now')
  if ((waiting?.id ?? null) !== seen.waiting) throw conflict(waiting ? 'Another edition waits for its time by now' : 'No edition waits for its time any more')
}
