import { inStudio } from '@/features/articles/policy'
import { currentTime } from '@/platform/clock'
import { read } from '@/platform/db'
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
export async function listLastDay(actor: Actor): Promise<ListOfDay[]> {
  const since = new Date(currentTime().getTime() - dayMs)
  const mine = { ...inStudio(actor), state: 'published' as const }
  const spoken = await read.comment.groupBy({ by: ['articleId'], where: { state: 'visible', createdAt: { gte: since } }, _count: { _all: true }, orderBy: { _count: { articleId: 'desc' } }, take: 50 }) // prettier-ignore
  const comments = new Map(spoken.map(({ articleId, _count }) => [articleId, _count._all]))
  const select = { id: true, slug: true, title: true, voteCount: true, commentCount: true } as const
  const [recent, talked] = await Promise.all([
    read.article.findMany({ where: mine, orderBy: [{ firstPublishedAt: 'desc' }, { id: 'desc' }], take: newest, select }),
    read.article.findMany({ where: { AND: [mine, { id: { in: [...comments.keys()] } }] }, select }),
  ])
  const lists = [...new Map([...recent, ...talked].map((list) => [list.id, list])).values()]
  const voted = await read.vote.groupBy({ by: ['articleId'], where: { articleId: { in: lists.map(({ id }) => id) }, state: 'counted', createdAt: { gte: since } }, _count: { _all: true } }) // prettier-ignore
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
