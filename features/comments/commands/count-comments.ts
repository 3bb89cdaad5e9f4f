import { lockRows, rowsInTurn, type Tx } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { scoresOfAnswers } from './score-answers'

/** Where a comment stands and whose it is: what has to be known to count it. */
export const countedFields = { id: true, articleId: true, entryId: true, parentId: true, threadId: true, readerId: true, network: true } as const
export type Counted = { id: string; articleId: string; entryId: string | null; parentId: string | null; threadId: string; readerId: string; network: string }

/**
 * Counts comments that have just appeared (1) or disappeared (-1): on their articles, their entries and their threads, with a statement for each of the three, and one to
 * see which of the networks that answered are new in a thread.
 */
export async function countComments(tx: Tx, comments: Counted[], by: 1 | -1): Promise<void> {
  const scores = await scoresOfAnswers(tx, comments, by)
  // Votes change the articles' rows too, in their transactions.
  const articleIds = [...new Set(comments.map(({ articleId }) => articleId))]
  if (articleIds.length > 1) await lockRows(tx, 'Article', articleIds)
  const onArticles = countOf(
    comments.map(({ articleId }) => articleId),
    by,
  )
  const onEntries = countOf(
    comments.map(({ entryId }) => entryId),
    by,
  )
  const inThreads = countOf(
    comments.map(({ parentId, threadId }) => parentId && threadId),
    by,
  )
  const newest = new Map<string, string>()
  for (const { id, articleId } of comments) if (id > (newest.get(articleId) ?? '')) newest.set(articleId, id)
  const articles = [...onArticles].map(([id, n]) => Prisma.sql`(${id}, CAST(${n} AS INTEGER), ${newest.get(id)})`)
  // prettier-ignore
  if (articles.length > 0)
    await tx.$executeRaw`
      UPDATE "Article" SET "commentCount" = "commentCount" + change.column2,
        "lastCommentId" = CASE WHEN "lastCommentId" > change.column3 THEN "lastCommentId" ELSE change.column3 END
      FROM (VALUES ${Prisma.join(articles)}) AS change WHERE "id" = change.column1`
  const entries = [...onEntries].map(([id, n]) => Prisma.sql`(${id}, CAST(${n} AS INTEGER))`)
  if (entries.length > 0)
    await tx.$executeRaw`
      UPDATE "Entry" SET "commentCount" = "commentCount" + change.column2 FROM (VALUES ${Prisma.join(entries)}) AS change WHERE "id" = change.column1`
  if (inThreads.size === 0) return
  const threads = [...inThreads].map(([id, n]) => Prisma.sql`(${id}, CAST(${n} AS INTEGER), CAST(${scores.get(id) ?? 0} AS INTEGER))`)
  await tx.$executeRaw`
    UPDATE "Comment" SET "replyCount" = "replyCount" + change.column2, "score" = "score" + change.column3
    FROM (SELECT f."id" AS "heldId", counted.column2, counted.column3 FROM (VALUES ${Prisma.join(threads)}) AS counted CROSS JOIN "Comment" f
      WHERE f."id" = counted.column1 ORDER BY f."id" ${rowsInTurn('f')}) AS change
    WHERE "id" = change."heldId"`
}

/** As often as an id is there. */
function countOf(ids: (string | null)[], by: 1 | -1): Map<string, number> {
  const changes = new Map<string, number>()
  for (const id of ids) if (id) changes.set(id, (changes.get(id) ?? 0) + by)
  return changes
}
