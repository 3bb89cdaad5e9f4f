import type { CommentState } from '@/prisma/generated/sqlite/client'
import type { Leaving } from '@/features/accounts/commands/leave-site'
import { commentsTag } from '@/features/articles/tags'
import { writeDecisions } from '@/features/decisions/commands/write-decisions'
import { currentTime } from '@/platform/clock'
import { lockAll, type Tx } from '@/platform/db'
import { countAnew } from './count-anew'
import { nothingSaid } from './change-state'
import { countComments, countedFields } from './count-comments'

/** The name that comments carry whose writer has left. */
export const leftName = 'Someone who left'

/**
 * A reader leaves: part of the transaction of features/accounts/commands/leave-site.ts. Visible comments stay without their name, or are deleted; what
 * nobody else sees (pending, hidden) is deleted in any case. Replies of others stay below, and what counts them is right. Hearts stay without their network, or are taken back.
 */
export async function leaveComments(tx: Tx, { from, to, leaving }: { from: string; to: string; leaving: Leaving }): Promise<string[]> {
  const select = { ...countedFields, state: true } as const
  const comments = await tx.comment.findMany({ where: { readerId: from }, select, orderBy: { id: 'asc' } })
  const liked = await tx.heart.findMany({ where: { readerId: from }, select: { commentId: true, comment: { select: { articleId: true } } } })
  const articleIds = [...new Set([...comments, ...liked.map(({ comment }) => comment)].map(({ articleId }) => articleId))].sort()
  await lockAll(
    tx,
    articleIds.map((id) => `comments:${id}`),
  )
  const goes: CommentState[] = leaving === 'erased' ? ['visible', 'pending', 'hidden'] : ['pending', 'hidden']
  const deleted = comments.filter(({ state }) => goes.includes(state))
  const ids = deleted.map(({ id }) => id)
  await tx.comment.updateMany({ where: { readerId: from, state: { in: goes } }, data: { state: 'deleted', ...nothingSaid, deletedAt: currentTime() } })
  await tx.commentRevision.deleteMany({ where: { comment: { readerId: from } } })
  await tx.appeal.deleteMany({ where: { comment: { readerId: from } } })
  await writeDecisions(tx, 'comment', ids.map((targetId) => ({ targetId, action: 'delete', maker: 'writer' }) as const)) // prettier-ignore
  await tx.comment.updateMany({ where: { readerId: from, state: 'visible' }, data: { name: leftName } })
  await tx.comment.updateMany({ where: { readerId: from }, data: { readerId: to, email: null, fingerprint: '', network: '', wordsMark: '' } })
  if (leaving === 'erased') await tx.heart.deleteMany({ where: { readerId: from } })
  else await tx.heart.updateMany({ where: { readerId: from }, data: { readerId: to, network: '' } })
  await countComments(
    tx,
    deleted.filter(({ state }) => state === 'visible'),
    -1,
  )
  await countAnew(tx, [...comments.map(({ threadId }) => threadId), ...liked.map(({ commentId }) => commentId)])
  return articleIds.map(commentsTag)
}
