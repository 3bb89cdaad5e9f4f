import { Prisma } from '@/prisma/generated/sqlite/client'
import { jsonOf, type Db } from '@/platform/db'
import { noteLost } from '../document/apply-changes'
import { keyOf, type DraftChange, type Insert, type Movable } from '../document/operations'

/** So many are looked for at once, in one walk through what is kept. */
const atOnce = 50
/** Removals of one thing that are read; the newest is the one that counts. */
const maxOperationsOfOne = 4

/** How things come back that operations up to `version` have removed, by their keys, from the operations that are kept (30 days). */
export async function findRemoved(db: Db, articleId: string, version: number, things: readonly Movable[]): Promise<[key: string, back: Insert][]> {
  const found: [string, Insert][] = []
  for (let from = 0; from < things.length; from += atOnce) {
    let some = things.slice(from, from + atOnce)
    while (some.length > 0) {
      const { lost, isAll } = await lastRemovals(db, articleId, version, some)
      const left: Movable[] = []
      for (const on of some) {
        const back = lost.get(keyOf(on))
        if (back) found.push([keyOf(on), back])
        else left.push(on)
      }
      // One that was removed again and again may stand before all of another.
      some = isAll || left.length === some.length ? [] : left
    }
  }
  return found
}

async function lastRemovals(db: Db, articleId: string, version: number, things: readonly Movable[]) {
  // How one comes back names it by `id`; what only stood beside it, or in it, names it otherwise. PostgreSQL writes a blank before the value.
  const named = things.flatMap((on) => {
    const id = JSON.stringify('entry' in on ? on.entry : on.section).replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
    return ['', ' '].map((blank) => Prisma.sql`CAST("inverse" AS TEXT) LIKE ${`%"id":${blank}${id}%`} ESCAPE '\\'`)
  })
  const limit = maxOperationsOfOne * things.length
  // The words of changes are JSON, in which a typed `"remove"` has backslashes; what is found too much is sorted out below.
  const rows = await db.$queryRaw<{ changes: unknown; inverse: unknown }[]>`SELECT "changes", "inverse" FROM "DraftOperation"
    WHERE "articleId" = ${articleId} AND "version" <= ${version}
    AND CAST("changes" AS TEXT) LIKE '%"remove"%' AND (${Prisma.join(named, ' OR ')})
    ORDER BY "version" DESC LIMIT ${limit}`
  const lost = new Map<string, Insert>()
  for (const { changes, inverse } of rows.toReversed()) noteLost(lost, { done: jsonOf<DraftChange[]>(changes), inverse: jsonOf<DraftChange[]>(inverse) })
  return { lost, isAll: rows.length < limit }
}
