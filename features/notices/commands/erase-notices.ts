import type { Tx } from '@/platform/db'

/** Erases all that is kept of a reader here: their inbox, what they follow, and the address that mail about it goes to. Jobs that would have told them find nothing to tell. */
export async function eraseNotices(tx: Tx, readerId: string): Promise<void> {
  await tx.notice.deleteMany({ where: { readerId } })
  await tx.subscription.deleteMany({ where: { readerId } })
  await tx.reader.updateMany({ where: { id: readerId }, data: { noticesSeen: '' } })
}
