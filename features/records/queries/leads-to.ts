import type { Db } from '@/platform/db'

/** The id of the record that is meant by this one: what it was merged into, or itself. */
export async function leadsTo(db: Db, id: string): Promise<string> {
  const row = await db.record.findUnique({ where: { id }, select: { mergedIntoId: true } })
  return row?.mergedIntoId ?? id
}
