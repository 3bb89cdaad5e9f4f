import { forbidden } from '@/platform/errors'
import { read } from '@/platform/db'
import { reasonText } from '@/features/moderation-rules/reasons'
import type { Someone } from '@/features/accounts/policy'
import { mayJudgeVotes } from '../policy'

/** Votes in one list from one network that are aside, or discarded. Moments are ISO 8601. */
export type VoteGroup = {
  articleId: string
  title: string
  slug: string
  /** HMAC of the network; empty for votes from before networks were kept, or whose reader has left. */
  network: string
  state: 'aside' | 'discarded'
  votes: number
  first: string
  last: string
  /** What they are for, the most first. */
  entries: { heading: string; votes: number }[]
  /** Why they were set aside, in words that finish “because …”. */
  reasons: string[]
}

const maxGroups = 100

/** Groups of votes that do not count, the largest first, at most 100 of each state, and how many votes there are in all. Throws forbidden (403). */
export async function listVoteGroups(actor: Someone): Promise<{ groups: VoteGroup[]; aside: number; discarded: number }> {
  if (!mayJudgeVotes(actor)) throw forbidden('Only moderators see which votes are set aside')
  const [aside, discarded] = [await groupsIn('aside'), await groupsIn('discarded')]
  const total = (state: VoteGroup['state']) => read.vote.count({ where: { state } })
  return { groups: [...aside, ...discarded], aside: await total('aside'), discarded: await total('discarded') }
}

/** How many votes wait to be judged. Throws forbidden (403). */
export async function countVotesAside(actor: Someone): Promise<number> {
  if (!mayJudgeVotes(actor)) throw forbidden('Only moderators see which votes are set aside')
  return read.vote.count({ where: { state: 'aside' } })
}

async function groupsIn(state: VoteGroup['state']): Promise<VoteGroup[]> {
  const groups = await read.vote.groupBy({
    by: ['articleId', 'network'],
    where: { state },
    _count: { _all: true },
    _min: { createdAt: true },
    _max: { createdAt: true },
    orderBy: [{ _count: { readerId: 'desc' } }, { articleId: 'asc' }, { network: 'asc' }],
    take: maxGroups,
  })
  const articles = new Map(
    (await read.article.findMany({ where: { id: { in: groups.map(({ articleId }) => articleId) } }, select: { id: true, title: true, slug: true } })).map(
      (row) => [row.id, row],
    ),
  )
  return Promise.all(
    groups.map(async ({ articleId, network, _count, _min, _max }) => {
      const where = { state, articleId, network }
      const byEntry = await read.vote.groupBy({ by: ['entryId'], where, _count: { _all: true }, orderBy: { _count: { readerId: 'desc' } }, take: 5 })
      const headings = new Map(
        (await read.entry.findMany({ where: { id: { in: byEntry.map(({ entryId }) => entryId) } }, select: { id: true, heading: true } })).map((row) => [
          row.id,
          row.heading,
        ]),
      )
      const some = await read.vote.findMany({ where, select: { signals: true }, take: 50 })
      const codes = new Set(some.flatMap(({ signals }) => (Array.isArray(signals) ? signals.map(String) : [])))
      const article = articles.get(articleId)!
      return {
        articleId,
        network,
        state,
        title: article.title,
        slug: article.slug,
        votes: _count._all,
        first: _min.createdAt!.toISOString(),
        last: _max.createdAt!.toISOString(),
        entries: byEntry.map(({ entryId, _count }) => ({ heading: headings.get(entryId) ?? '', votes: _count._all })),
        reasons: [...codes].map(reasonText),
      }
    }),
  )
}
