import { Prisma } from '@/prisma/generated/sqlite/client'
import { commentsTag } from '@/features/articles/tags'
import { lockAll, type Tx } from '@/platform/db'
import { announceEach } from '@/platform/events/announce'
import { countAnew } from './count-anew'

/**
 * A guest signs in: their comments and hearts become the account's. Where both liked a comment, one heart stays; none stays on what has become one's own. Hearts that were
 * aside count: accounts are no crowd. Comments show what the account votes for. Part of the sign-in's transaction, after the votes.
 */
export async function adoptComments(tx: Tx, { from: guestId, to: readerId }: { from: string; to: string }): Promise<void> {
  const placed = { id: true, articleId: true, threadId: true } as const
  const said = await tx.comment.findMany({ where: { readerId: guestId }, select: placed })
  const liked = (await tx.heart.findMany({ where: { readerId: guestId }, select: { comment: { select: placed } } })).map(({ comment }) => comment)
  if (said.length === 0 && liked.length === 0) return
  const articleIds = listsOf([...said, ...liked])
  await lockAll(
    tx,
    articleIds.map((id) => `comments:${id}`),
  )
  await tx.comment.updateMany({ where: { readerId: guestId }, data: { readerId } })
  await showVotes(tx, readerId, listsOf(said))
  const { count: freed } = await tx.heart.updateMany({ where: { readerId: guestId, state: 'aside' }, data: { state: 'counted' } })
  const { count: ofOwn } = await tx.heart.deleteMany({ where: { readerId: { in: [guestId, readerId] }, comment: { readerId } } })
  const { count: twice } = await tx.heart.deleteMany({ where: { readerId: guestId, comment: { hearts: { some: { readerId } } } } })
  await tx.heart.updateMany({ where: { readerId: guestId }, data: { readerId } })
  await countAnew(tx, [...said.flatMap(({ id, threadId }) => [id, threadId]), ...liked.map(({ id }) => id)])
  // Others see of comments that somebody with an account wrote them, and which vote they show; of hearts only how many count.
  const changed = ofOwn + twice + freed > 0 ? articleIds : listsOf(said)
  const changes = changed.map((articleId) => ({
    payload: { articleId, commentIds: [...said, ...liked].flatMap((comment) => (comment.articleId === articleId ? [comment.id] : [])) },
    tags: [commentsTag(articleId)],
  }))
  await announceEach(tx, 'comment.hearted', changes)
}

const listsOf = (comments: { articleId: string }[]): string[] => [...new Set(comments.map(({ articleId }) => articleId))].sort()

/** Followers are told of votes that change, and here it is the comments that come to somebody who may have voted long ago. */
async function showVotes(tx: Tx, readerId: string, articleIds: string[]): Promise<void> {
  if (articleIds.length > 0)
    await tx.$executeRaw`
      UPDATE "Comment" SET "favouriteId" = (SELECT v."entryId" FROM "Vote" v WHERE v."readerId" = ${readerId} AND v."articleId" = "Comment"."articleId" AND v."state" = 'counted')
      WHERE "readerId" = ${readerId} AND "showsVote" AND "articleId" || '' IN (${Prisma.join(articleIds)})`
}
