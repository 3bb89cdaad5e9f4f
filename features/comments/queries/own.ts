import { Prisma, type CommentState, type ReportState, type VoteState } from '@/prisma/generated/sqlite/client'
import { listDecisions, listReasons } from '@/features/decisions/queries/list-decisions'
import { currentTime } from '@/platform/clock'
import { read, type Db } from '@/platform/db'

const maxComments = 100
const ownSelect = {
  id: true,
  articleId: true,
  readerId: true,
  name: true,
  body: true,
  state: true,
  mentions: true,
  createdAt: true,
  entry: { select: { heading: true } },
  parent: { select: { id: true, name: true } },
} as const
type OwnComment = {
  id: string
  articleId: string
  readerId: string
  name: string
  body: string
  state: CommentState
  mentions: unknown
  createdAt: Date
  entry: { heading: string } | null
  parent: { id: string; name: string } | null
}

/** A reader's own comments on these articles that are there or wait for a moderator, newest first. */
export const listOwnComments = (readerId: string, articleIds: string[], db: Db = read): Promise<OwnComment[]> =>
  db.comment.findMany({
    where: { readerId, articleId: { in: articleIds }, state: { in: ['visible', 'pending'] } },
    orderBy: { createdAt: 'desc' },
    take: maxComments,
    select: ownSelect,
  })

const toldMs = 30 * 86_400_000
const maxTold = 5

/** A reader's own comments on these articles that moderators hid in the last thirty days, the latest five, with what was said about them. */
export async function listOwnHidden(
  readerId: string,
  articleIds: string[],
  db: Db = read,
): Promise<(OwnComment & { codes: string[]; note: string; appeal: ReportState | null })[]> {
  const since = new Date(currentTime().getTime() - toldMs)
  const rows = await db.comment.findMany({
    where: { readerId, articleId: { in: articleIds }, state: 'hidden' },
    orderBy: { createdAt: 'desc' },
    take: maxComments,
    select: { ...ownSelect, appeal: { select: { state: true } } },
  })
  const decided = await listDecisions('comment', rows.map(({ id }) => id), db) // prettier-ignore
  // By the time of the decision: what was said a year ago may have been hidden today.
  const told = rows.flatMap((row) => {
    const last = decided.get(row.id)?.at(-1)
    return last && last.createdAt >= since ? [{ ...row, codes: last.codes, note: last.note, appeal: row.appeal?.state ?? null }] : []
  })
  return told.slice(0, maxTold)
}

/** Whether a moderator trusts this reader. */
export const isTrustedReader = async (readerId: string, db: Db = read): Promise<boolean> =>
  ((await db.reader.findUnique({ where: { id: readerId }, select: { trustedAt: true } }))?.trustedAt ?? null) !== null

/** Of how many of a reader's hearts a page knows. */
const maxHearts = 1000

/** The comments on these articles that a reader likes, among the last that they liked, and whether each heart counts. */
export const listOwnHearts = (readerId: string, articleIds: string[], db: Db = read): Promise<{ id: string; state: VoteState }[]> =>
  db.$queryRaw`
    SELECT c."id", h."state" FROM (SELECT "commentId", "state" FROM "Heart" WHERE "readerId" = ${readerId} ORDER BY "createdAt" DESC LIMIT ${maxHearts}) h
    CROSS JOIN "Comment" c WHERE c."id" = h."commentId" AND c."articleId" IN (${Prisma.join(articleIds)})`

export type OutOfSight = OwnComment & { codes: string[]; /** The words that it had before, the oldest first. */ revisions: { body: string; createdAt: Date }[] }

/** The latest comments on these articles that wait or are hidden, with the codes of the reasons: for moderators. */
export async function listOutOfSight(articleIds: string[], db: Db = read): Promise<OutOfSight[]> {
  const rows = await db.comment.findMany({
    where: { articleId: { in: articleIds }, state: { in: ['pending', 'hidden'] } },
    orderBy: { createdAt: 'desc' },
    take: 30,
    select: { ...ownSelect, revisions: { orderBy: { id: 'asc' }, select: { body: true, createdAt: true } } },
  })
  const reasons = await listReasons(
    'comment',
    rows.map(({ id }) => id),
    db,
  )
  return rows.map((row) => ({ ...row, codes: reasons.get(row.id) ?? [] }))
}

/** What this reader wrote in the last hour, newest first. Nothing that is dated after now: it was written before the clock was set back. */
export const listRecent = (readerId: string, now: Date, db: Db = read) =>
  db.comment.findMany({
    where: { readerId, createdAt: { gt: new Date(now.getTime() - 3_600_000), lte: now } },
    orderBy: { createdAt: 'desc' },
    take: 30,
    select: { id: true, body: true, state: true, createdAt: true, articleId: true, entryId: true, parentId: true },
  })
