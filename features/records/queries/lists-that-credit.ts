import type { Db, Tx } from '@/platform/db'

/** Published lists that credit a record, the newest first, so many at the most. Of a well-known one the index gives no more than these: it may have thousands. */
export async function listsThatCredit(db: Pick<Db | Tx, '$queryRaw' | 'article'>, recordId: string, take: number): Promise<{ id: string; title: string }[]> {
  const ids = await db.$queryRaw<{ articleId: string }[]>`
    SELECT DISTINCT "articleId" FROM "Credit" WHERE "subjectId" = ${recordId} ORDER BY "articleId" DESC LIMIT ${take}`
  return db.article.findMany({ where: { id: { in: ids.map(({ articleId }) => articleId) } }, orderBy: { id: 'desc' }, select: { id: true, title: true } })
}
