import type { z } from 'zod'
import { read, type Db } from '@/platform/db'
import { note } from '@/platform/cache'
import { invalid, notFound } from '@/platform/errors'
import { hideSpoilers } from '@/platform/text/spoilers'
import { getPublishedArticle } from '@/features/articles/queries/published-article'
import { ownLines } from '../quote'
import { commentIdShape, defaultSort, isByAge, pageInput, type Sort } from '../schema'
import { commentsTag } from '@/features/articles/tags'
import type { Conversation, EntryView } from '../view'
import { isShown, listFirstComments } from './first-comments'
import { listRows } from './rows'
import { loadThread, loadThreads } from './threads'

export type Place = {
  articleId: string
  entryId?: string | null
  sort?: Sort
  cursor?: string | null
  /** Only of those who show that they voted for it. */
  voted?: VotedFor | null
}
type VotedFor = EntryView & { id: string }

/** A page of the threads of an article, or of one entry. Its cost does not grow with the conversation. */
export async function getConversation(
  { articleId, entryId = null, sort = defaultSort, cursor = null, voted = null }: Place,
  db: Db = read,
): Promise<Conversation> {
  note(commentsTag(articleId))
  // What those say who voted for one entry has no index by score.
  const order = voted && !isByAge(sort) ? 'newest' : sort
  const { shown, next } = await listFirstComments(db, { articleId, entryId, votedFor: voted?.id ?? null, sort: order, cursor })
  return {
    articleId,
    ...(await countsOf(db, articleId, entryId)),
    sort: order,
    voted: voted && { slug: voted.slug, heading: voted.heading, number: voted.number },
    threads: await loadThreads(db, shown),
    next,
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
  const [thread, counts] = [await loadThread(db, first, focus), await countsOf(db, articleId, entryId)]
  return { articleId, ...counts, sort: defaultSort, voted: null, threads: [thread], next: null, paged: false, focus: focus.id, replyTo: null }
}

/** A page of threads for a program: by addresses. Throws not_found, and invalid for an order that there is not. */
export async function getConversationBySlug({ slug, entry, voted, sort, cursor }: z.output<typeof pageInput>): Promise<Conversation> {
  const { id: articleId } = await getPublishedArticle(slug)
  const [about, votedFor] = await Promise.all([entry ? findEntry(articleId, entry) : null, voted ? findEntry(articleId, voted) : null])
  if ((entry && !about) || (voted && !votedFor)) throw notFound('This list has no such entry')
  const message = 'What those say who voted for an entry is sorted by newest or oldest'
  if (voted && !isByAge(sort)) throw invalid(message, { sort: message })
  return getConversation({ articleId, entryId: about?.id ?? null, voted: votedFor, sort, cursor })
}

/** The entry with this address, or one that it had. */
async function findEntry(articleId: string, slug: string, db: Db = read): Promise<VotedFor | null> {
  const select = { entry: { select: { id: true, slug: true, heading: true, number: true } } } as const
  return (await db.entrySlug.findUnique({ where: { articleId_slug: { articleId, slug } }, select }))?.entry ?? null
}

/** Counts of visible comments by entry id, read from stored counters. */
export async function countByEntry(articleId: string, db: Db = read): Promise<Map<string, number>> {
  note(commentsTag(articleId))
  const rows = await db.entry.findMany({ where: { articleId, commentCount: { gt: 0 } }, select: { id: true, commentCount: true } })
  return new Map(rows.map(({ id, commentCount }) => [id, commentCount]))
}

/** How many comments there are, of an entry or in all, and the newest of the list. */
async function countsOf(db: Db, articleId: string, entryId: string | null): Promise<{ total: number; newest: string }> {
  const [row] = await db.$queryRaw<{ total: number | bigint; newest: string | null }[]>`
    SELECT COALESCE(e."commentCount", a."commentCount") AS "total", a."lastCommentId" AS "newest"
    FROM "Article" a LEFT JOIN "Entry" e ON e."id" = ${entryId} WHERE a."id" = ${articleId}`
  return { total: Number(row?.total ?? 0), newest: row?.newest ?? '' }
}

/** What a readers' page was asked for in its query. */
export type Asked = { sort?: string; voted?: string; cursor?: string; comment?: string; reply?: string; quote?: string }

/**
 * The conversation as a page's query asks for it: a page of threads, the thread of one comment, or (`reply`) that of a comment to answer.
 * Null when there never was such a comment; one that has gone, or cannot be answered any more, leaves the whole conversation.
 */
export async function findConversation(place: { articleId: string; entryId?: string | null }, asked: Asked): Promise<Conversation | null> {
  const { comment, reply, quote } = asked
  if (reply) {
    const thread = await findThread({ ...place, commentId: reply })
    if (thread && isAnswerable(thread)) return { ...thread, replyTo: reply, ...(quote && { quote: await quoteOf(reply) }) }
  } else if (comment) {
    const thread = await findThread({ ...place, commentId: comment })
    if (thread) return thread
    return (await hasGone(place.articleId, comment)) ? { ...(await getConversation(place)), gone: comment } : null
  }
  const page = pageInput.pick({ sort: true, cursor: true }).safeParse({ ...asked, sort: asked.sort ?? defaultSort })
  const voted = asked.voted && !place.entryId ? await findEntry(place.articleId, asked.voted) : null
  return getConversation({ ...place, ...page.data, voted })
}

/** The words of a comment as lines that quote them. What they quote themselves stays out, and what they hide stays hidden. */
async function quoteOf(id: string, db: Db = read): Promise<string> {
  const comment = await db.comment.findUnique({ where: { id }, select: { body: true, state: true } })
  if (comment?.state !== 'visible') return ''
  return `${ownLines(hideSpoilers(comment.body))
    .trim()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')}\n\n`
}

/** Whether it was a comment of this list, and is deleted or hidden now: its address was passed on, and made-up ones make no pages. */
async function hasGone(articleId: string, commentId: string, db: Db = read): Promise<boolean> {
  if (!commentIdShape.safeParse(commentId).success) return false
  return (await db.comment.count({ where: { id: commentId, articleId, state: { in: ['deleted', 'hidden'] } } })) > 0
}

const isAnswerable = ({ focus, threads }: Conversation) =>
  threads.some(({ first, replies }) => [first, ...replies].some(({ id, state }) => id === focus && state === 'visible'))
