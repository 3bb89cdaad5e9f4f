import { Prisma, type CommentState, type DecisionAction } from '@/prisma/generated/sqlite/client'
import { writeDecisions, type Decision } from '@/features/decisions/commands/write-decisions'
import { currentTime } from '@/platform/clock'
import { read, write, type Tx } from '@/platform/db'
import { conflict, notFound } from '@/platform/errors'
import { newId } from '@/platform/id'
import { announce } from '@/platform/events/announce'
import { commentsTag } from '@/features/articles/tags'
import { countComments, countedFields } from './count-comments'
import { tellDecided } from './decision-followers'

const select = {
  ...countedFields,
  name: true,
  body: true,
  mentions: true,
  state: true,
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

/** The state of a comment after each decision; visible when nothing was ever decided. */
export const stateAfter = { hold: 'pending', hide: 'hidden', restore: 'visible', delete: 'deleted' } as const satisfies Partial<
  Record<DecisionAction, CommentState>
>
/** What is left of the words of a deleted comment, and of what they told of its writer. */
export const nothingSaid = { body: '', wordsMark: '', name: '', mentions: Prisma.DbNull, because: false, showsVote: false, favouriteId: null } as const

/** A decision that can be made about a comment. */
type CommentDecision = Decision & { action: keyof typeof stateAfter }

type Change = {
  type: 'comment.deleted' | 'comment.edited' | 'comment.hidden' | 'comment.restored'
  hard?: boolean
  /** Gives the comment its state; without one it keeps that which it has. */
  decision?: CommentDecision | null
  data?: Omit<Prisma.CommentUncheckedUpdateManyInput, 'state'>
}

/** Words that a comment had before are kept for moderators, until it is deleted. Those that stand there now: two changes at once both began with older ones. */
async function keepWords(tx: Tx, id: string, after: CommentState, data: NonNullable<Change['data']>): Promise<void> {
  if (after === 'deleted') {
    await tx.commentRevision.deleteMany({ where: { commentId: id } })
    await tx.appeal.deleteMany({ where: { commentId: id } })
  }
  if (after === 'deleted' || data.body === undefined) return
  const standing = await tx.comment.findUnique({ where: { id }, select: { body: true } })
  if (!standing || standing.body === data.body) return
  await tx.commentRevision.create({ data: { id: newId(), commentId: id, body: standing.body, createdAt: currentTime() } })
}

/** Changes a comment that is still in the state in which it was judged, keeps what was decided, counts it where its state shows, and announces. Throws conflict. */
export async function changeComment(comment: LoadedComment, { type, hard = false, decision = null, data = {} }: Change): Promise<void> {
  const { id, articleId, state: before } = comment
  const after = decision ? stateAfter[decision.action] : before
  const change = async (tx: Tx) => {
    await keepWords(tx, id, after, data)
    const { count } = await tx.comment.updateMany({ where: { id, state: before }, data: { ...data, state: after } })
    if (count === 0) throw conflict('This comment has just been changed by somebody else: look again')
    const [decisionId] = decision ? await writeDecisions(tx, 'comment', [{ ...decision, targetId: id }]) : []
    if (decision && decisionId) await tellDecided(tx, { ...comment, decision, decisionId })
    const [was, is] = [before === 'visible', after === 'visible']
    if (was !== is) await countComments(tx, [comment], is ? 1 : -1)
    // Announced also when only the writer sees it: the server keeps a reader's own state until it hears of a change.
    await announce(tx, type, { articleId, commentId: id }, { tags: [commentsTag(articleId)], hard: hard && was })
  }
  await write(change, { lock: `comments:${articleId}` })
}
