import { Prisma } from '@/prisma/generated/sqlite/client'
import type { Tx } from '@/platform/db'
import { heartsSql, scoreSql } from '../score'

const together = 500

/** Counts hearts and scores of these comments anew: for what is rare and changes who somebody is, a sign-in or a leaving. */
export async function countAnew(tx: Tx, ids: string[]): Promise<void> {
  const distinct = [...new Set(ids)].sort()
  for (let start = 0; start < distinct.length; start += together)
    await tx.$executeRaw`
      UPDATE "Comment" SET "heartCount" = counted."hearts", "score" = counted."score"
      FROM (SELECT c."id", ${Prisma.raw(heartsSql)} AS "hearts", ${Prisma.raw(scoreSql)} AS "score" FROM "Comment" c
        WHERE c."id" IN (${Prisma.join(distinct.slice(start, start + together))})) AS counted
      WHERE "Comment"."id" = counted."id"`
}
