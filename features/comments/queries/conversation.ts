import { read, type Db } from '@/platform/db'
import { note } from '@/platform/cache'
import { notFound } from '@/platform/errors'
import { getPublishedArticle } from '@/features/articles/queries/published-article'
import { commentIdShape, pageInput, type Sort } from '../schema'
import { commentsTag } from '@/features/articles/tags'
import type { Conversation } from '../view'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { listRows, selectComments, type CommentRow } from './rows'
import { loadThread, loadThreads } from './threads'

/** Threads on one page. */
const pageSize = 20

export type Place = { articleId: string; entryId?: string | null; sort?: Sort; cursor?: string | null }

/** A page of the threads of an article, or of one entry. Its cost does not grow with the conversation. */
export async function getConversation({ articleId, entryId = null, sort = 'newest', cursor = null }: Place, db: Db = read): Promise<Conversation> {
  note(commentsTag(articleId))
  const rows = await firstComments(db, { articleId, entryId, sort, cursor })
  const shown = rows.slice(0, pageSize)
  return {
    articleId,
    total: await countOf(db, articleId, entryId),
    sort,
    threads: await loadThreads(db, shown),
    next: rows[pageSize]?.id ?? null,
    paged: cursor !== null,
    focus: null,
    replyTo: null,
  }
}

/** The thread that a comment stands in, or null when the comment is not there (any more). */
export async function findThread({ articleId, entryId = null, commentId }: Place & { commentId: string }, db: Db = read): Promise<Conversation | null> {
  note(commentsTag(articleId))
  if (!commentIdShape.safeParse(commentId).success) return null
  const [focus] = await listRows(db, [commentId])
  if (!focus || focus.articleId !== articleId) return null
  const [first] = focus.parentId ? await listRows(db, [focus.threadId]) : [focus]
  if (!first || !isShown(first) || (focus.state !== 'visible' && focus !== first)) return null
  const [thread, total] = [await loadThread(db, first, focus), await countOf(db, articleId, entryId)]
  return { articleId, total, sort: 'newest', threads: [thread], next: null, paged: false, focus: focus.id, replyTo: null }
}

/** A page of threads for a program: by addresses. Throws not_found. */
export async function getConversationBySlug({ slug, entry, ...page }: { slug: string; entry?: string; sort: Sort; cursor?: string }): Promise<Conversation> {
  const { id: articleId } = await getPublishedArticle(slug)
  const entryId = entry ? await findEntryId(articleId, entry) : null
  if (entry && !entryId) throw notFound('This list has no such entry')
  return getConversation({ articleId, entryId, ...page })
}

/** The entry with this address, or one that it had. */
async function findEntryId(articleId: string, slug: string, db: Db = read): Promise<string | null> {
  return (await db.entrySlug.findUnique({ where: { articleId_slug: { articleId, slug } }, select: { entryId: true } }))?.entryId ?? null
}

/** Counts of visible comments by entry id, read from stored counters. */
export async function countByEntry(articleId: string, db: Db = read): Promise<Map<string, number>> {
  note(commentsTag(articleId))
  const rows = await db.entry.findMany({ where: { articleId, commentCount: { gt: 0 } }, select: { id: true, commentCount: true } })
  return new Map(rows.map(({ id, commentCount }) => [id, commentCount]))
}

// A deleted comment with replies stays as a line that says so.
const isShown = ({ state, replyCount }: CommentRow) => state === 'visible' || replyCount > 0

/** After every id (platform/id.ts). */
const lastId = 'z'.repeat(40)

/** One more than a page. Two statements, because each then reads its index in order and stops. */
async function firstComments(db: Db, { articleId, entryId, sort, cursor }: Required<Place>): Promise<CommentRow[]> {
  const newest = sort === 'newest'
  const page = { newest, take: pageSize + 1 }
  // Also the first page says from which comment on: without that SQLite looks through all threads of a list for those of one entry.
  const from = newest ? Prisma.sql`AND c."id" <= ${cursor ?? lastId}` : Prisma.sql`AND c."id" >= ${cursor ?? ''}`
  const about = entryId === null ? Prisma.empty : Prisma.sql`AND c."entryId" = ${entryId}`
  const first = Prisma.sql`c."articleId" = ${articleId} AND c."parentId" IS NULL ${about} ${from}`
  const [visible, stubs] = await Promise.all([
    selectComments(db, Prisma.sql`${first} AND c."state" = 'visible'`, { ...page, firsts: true }),
    selectComments(db, Prisma.sql`${first} AND c."state" IN ('deleted', 'hidden', 'pending') AND c."replyCount" > 0`, page),
  ])
  const order = (a: CommentRow, b: CommentRow) => (a.id < b.id ? -1 : 1) * (newest ? -1 : 1)
  return [...visible, ...stubs].sort(order).slice(0, pageSize + 1)
}

async function countOf(db: Db, articleId: string, entryId: string | null): Promise<number> {
  const select = { commentCount: true } as const
  const row = entryId ? await db.entry.findUnique({ where: { id: entryId }, select }) : await db.article.findUnique({ where: { id: articleId }, select })
  return row?.commentCount ?? 0
}

/** What a readers' page was asked for in its query. */
export type Asked = { sort?: string; cursor?: string; comment?: string; reply?: string }

/**
 * The conversation as a page's query asks for it: a page of threads, the thread of one comment, or (`reply`) that of a comment to answer.
 * Null when there never was such a comment; one that has gone, or cannot be answered any more, leaves the whole conversation.
 */
export async function findConversation(place: { articleId: string; entryId?: string | null }, asked: Asked): Promise<Conversation | null> {
  const { comment, reply } = asked
  if (reply) {
    const thread = await findThread({ ...place, commentId: reply })
    if (thread && isAnswerable(thread)) return { ...thread, replyTo: reply }
  } else if (comment) {
    const thread = await findThread({ ...place, commentId: comment })
    if (thread) return thread
    return (await hasGone(place.articleId, comment)) ? { ...(await getConversation(place)), gone: comment } : null
  }
  const page = pageInput.pick({ sort: true, cursor: true }).safeParse(asked)
  return getConversation({ ...place, ...page.data })
}

/** Whether it was a comment of this list, and is deleted or hidden now: its address was passed on, and made-up ones make no pages. */
async function hasGone(articleId: string, commentId: string, db: Db = read): Promise<boolean> {
  if (!commentIdShape.safeParse(commentId).success) return false
  return (await db.comment.count({ where: { id: commentId, articleId, state: { in: ['deleted', 'hidden'] } } })) > 0
}

const isAnswerable = ({ focus, threads }: Conversation) =>
  threads.some(({ first, replies }) => [first, ...replies].some(({ id, state }) => id === focus && state === 'visible'))
