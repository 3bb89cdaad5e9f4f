import { Prisma } from '@/prisma/generated/sqlite/client'
import { jsonOf, type Db } from '@/platform/db'
import { noteLost } from '../document/apply-changes'
import { keyOf, type DraftChange, type Insert, type Movable } from '../document/operations'

/** So many are looked for at once, in one walk through what is kept. */
const atOnce = 50
/** Operations that name a thing in what leads back from them; the newest is nearly always the one that removed it. */
const maxOperationsOfOne = 4

/** How things come back that operations up to `version` have removed, by their keys, from the operations that are kept (30 days). */
export async function findRemoved(db: Db, articleId: string, version: number, things: readonly Movable[]): Promise<[key: string, back: Insert][]> {
  const found: [string, Insert][] = []
  for (let from = 0; from < things.length; from += atOnce) {
    const some = things.slice(from, from + atOnce)
    const named = some.map((on) => {
      const id = JSON.stringify('entry' in on ? on.entry : on.section).replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
      return Prisma.sql`CAST("inverse" AS TEXT) LIKE ${`%${id}%`} ESCAPE '\\'`
    })
    // The words of changes are JSON, in which a typed `"remove"` has backslashes; what is found too much is sorted out below.
    const rows = await db.$queryRaw<{ changes: unknown; inverse: unknown }[]>`SELECT "changes", "inverse" FROM "DraftOperation"
      WHERE "articleId" = ${articleId} AND "version" <= ${version}
      AND CAST("changes" AS TEXT) LIKE '%"remove"%' AND (${Prisma.join(named, ' OR ')})
      ORDER BY "version" DESC LIMIT ${maxOperationsOfOne * some.length}`
    const lost = new Map<string, Insert>()
    for (const { changes, inverse } of rows.toReversed()) noteLost(lost, { done: jsonOf<DraftChange[]>(changes), inverse: jsonOf<DraftChange[]>(inverse) })
    for (const key of some.map(keyOf)) {
      const back = lost.get(key)
      if (back) found.push([key, back])
    }
  }
  return found
}
