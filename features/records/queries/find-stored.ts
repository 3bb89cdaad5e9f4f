import type { Db } from '@/platform/db'
import type { RecordInput } from '../schema'
import { recordFields } from './record-fields'

/** Every field of a record as it is stored, and since when; null when there is none. */
export async function findStored(
  db: Db,
  id: string,
): Promise<{ values: RecordInput; since: Date; trashedAt: Date | null; mergedIntoId: string | null } | null> {
  const row = await db.record.findUnique({
    where: { id },
    select: {
      ...recordFields,
      updatedAt: true,
      trashedAt: true,
      mergedIntoId: true,
    },
  })
  if (!row) return null
  const { updatedAt, trashedAt, mergedIntoId, ...values } = row
  return { values, since: updatedAt, trashedAt, mergedIntoId }
}
