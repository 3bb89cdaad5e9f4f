import { read, type Db } from '@/platform/db'

const maxComments = 100
const ownSelect = { id: true, articleId: true, readerId: true, name: true, body: true, state: true, reasons: true, createdAt: true } as const
type OwnComment = { id: string; articleId: string; readerId: string; name: string; body: string; state: string; reasons: unknown; createdAt: Date }

/** A reader's own comments on these articles that are there or wait for a moderator, newest first. */
export const listOwnComments = (readerId: string, articleIds: string[], db: Db = read): Promise<OwnComment[]> =>
  db.comment.findMany({
    where: { readerId, articleId: { in: articleIds }, state: { in: ['visible', 'held'] } },
    orderBy: { createdAt: 'desc' },
    take: maxComments,
    select: ownSelect,
  })

/** The latest comments on these articles that are held or hidden: for moderators. */
export const listOutOfSight = (articleIds: string[], db: Db = read): Promise<OwnComment[]> =>
  db.comment.findMany({
    where: { articleId: { in: articleIds }, state: { in: ['held', 'rejected'] } },
    orderBy: { createdAt: 'desc' },
    take: 30,
    select: ownSelect,
  })

/** What this reader wrote in the last hour, newest first. */
export const listRecent = (readerId: string, now: Date, db: Db = read) =>
  db.comment.findMany({
    where: { readerId, createdAt: { gt: new Date(now.getTime() - 3_600_000) } },
    orderBy: { createdAt: 'desc' },
    take: 30,
    select: { id: true, body: true, state: true, createdAt: true, articleId: true, entryId: true, parentId: true },
  })
