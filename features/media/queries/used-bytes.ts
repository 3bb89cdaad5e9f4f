import type { Db } from '@/platform/db'

/** Bytes of all files that media have. */
export async function usedBytes(db: Pick<Db, 'media'>): Promise<number> {
  const { _sum } = await db.media.aggregate({ _sum: { storedBytes: true } })
  return _sum.storedBytes ?? 0
}
