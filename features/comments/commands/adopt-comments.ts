import type { Tx } from '@/platform/db'

/** A guest signs in: their comments become the account's. Part of the sign-in's transaction; what others see does not change. */
export async function adoptComments(tx: Tx, { from: guestId, to: readerId }: { from: string; to: string }): Promise<void> {
  await tx.comment.updateMany({ where: { readerId: guestId }, data: { readerId } })
}
