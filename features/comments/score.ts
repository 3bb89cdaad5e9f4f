import { Prisma } from '@/prisma/generated/sqlite/client'
import type { Tx } from '@/platform/db'

/**
 * What "best" sorts threads by, kept in the row of each comment (`Comment.score`):
 *
 *     hearts of different networks + hearts that came with an import + 2 × other people who answered in the thread
 *
 * Hearts of one network count once, so that a household or somebody with many browsers does not lead; a heart without a network (its reader has left) counts for itself.
 * Whoever answers is worth two hearts, once, however often they answer; who wrote the first comment is no other person. Only visible answers count, and only on the
 * first comment of a thread. Hearts that are aside do not count. Equals are sorted by age, the newest first: while nobody likes or answers, best is newest.
 */
const forEachAnswerer = 2

type Answer = { parentId: string | null; threadId: string; readerId: string }

/**
 * By how much answers that appeared (1) or disappeared (-1) just now change the scores of their threads: one statement, by the index of who answers in a thread.
 * Whoever has none there but these has just come, and whoever has none left has gone.
 */
export async function scoresOfAnswers(tx: Tx, answers: Answer[], by: 1 | -1): Promise<Map<string, number>> {
  const changed = new Map<string, { threadId: string; readerId: string; count: number }>()
  for (const { parentId, threadId, readerId } of answers) {
    if (!parentId) continue
    const key = `${threadId} ${readerId}`
    changed.set(key, { threadId, readerId, count: (changed.get(key)?.count ?? 0) + 1 })
  }
  if (changed.size === 0) return new Map()
  const asked = [...changed.values()].map(({ threadId, readerId }) => Prisma.sql`(${threadId}, ${readerId})`)
  const most = Math.max(...[...changed.values()].map(({ count }) => count))
  const rows = await tx.$queryRaw<{ threadId: string; readerId: string; there: number | bigint }[]>`
    SELECT asked.column1 AS "threadId", asked.column2 AS "readerId", (SELECT COUNT(*) FROM (
      SELECT 1 FROM "Comment" c WHERE c."threadId" = asked.column1 AND c."readerId" = asked.column2 AND c."state" = 'visible' AND c."parentId" IS NOT NULL
      LIMIT ${most + 1}) AS some) AS "there"
    FROM (VALUES ${Prisma.join(asked)}) AS asked CROSS JOIN "Comment" f WHERE f."id" = asked.column1 AND f."readerId" <> asked.column2`
  const changes = new Map<string, number>()
  for (const { threadId, readerId, there } of rows) {
    const before = by === 1 ? changed.get(`${threadId} ${readerId}`)!.count : 0
    if (Number(there) === before) changes.set(threadId, (changes.get(threadId) ?? 0) + by * forEachAnswerer)
  }
  return changes
}

/** The score of the comment `c`, counted anew. Both engines understand it. */
export const scoreSql = `c."importedHearts"
  + (SELECT COUNT(DISTINCT CASE WHEN h."network" = '' THEN h."readerId" ELSE h."network" END) FROM "Heart" h WHERE h."commentId" = c."id" AND h."state" = 'counted')
  + CASE WHEN c."parentId" IS NULL THEN ${forEachAnswerer} * (SELECT COUNT(DISTINCT r."readerId") FROM "Comment" r
    WHERE r."threadId" = c."id" AND r."parentId" IS NOT NULL AND r."state" = 'visible' AND r."readerId" <> c."readerId") ELSE 0 END`

/** The hearts of the comment `c`, counted anew. */
export const heartsSql = `c."importedHearts" + (SELECT COUNT(*) FROM "Heart" h WHERE h."commentId" = c."id" AND h."state" = 'counted')`

const together = 500

/** Counts hearts and scores of these comments anew: for what is rare and changes who somebody is, a sign-in or a leaving. */
export async function countAnew(tx: Tx, ids: string[]): Promise<void> {
  const distinct = [...new Set(ids)].sort()
  for (let start = 0; start < distinct.length; start += together)
    await tx.$executeRaw`
      UPDATE "Comment" SET "heartCount" = now."hearts", "score" = now."score"
      FROM (SELECT c."id", ${Prisma.raw(heartsSql)} AS "hearts", ${Prisma.raw(scoreSql)} AS "score" FROM "Comment" c
        WHERE c."id" IN (${Prisma.join(distinct.slice(start, start + together))})) AS now
      WHERE "Comment"."id" = now."id"`
}
