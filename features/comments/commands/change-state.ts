import type { Prisma } from '@/prisma/generated/sqlite/client'
import { read, write, type Tx } from '@/platform/db'
import { conflict, notFound } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { commentsTag } from '@/features/articles/tags'
import { countComments } from './count-comments'

const select = {
  id: true,
  articleId: true,
  entryId: true,
  parentId: true,
  threadId: true,
  readerId: true,
  name: true,
  body: true,
  state: true,
  reasons: true,
  createdAt: true,
  article: { select: { slug: true } },
} as const
export type LoadedComment = Prisma.CommentGetPayload<{ select: typeof select }>

/** A comment in whatever state, for a command to judge. Throws not_found. */
export async function loadComment(id: string): Promise<LoadedComment> {
  const comment = await read.comment.findUnique({ where: { id }, select })
  if (!comment) throw notFound('There is no such comment')
  return comment
}

type Change = { type: string; hard?: boolean; data: Prisma.CommentUncheckedUpdateManyInput }

/** Changes a comment that is still in the state in which it was judged, counts it where that state shows, and announces. Throws conflict. */
export async function changeComment(comment: LoadedComment, { type, hard = false, data }: Change): Promise<void> {
  const { id, articleId, state } = comment
  const change = async (tx: Tx) => {
    const { count } = await tx.comment.updateMany({ where: { id, state }, data })
    if (count === 0) throw conflict('This comment has just been changed by somebody else: look again')
    const [was, is] = [state === 'visible', (data.state ?? state) === 'visible']
    if (was !== is) await countComments(tx, articleId, [comment], is ? 1 : -1)
    // Announced also when only the writer sees it: the server keeps a reader's own state until it hears of a change.
    await announce(tx, { type, hard: hard && was, tags: [commentsTag(articleId)], payload: { articleId, commentId: id } })
  }
  await write(change, { lock: `comments:${articleId}` })
}
