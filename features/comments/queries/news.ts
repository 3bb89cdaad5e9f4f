import { mayRead } from '@/features/articles/policy'
import type { News } from '@/platform/bridge'
import { read, type Db } from '@/platform/db'
import { recentEvents } from '@/platform/events/stored-events'

/** The id of the newest comment of a list that everybody could read, also when it has gone since; empty when there never was one. */
export async function findNewest(articleId: string, db: Db = read): Promise<string> {
  return (await db.article.findUnique({ where: { id: articleId }, select: { lastCommentId: true } }))?.lastCommentId ?? ''
}

/** So many events are looked through for what somebody missed. */
const maxRecent = 2000

/** What everybody can read of these comments of a list now, and how many like those; null where the list is not for readers. What waits or is hidden is not among it. */
export async function findNews(
  articleId: string,
  { comments, hearts }: { comments: string[]; hearts: string[] },
  db: Db = read,
): Promise<Omit<News, 'tally'> | null> {
  const article = await db.article.findUnique({ where: { id: articleId }, select: { state: true, commentCount: true } })
  if (!mayRead(article)) return null
  const ids = [...new Set([...comments, ...hearts])]
  const select = { id: true, threadId: true, heartCount: true, entry: { select: { slug: true } } } as const
  const rows = ids.length === 0 ? [] : await db.comment.findMany({ where: { id: { in: ids }, articleId, state: 'visible' }, select, orderBy: { id: 'asc' } })
  return {
    total: article.commentCount,
    comments: rows.flatMap(({ id, threadId, entry }) => (comments.includes(id) ? [{ id, thread: threadId, entry: entry?.slug ?? null }] : [])),
    hearts: Object.fromEntries(rows.filter(({ id }) => hearts.includes(id)).map(({ id, heartCount }) => [id, heartCount])),
  }
}

/** What happened of late on any list, on whichever process. */
export const listRecent = () => recentEvents(maxRecent)
