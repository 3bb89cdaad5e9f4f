import type { Tx } from '@/platform/db'
import { subjectTag } from '@/features/subjects/tags'
import { articlesTag, articleTag, authorTag, seriesTag } from '../tags'

/** Everything that shows an article: itself, lists of articles, its series, its authors, and these subjects. */
export async function tagsOf(tx: Tx, articleId: string, subjectIds: string[] = []): Promise<string[]> {
  const article = await tx.article.findUniqueOrThrow({ where: { id: articleId }, select: { seriesId: true, authors: { select: { authorId: true } } } })
  return [
    ...new Set([
      articleTag(articleId),
      articlesTag,
      ...(article.seriesId ? [seriesTag(article.seriesId)] : []),
      ...article.authors.map(({ authorId }) => authorTag(authorId)),
      ...subjectIds.map(subjectTag),
    ]),
  ]
}

/** Ids of the subjects that the current edition credits. */
export async function creditedSubjects(tx: Tx, articleId: string): Promise<string[]> {
  const rows = await tx.credit.findMany({ where: { articleId }, select: { subjectId: true }, distinct: ['subjectId'] })
  return rows.map(({ subjectId }) => subjectId)
}
