import { stayingRows, type Tx } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'

/** Whoever would delete one of these media waits until this transaction has ended. Returns those that are there: one may have been deleted since it was read. */
export async function keepPictures(tx: Tx, mediaIds: readonly string[]): Promise<Set<string>> {
  const kept = new Set<string>()
  const ids = mediaIds.toSorted()
  for (let start = 0; start < ids.length; start += 500)
    for (const { id } of await tx.$queryRaw<
      { id: string }[]
    >`SELECT "id" FROM "Media" WHERE "id" IN (${Prisma.join(ids.slice(start, start + 500))}) ORDER BY "id" ${stayingRows()}`)
      kept.add(id)
  return kept
}
