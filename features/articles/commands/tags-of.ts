import type { Tx } from '@/platform/db'
import { recordTag } from '@/features/records/tags'
import { articlesTag, articleTag, authorTag, seriesTag } from '../tags'

/** Tags of every page that shows an article: its own, lists of articles, its series, its authors, and these records. */
export async function tagsOf(tx: Tx, articleId: string, recordIds: string[] = []): Promise<string[]> {
  const article = await tx.article.findUniqueOrThrow({ where: { id: articleId }, select: { seriesId: true, authors: { select: { authorId: true } } } })
  return [
    ...new Set([
      articleTag(articleId),
      articlesTag,
      ...(article.seriesId ? [seriesTag(article.seriesId)] : []),
      ...article.authors.map(({ authorId }) => authorTag(authorId)),
      ...recordIds.map(recordTag),
    ]),
  ]
}

/** Ids of the records that the current edition credits. */
export async function creditedRecords(tx: Tx, articleId: string): Promise<string[]> {
  const rows = await tx.credit.findMany({ where: { articleId }, select: { recordId: true }, distinct: ['recordId'] })
  return rows.map(({ recordId }) => recordId)
}
