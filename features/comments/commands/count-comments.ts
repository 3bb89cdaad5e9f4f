import { lockRows, type Tx } from '@/platform/db'
import { Prisma } from '@/prisma/generated/sqlite/client'

type Counted = { articleId: string; entryId: string | null; parentId: string | null; threadId: string }

/** Counts comments that appeared (1) or disappeared (-1): on their articles, their entries and their threads, with a statement for each of the three. */
export async function countComments(tx: Tx, comments: Counted[], by: 1 | -1): Promise<void> {
  // Votes change the articles' rows too, in their transactions.
  const articleIds = [...new Set(comments.map(({ articleId }) => articleId))]
  if (articleIds.length > 1) await lockRows(tx, 'Article', articleIds)
  await addTo(
    tx,
    Prisma.sql`UPDATE "Article" SET "commentCount" = "commentCount"`,
    comments.map(({ articleId }) => articleId),
    by,
  )
  await addTo(
    tx,
    Prisma.sql`UPDATE "Entry" SET "commentCount" = "commentCount"`,
    comments.map(({ entryId }) => entryId),
    by,
  )
  await addTo(
    tx,
    Prisma.sql`UPDATE "Comment" SET "replyCount" = "replyCount"`,
    comments.map(({ parentId, threadId }) => parentId && threadId),
    by,
  )
}

/** Adds to a count of the rows with these ids, as often as an id is there. */
async function addTo(tx: Tx, update: Prisma.Sql, ids: (string | null)[], by: 1 | -1): Promise<void> {
  const changes = new Map<string, number>()
  for (const id of ids) if (id) changes.set(id, (changes.get(id) ?? 0) + by)
  if (changes.size === 0) return
  const rows = [...changes].map(([id, n]) => Prisma.sql`(${id}, CAST(${n} AS INTEGER))`)
  await tx.$executeRaw`${update} + change.column2 FROM (VALUES ${Prisma.join(rows)}) AS change WHERE "id" = change.column1`
}
