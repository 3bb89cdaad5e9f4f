import { commentsTag } from '@/features/articles/tags'
import { lockAll, type Tx } from '@/platform/db'
import { announceEach } from '@/platform/events/announce'
import { countAnew } from './count-anew'

/**
 * A guest signs in: their comments and hearts become the account's. Where both liked a comment, one heart stays; none stays on what has become one's own. Part of the
 * sign-in's transaction.
 */
export async function adoptComments(tx: Tx, { from: guestId, to: readerId }: { from: string; to: string }): Promise<void> {
  const placed = { id: true, articleId: true, threadId: true } as const
  const said = await tx.comment.findMany({ where: { readerId: guestId }, select: placed })
  const liked = (await tx.heart.findMany({ where: { readerId: guestId }, select: { comment: { select: placed } } })).map(({ comment }) => comment)
  if (said.length === 0 && liked.length === 0) return
  const articleIds = [...new Set([...said, ...liked].map(({ articleId }) => articleId))].sort()
  await lockAll(
    tx,
    articleIds.map((id) => `comments:${id}`),
  )
  await tx.comment.updateMany({ where: { readerId: guestId }, data: { readerId } })
  const { count: ofOwn } = await tx.heart.deleteMany({ where: { readerId: { in: [guestId, readerId] }, comment: { readerId } } })
  const { count: twice } = await tx.heart.deleteMany({ where: { readerId: guestId, comment: { hearts: { some: { readerId } } } } })
  await tx.heart.updateMany({ where: { readerId: guestId }, data: { readerId } })
  await countAnew(tx, [...said.flatMap(({ id, threadId }) => [id, threadId]), ...liked.map(({ id }) => id)])
  // What others see does not change, but for hearts that went.
  if (ofOwn + twice === 0) return
  const changes = articleIds.map((articleId) => ({
    payload: { articleId, commentIds: [...said, ...liked].flatMap((comment) => (comment.articleId === articleId ? [comment.id] : [])) },
    tags: [commentsTag(articleId)],
  }))
  await announceEach(tx, 'comment.hearted', changes)
}
