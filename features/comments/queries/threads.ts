import type { Db } from '@/platform/db'
import type { CommentView, ThreadView } from '../view'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { listRows, selectComments, viewOf, type CommentRow } from './rows'

/** Replies shown below each first comment of a page, and of a thread that is alone on it. */
const shownReplies = { together: 8, alone: 60 }

/** Threads with their first replies in order: a few statements, however long the conversation is. */
export async function loadThreads(db: Db, firsts: CommentRow[]): Promise<ThreadView[]> {
  const short = firsts.filter(({ replyCount }) => replyCount > 0 && replyCount <= shownReplies.together).map(({ id }) => id)
  const long = firsts.filter(({ replyCount }) => replyCount > shownReplies.together)
  const inShort = short.length > 0 ? await selectComments(db, repliesTo(short)) : []
  const inLong = await Promise.all(long.map(({ id }) => repliesFrom(db, id, '', shownReplies.together)))
  const replies = new Map(long.map(({ id }, index) => [id, inLong[index]!]))
  for (const row of inShort) replies.set(row.threadId, [...(replies.get(row.threadId) ?? []), row])
  const answered = await answeredRows(db, [...replies.values()].flat())
  return firsts.map((first) => threadOf(first, replies.get(first.id) ?? [], answered, shownReplies.together, false, first.replyCount))
}

/** One thread alone, from its first replies on, or from the one that was asked for when that comes later. */
export async function loadThread(db: Db, first: CommentRow, focus: CommentRow): Promise<ThreadView> {
  let rows = await repliesFrom(db, first.id, '', shownReplies.alone)
  let before = 0
  if (focus.parentId && focus.state === 'visible' && !rows.slice(0, shownReplies.alone).some(({ id }) => id === focus.id)) {
    rows = await repliesFrom(db, first.id, focus.id, shownReplies.alone)
    // The index of a thread holds all that is asked for, but not which of its comments is the first.
    const earlier = await db.comment.count({ where: { threadId: first.id, state: 'visible', id: { lt: focus.id } } })
    before = earlier - (first.state === 'visible' && first.id < focus.id ? 1 : 0)
  }
  return threadOf(first, rows, await answeredRows(db, rows), shownReplies.alone, before > 0, first.replyCount - before)
}

/** The visible replies of threads. */
export const repliesTo = (threadIds: string[]) => Prisma.sql`c."threadId" IN (${Prisma.join(threadIds)}) AND ${isReply}`

const isReply = Prisma.sql`c."state" = 'visible' AND c."parentId" IS NOT NULL`

const repliesFrom = (db: Db, threadId: string, from: string, maxReplies: number) =>
  selectComments(db, Prisma.sql`c."threadId" = ${threadId} AND c."id" >= ${from} AND ${isReply}`, { take: maxReplies + 1 })

/** Comments that these replies answer and that are not among them: on an earlier page, or deleted. */
async function answeredRows(db: Db, replies: CommentRow[]): Promise<Map<string, CommentRow>> {
  const here = new Map(replies.map((row) => [row.id, row]))
  const missing = [...new Set(replies.flatMap(({ parentId, threadId }) => (parentId && parentId !== threadId && !here.has(parentId) ? [parentId] : [])))]
  if (missing.length > 0) for (const row of await listRows(db, missing)) here.set(row.id, row)
  return here
}

function threadOf(first: CommentRow, rows: CommentRow[], answered: Map<string, CommentRow>, maxReplies: number, earlier: boolean, left: number): ThreadView {
  const shown = rows.slice(0, maxReplies)
  const shownIds = new Set(shown.map(({ id }) => id))
  // A reply to a deleted comment stays below a line that says so.
  const stubs = new Map<string, CommentRow>()
  for (const { parentId } of shown) {
    const parent = parentId && parentId !== first.id ? answered.get(parentId) : undefined
    if (parent && parent.state !== 'visible' && !shownIds.has(parent.id)) stubs.set(parent.id, parent)
  }
  const all = [...shown, ...stubs.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const after = rows[maxReplies]
  return {
    first: viewOf(first),
    replies: all.map((row) => viewOf(row, { inReplyTo: inReplyTo(row, answered) })),
    replyCount: first.replyCount,
    later: after ? { id: after.id, count: left - shown.length } : null,
    earlier,
  }
}

function inReplyTo({ parentId, threadId }: CommentRow, answered: Map<string, CommentRow>): CommentView['inReplyTo'] {
  if (!parentId || parentId === threadId) return null
  const parent = answered.get(parentId)
  return { id: parentId, name: parent?.state === 'visible' ? parent.name : null }
}
