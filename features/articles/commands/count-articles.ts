import { lockRows, type Tx } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'

/**
 * Counts the published lists of series and authors anew, in the transaction that publishes or unpublishes one of their lists, or moves it to or from them.
 * The rows are locked first, so that of two transactions the second counts what the first did.
 */
export async function countArticlesOf(tx: Tx, { seriesIds = [], authorIds = [] }: { seriesIds?: readonly (string | null)[]; authorIds?: readonly string[] }) {
  const series = [...new Set(seriesIds.flatMap((id) => id ?? []))].sort()
  if (series.length > 0) {
    await lockRows(tx, 'Series', series)
    await tx.$executeRaw`UPDATE "Series" SET
      "articleCount" = (SELECT COUNT(*) FROM "Article" a WHERE a."seriesId" = "Series"."id" AND a."state" = 'published'),
      "newestAt" = (SELECT MAX(a."firstPublishedAt") FROM "Article" a WHERE a."seriesId" = "Series"."id" AND a."state" = 'published')
      WHERE "id" IN (${Prisma.join(series)})`
  }
  const authors = [...new Set(authorIds)].sort()
  if (authors.length === 0) return
  await lockRows(tx, 'AuthorProfile', authors)
  await tx.$executeRaw`UPDATE "AuthorProfile" SET "articleCount" = (SELECT COUNT(*) FROM "ArticleAuthor" s CROSS JOIN "Article" a
    WHERE s."authorId" = "AuthorProfile"."id" AND a."id" = s."articleId" AND a."state" = 'published') WHERE "id" IN (${Prisma.join(authors)})`
}

/** The same for the series and the authors of a list. */
export async function countArticlesBeside(tx: Tx, articleId: string): Promise<void> {
  const { seriesId, authors } = await tx.article.findUniqueOrThrow({
    where: { id: articleId },
    select: { seriesId: true, authors: { select: { authorId: true } } },
  })
  await countArticlesOf(tx, { seriesIds: [seriesId], authorIds: authors.map(({ authorId }) => authorId) })
}
