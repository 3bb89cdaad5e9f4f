import type { Db } from '@/platform/db'

/** The id of the operation that made a version of a draft; null for the first one, and where it is not kept any more. Version and id together are the same only for the same draft. */
export async function madeBy(db: Db, articleId: string, version: number): Promise<string | null> {
  const row = await db.draftOperation.findUnique({ where: { articleId_version: { articleId, version } }, select: { id: true } })
  return row?.id ?? null
}
