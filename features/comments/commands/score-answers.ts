import { Prisma } from '@/prisma/generated/sqlite/client'
import type { Tx } from '@/platform/db'
import { forEachAnswerer } from '../score'

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
      LIMIT ${most + 1}) AS these) AS "there"
    FROM (VALUES ${Prisma.join(asked)}) AS asked CROSS JOIN "Comment" f WHERE f."id" = asked.column1 AND f."readerId" <> asked.column2`
  const changes = new Map<string, number>()
  for (const { threadId, readerId, there } of rows) {
    const before = by === 1 ? changed.get(`${threadId} ${readerId}`)!.count : 0
    if (Number(there) === before) changes.set(threadId, (changes.get(threadId) ?? 0) + by * forEachAnswerer)
  }
  return changes
}
