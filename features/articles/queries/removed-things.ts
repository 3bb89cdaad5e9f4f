import { jsonOf, type Db } from '@/platform/db'
import { noteLost } from '../document/apply-changes'
import { keyOf, type DraftChange, type Insert, type Movable } from '../document/operations'

/** So many are looked for: whoever writes in more that are gone has made them up. */
const maxThings = 100
/** Operations that name a thing in what leads back from them; the newest is nearly always the one that removed it. */
const maxOperations = 5

/** How things come back that operations up to `version` have removed, by their keys, from the operations that are kept (30 days). */
export async function findRemoved(db: Db, articleId: string, version: number, things: readonly Movable[]): Promise<[key: string, back: Insert][]> {
  const found: [string, Insert][] = []
  for (const on of things.slice(0, maxThings)) {
    const id = 'entry' in on ? on.entry : on.section
    const named = `%"${id.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}"%`
    // The words of changes are JSON, in which a typed `"remove"` has backslashes; what is found too much is sorted out below.
    const rows = await db.$queryRaw<{ changes: unknown; inverse: unknown }[]>`SELECT "changes", "inverse" FROM "DraftOperation"
      WHERE "articleId" = ${articleId} AND "version" <= ${version}
      AND CAST("changes" AS TEXT) LIKE '%"remove"%' AND CAST("inverse" AS TEXT) LIKE ${named} ESCAPE '\\'
      ORDER BY "version" DESC LIMIT ${maxOperations}`
    const lost = new Map<string, Insert>()
    for (const { changes, inverse } of rows.toReversed()) noteLost(lost, { done: jsonOf<DraftChange[]>(changes), inverse: jsonOf<DraftChange[]>(inverse) })
    const back = lost.get(keyOf(on))
    if (back) found.push([keyOf(on), back])
  }
  return found
}
