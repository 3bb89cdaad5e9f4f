import type { Tx } from '@/platform/db'
import { eraseNotices } from './erase-notices'

/** A reader leaves: their inbox, what they follow and their address go, and nobody is told (any more) of comments that went. After the comments, in the transaction of the leaving. */
export async function leaveNotices(tx: Tx, { from, to }: { from: string; to: string }): Promise<string[]> {
  await eraseNotices(tx, from)
  await tx.$executeRaw`
    DELETE FROM "Notice" WHERE "commentId" IN (SELECT c."id" FROM "Comment" c WHERE c."readerId" = ${to} AND c."state" = 'deleted')`
  return []
}
