import { Prisma } from '@/prisma/generated/sqlite/client'
import type { Tx } from '@/platform/db'
import { forEachAnswerer } from '../score'

type Answer = { parentId: string | null; threadId: string; readerId: string; network: string }
/** `person`: who wrote them, where the network is not known. */
type Place = { threadId: string; network: string; person: string }

const keyOf = ({ threadId, network, person }: Place) => `${threadId} ${network} ${person}`

/**
 * By how much answers that appeared (1) or disappeared (-1) just now change the scores of their threads: one statement, by the index of the networks that answer in a
 * thread. A network that has none there but these has just come, and one that has none left has gone.
 */
export async function scoresOfAnswers(tx: Tx, answers: Answer[], by: 1 | -1): Promise<Map<string, number>> {
  const changed = new Map<string, Place & { readerIds: string[] }>()
  for (const { parentId, threadId, readerId, network } of answers) {
    if (!parentId) continue
    const place = { threadId, network, person: network === '' ? readerId : '' }
    changed.set(keyOf(place), { ...place, readerIds: [...(changed.get(keyOf(place))?.readerIds ?? []), readerId] })
  }
  if (changed.size === 0) return new Map()
  const asked = [...changed.values()].map(({ threadId, network, person }) => Prisma.sql`(${threadId}, ${network}, ${person})`)
  const most = Math.max(...[...changed.values()].map(({ readerIds }) => readerIds.length))
  const rows = await tx.$queryRaw<(Place & { writer: string; there: number | bigint })[]>`
    SELECT asked.column1 AS "threadId", asked.column2 AS "network", asked.column3 AS "person", f."readerId" AS "writer", (SELECT COUNT(*) FROM (
      SELECT 1 FROM "Comment" c WHERE c."threadId" = asked.column1 AND c."network" = asked.column2 AND (asked.column3 = '' OR c."readerId" = asked.column3)
        AND c."readerId" <> f."readerId" AND c."state" = 'visible' AND c."parentId" IS NOT NULL
      LIMIT ${most + 1}) AS these) AS "there"
    FROM (VALUES ${Prisma.join(asked)}) AS asked CROSS JOIN "Comment" f WHERE f."id" = asked.column1`
  const changes = new Map<string, number>()
  for (const { writer, there, ...place } of rows) {
    const others = changed.get(keyOf(place))!.readerIds.filter((id) => id !== writer).length
    if (others > 0 && Number(there) === (by === 1 ? others : 0)) changes.set(place.threadId, (changes.get(place.threadId) ?? 0) + by * forEachAnswerer)
  }
  return changes
}
