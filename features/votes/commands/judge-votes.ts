import { config } from '@/platform/config'
import { currentTime } from '@/platform/clock'
import { lockAll, type Tx } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'
import type { VoteCode } from '@/features/moderation-rules/reasons'
import type { NetworkMarks } from '@/platform/http/request'
import { crowd } from '../rate-limits'

/** What the rules know of networks and readers while they judge the first votes of one transaction. */
export type Judge = (readerId: string, marks: NetworkMarks) => VoteCode[]

/**
 * Prepares to judge the first votes of these readers from these networks. The judge says what speaks against one, as codes (nothing: it counts), and remembers
 * what it let pass. Whatever a visitor says of themselves, their agent and their cookie, changes nothing: a network has so many votes an hour, and a reader of
 * whom one vote is aside has the others aside too, in each list. In PostgreSQL the networks are locked, so that two lists do not count the same place twice.
 */
export async function prepareJudge(tx: Tx, asked: { readerId: string; marks: NetworkMarks }[]): Promise<Judge> {
  const networks = [...new Set(asked.map(({ marks }) => marks.network))]
  const areas = [...new Set(asked.map(({ marks }) => marks.area))]
  await lockAll(
    tx,
    [...networks, ...areas].map((mark) => `votes-from:${mark}`),
  )
  const aside = await readersAside(
    tx,
    asked.map(({ readerId }) => readerId),
  )
  const { network: ofNetwork, area: ofArea } = await countFirstVotes(tx, { network: networks, area: areas })
  const add = (counts: Map<string, number>, mark: string) => counts.set(mark, (counts.get(mark) ?? 0) + 1)
  return (readerId, { network, area }) => {
    if (config.limitsOff) return []
    const codes: VoteCode[] = []
    if (aside.has(readerId)) codes.push('aside-before')
    if ((ofNetwork.get(network) ?? 0) >= crowd.network || (ofArea.get(area) ?? 0) >= crowd.area) codes.push('crowd')
    if (codes.length > 0) {
      aside.add(readerId)
      return codes
    }
    add(ofNetwork, network)
    add(ofArea, area)
    return []
  }
}

async function readersAside(tx: Tx, readerIds: string[]): Promise<Set<string>> {
  if (readerIds.length === 0) return new Set()
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Reader" WHERE "id" IN (${Prisma.join([...new Set(readerIds)])}) AND "asideAt" IS NOT NULL`
  return new Set(rows.map(({ id }) => id))
}

/**
 * How many first votes of each network and area counted within the hour, as far as it matters. A vote dated after now, before the clock was set back, is not one
 * of this hour.
 */
async function countFirstVotes(tx: Tx, marks: Record<'network' | 'area', string[]>): Promise<Record<'network' | 'area', Map<string, number>>> {
  const now = currentTime()
  const since = new Date(now.getTime() - crowd.withinMs)
  const counts = (column: 'network' | 'area') => Prisma.sql`
    SELECT ${column} AS "column", asked.column1 AS "mark", (SELECT COUNT(*) FROM (
      SELECT 1 FROM "VoteEvent" WHERE ${Prisma.raw(`"${column}"`)} = asked.column1
        AND "createdAt" > ${since} AND "createdAt" <= ${now} AND "kind" = 'given' AND "state" = 'counted'
      LIMIT ${crowd[column]}) AS counted) AS "n"
    FROM (VALUES ${Prisma.join(marks[column].map((mark) => Prisma.sql`(${mark})`))}) AS asked`
  const rows = await tx.$queryRaw<{ column: 'network' | 'area'; mark: string; n: number | bigint }[]>`${counts('network')} UNION ALL ${counts('area')}`
  const of = (column: 'network' | 'area') => new Map(rows.filter((row) => row.column === column).map(({ mark, n }) => [mark, Number(n)]))
  return { network: of('network'), area: of('area') }
}
