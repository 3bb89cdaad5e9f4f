import { isEditor } from '@/features/articles/policy'
import { listOwn, type OwnList } from '@/features/articles/queries/last-saved'
import { currentTime } from '@/platform/clock'
import { read, type Db } from '@/platform/db'
import type { Actor } from '@/platform/http/request'

/** How a list did in the last 24 hours, beside what it has in all. */
export type ListOfDay = { id: string; slug: string; title: string; votes: number; votesOfDay: number; comments: number; commentsOfDay: number }

const dayMs = 86_400_000
const newest = 12
const most = 6

/**
 * The lists of this writer (of editors: all) that readers answered in the last 24 hours, the most answered first: among the newest, and those that were commented on. It asks for the
 * answers of a day, so it costs what happened, however many lists there are.
 */
export async function listLastDay(actor: Actor, db: Db = read): Promise<ListOfDay[]> {
  const since = new Date(currentTime().getTime() - dayMs)
  const own = isEditor(actor) ? null : (await listOwn(actor, db)).filter(({ state }) => state === 'published')
  const isMine = own && new Set(own.map(({ id }) => id))
  const spoken = (await countComments(since, db)).filter(([id]) => isMine?.has(id) ?? true).slice(0, talkedAbout)
  const comments = new Map(spoken)
  const ids = [...new Set([...(own ? newestOf(own) : await findNewest(db)), ...comments.keys()])]
  const lists = await db.article.findMany({
    where: { id: { in: ids }, state: 'published' },
    select: { id: true, slug: true, title: true, voteCount: true, commentCount: true },
  })
  const voted = await db.vote.groupBy({ by: ['articleId'], where: { articleId: { in: lists.map(({ id }) => id) }, state: 'counted', createdAt: { gte: since } }, _count: { _all: true } }) // prettier-ignore
  const votes = new Map(voted.map(({ articleId, _count }) => [articleId, _count._all]))
  return lists
    .map(({ id, slug, title, voteCount, commentCount }) => ({
      id,
      slug,
      title,
      votes: voteCount,
      votesOfDay: votes.get(id) ?? 0,
      comments: commentCount,
      commentsOfDay: comments.get(id) ?? 0,
    }))
    .filter(({ votesOfDay, commentsOfDay }) => votesOfDay + commentsOfDay > 0)
    .sort((one, other) => other.votesOfDay + other.commentsOfDay - one.votesOfDay - one.commentsOfDay)
    .slice(0, most)
}

const talkedAbout = 50

/**
 * How many comments of each list have appeared since then, the most first. Some versions of SQLite walk all comments there are in the order of their lists to count them by list; by what is made
 * of the id they cannot, and the index of what is visible by its time has those of a day.
 */
async function countComments(since: Date, db: Db): Promise<[string, number][]> {
  const rows = await db.$queryRaw<{ list: string; said: bigint | number }[]>`
    SELECT "articleId" || '' AS "list", COUNT(*) AS "said" FROM "Comment" WHERE "state" = 'visible' AND "createdAt" >= ${since} GROUP BY 1 ORDER BY 2 DESC, 1 DESC`
  return rows.map(({ list, said }) => [list, Number(said)])
}

const findNewest = async (db: Db): Promise<string[]> =>
  (await db.article.findMany({ where: { state: 'published' }, orderBy: [{ firstPublishedAt: 'desc' }, { id: 'desc' }], take: newest, select: { id: true } })).map(({ id }) => id) // prettier-ignore

const newestOf = (lists: OwnList[]): string[] =>
  lists
    .toSorted((one, other) => (other.firstPublishedAt?.getTime() ?? 0) - (one.firstPublishedAt?.getTime() ?? 0))
    .slice(0, newest)
    .map(({ id }) => id)
