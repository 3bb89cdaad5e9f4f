import type { Tx } from '@/platform/db'

type Counted = { articleId: string; entryId: string | null; parentId: string | null; threadId: string }

/** Counts comments of one article that appeared (1) or disappeared (-1): on the article, their entries and their threads, in the order of ids. */
export async function countComments(tx: Tx, articleId: string, comments: Counted[], by: 1 | -1): Promise<void> {
  if (comments.length === 0) return
  const change = (ids: (string | null)[]) => {
    const changes = new Map<string, number>()
    for (const id of ids) if (id) changes.set(id, (changes.get(id) ?? 0) + by)
    return [...changes].sort(([a], [b]) => (a < b ? -1 : 1))
  }
  await tx.$executeRaw`UPDATE "Article" SET "commentCount" = "commentCount" + ${by * comments.length} WHERE "id" = ${articleId}`
  for (const [id, n] of change(comments.map(({ entryId }) => entryId)))
    await tx.$executeRaw`UPDATE "Entry" SET "commentCount" = "commentCount" + ${n} WHERE "id" = ${id}`
  for (const [id, n] of change(comments.map(({ parentId, threadId }) => parentId && threadId)))
    await tx.$executeRaw`UPDATE "Comment" SET "replyCount" = "replyCount" + ${n} WHERE "id" = ${id}`
}
