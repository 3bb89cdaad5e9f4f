import type { Tx } from '@/platform/db'

/** A guest signs in: what they were told and what they follow becomes the account's. Of what both have, the account's stays. Part of the sign-in's transaction. */
export async function adoptNotices(tx: Tx, { from, to }: { from: string; to: string }): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "Notice" WHERE "readerId" = ${from} AND "event" IN (SELECT n."event" FROM "Notice" n WHERE n."readerId" = ${to})`
  await tx.notice.updateMany({ where: { readerId: from }, data: { readerId: to } })
  await tx.subscription.updateMany({ where: { readerId: from, kind: 'inbox' }, data: { targetId: to } })
  await tx.$executeRaw`
    DELETE FROM "Subscription" WHERE "readerId" = ${from} AND EXISTS (
      SELECT 1 FROM "Subscription" s WHERE s."readerId" = ${to} AND s."kind" = "Subscription"."kind" AND s."targetId" = "Subscription"."targetId" AND s."channel" = "Subscription"."channel")`
  await tx.subscription.updateMany({ where: { readerId: from }, data: { readerId: to } })
  const guest = await tx.reader.findUnique({ where: { id: from }, select: { noticesSeen: true } })
  // An account that has seen anything keeps its place: of what came to the guest later, some may be new to it.
  if (guest?.noticesSeen) await tx.reader.updateMany({ where: { id: to, noticesSeen: '' }, data: { noticesSeen: guest.noticesSeen } })
}
