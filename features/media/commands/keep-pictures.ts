import { stayingRows, type Tx } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'

/** Whoever would delete one of these media waits until this transaction has ended. */
export async function keepPictures(tx: Tx, mediaIds: readonly string[]): Promise<void> {
  const ids = mediaIds.toSorted()
  for (let start = 0; start < ids.length; start += 500)
    await tx.$queryRaw`SELECT "id" FROM "Media" WHERE "id" IN (${Prisma.join(ids.slice(start, start + 500))}) ORDER BY "id" ${stayingRows()}`
}
