import type { Tx } from '@/platform/db'

/** A guest signs in: their reports, bans and the trust of moderators become the account's. Where both reported a comment, the account's report stays. Part of the sign-in's transaction. */
export async function adoptReports(tx: Tx, { from: guestId, to: readerId }: { from: string; to: string }): Promise<void> {
  const own = await tx.report.findMany({ where: { readerId }, select: { commentId: true } })
  const both = { readerId: guestId, commentId: { in: own.map(({ commentId }) => commentId) } }
  if (own.length > 0) await tx.report.updateMany({ where: both, data: { readerId: null } })
  await tx.report.updateMany({ where: { readerId: guestId }, data: { readerId } })
  await tx.ban.updateMany({ where: { readerId: guestId }, data: { readerId } })
  const guest = await tx.reader.findUnique({ where: { id: guestId }, select: { trustedAt: true } })
  if (guest?.trustedAt) await tx.reader.updateMany({ where: { id: readerId, trustedAt: null }, data: { trustedAt: guest.trustedAt } })
}
