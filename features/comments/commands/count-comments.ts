import type { Tx } from '@/platform/db'

type Counted = { articleId: string; entryId: string | null; parentId: string | null; threadId: string }

/** Counts a comment that appeared (1) or disappeared (-1): on its article, its entry and its thread. */
export async function countComment(tx: Tx, { articleId, entryId, parentId, threadId }: Counted, by: 1 | -1): Promise<void> {
  await tx.$executeRaw`UPDATE "Article" SET "commentCount" = "commentCount" + ${by} WHERE "id" = ${articleId}`
  if (entryId) await tx.$executeRaw`UPDATE "Entry" SET "commentCount" = "commentCount" + ${by} WHERE "id" = ${entryId}`
  if (parentId) await tx.$executeRaw`UPDATE "Comment" SET "replyCount" = "replyCount" + ${by} WHERE "id" = ${threadId}`
}
