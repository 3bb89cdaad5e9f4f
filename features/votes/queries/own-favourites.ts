import { Prisma } from '@/prisma/generated/sqlite/client'
import { heldRows, type Tx } from '@/platform/db'

type Place = { articleId: string; readerId: string }
/** `isCounted`: whether others may see it. */
type OwnFavourite = { entryId: string; isCounted: boolean }

export const placeKey = ({ articleId, readerId }: Place) => `${articleId} ${readerId}`

/** What readers vote for in lists, by `placeKey`; none of it moves until the transaction ends. */
export async function findOwnFavourites(tx: Tx, places: Place[]): Promise<Map<string, OwnFavourite>> {
  if (places.length === 0) return new Map()
  const asked = places.map(({ articleId, readerId }) => Prisma.sql`(${articleId}, ${readerId})`)
  // Locked in the order in which votes are written.
  const rows = await tx.$queryRaw<(Place & { entryId: string; state: string })[]>`
    SELECT v."articleId", v."readerId", v."entryId", v."state" FROM "Vote" v
    WHERE (v."readerId", v."articleId") IN (SELECT asked.column2, asked.column1 FROM (VALUES ${Prisma.join(asked)}) AS asked)
    ORDER BY v."articleId", v."readerId" ${heldRows()}`
  return new Map(rows.map(({ entryId, state, ...place }) => [placeKey(place), { entryId, isCounted: state === 'counted' }]))
}
