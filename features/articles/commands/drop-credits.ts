import type { Tx } from '@/platform/db'

/**
 * Takes all credits of a list away, and returns them as they were in that moment: records may be merged, or made two again, beside this transaction, and their credits move then. The
 * caller counts them (`countAppearances`).
 */
export const dropCredits = (tx: Tx, articleId: string): Promise<{ entryId: string; recordId: string }[]> =>
  tx.$queryRaw`DELETE FROM "Credit" WHERE "articleId" = ${articleId} RETURNING "entryId", "subjectId" AS "recordId"`
