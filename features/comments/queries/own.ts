import { read, type Db } from '@/platform/db'
import { commentSelect, type CommentRow } from './rows'

const most = 100

/** A reader's own comments on these articles that are there or wait for a moderator, newest first. */
export const listOwnComments = (readerId: string, articleIds: string[], db: Db = read): Promise<CommentRow[]> =>
  db.comment.findMany({
    where: { readerId, articleId: { in: articleIds }, state: { in: ['visible', 'held'] } },
    orderBy: { createdAt: 'desc' },
    take: most,
    select: commentSelect,
  })

/** What this reader wrote in the last hour, newest first. */
export const listRecent = (readerId: string, now: Date, db: Db = read) =>
  db.comment.findMany({
    where: { readerId, createdAt: { gt: new Date(now.getTime() - 3_600_000) } },
    orderBy: { createdAt: 'desc' },
    take: 30,
    select: { id: true, body: true, state: true, createdAt: true, articleId: true, entryId: true, parentId: true },
  })
