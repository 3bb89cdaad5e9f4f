import type { Db } from '@/platform/db'
import { fold, minMiddle } from '@/platform/text/fold'
import { Prisma } from '@/prisma/generated/sqlite/client'
import type { RecordKind } from '../schema'

/** What has names that people type. */
export type NamedKind = RecordKind | 'list' | 'series' | 'author'

/** What a look-up found by one of its names. `order`: 0 the whole name, 1 its beginning, 2 the beginning of one of its words, 3 the middle of one. */
export type FoundName = { kind: NamedKind; targetId: string; order: number; text: string }

// Behind every text that begins with it, byte by byte.
const last = '\u{10ffff}'

/**
 * What has a name in which the text stands at the beginning, of the name or of a word, or, from four letters on, anywhere; however either is written.
 * Best first, at most `take` of each order. Reads the forms that begin with the text, so it costs what it finds, however many names there are.
 */
export async function findNames(db: Db, text: string, { kinds, take = 200 }: { kinds?: readonly NamedKind[]; take?: number } = {}): Promise<FoundName[]> {
  const wanted = fold(text)
  if (wanted === '') return []
  const ofKind = kinds?.length ? Prisma.sql`AND "kind" IN (${Prisma.join([...kinds])})` : Prisma.empty
  const ranks = wanted.length < minMiddle ? [0, 1] : [0, 1, 2]
  const parts = ranks.map(
    (rank) => Prisma.sql`SELECT * FROM (SELECT "kind", "targetId", "rank", "text" FROM "NameForm"
      WHERE "rank" = ${rank} AND "text" >= ${wanted} AND "text" < ${wanted + last} ${ofKind} ORDER BY "text" LIMIT ${take}) AS ${Prisma.raw(`rank${rank}`)}`,
  )
  const rows = await db.$queryRaw<{ kind: NamedKind; targetId: string; rank: number | bigint; text: string }[]>`${Prisma.join(parts, ' UNION ALL ')}`
  const best = new Map<string, FoundName>()
  for (const { kind, targetId, rank, text: form } of rows) {
    const order = Number(rank) === 0 ? (form === wanted ? 0 : 1) : Number(rank) + 1
    const known = best.get(targetId)
    if (!known || known.order > order) best.set(targetId, { kind, targetId, order, text: form })
  }
  return [...best.values()].sort((one, other) => one.order - other.order)
}
