import { forbidden } from '@/platform/errors'
import { read, type Db } from '@/platform/db'
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
export async function listVoteGroups(actor: Someone, db: Db = read): Promise<{ groups: VoteGroup[]; aside: number; discarded: number }> {
  if (!mayJudgeVotes(actor)) throw forbidden('Only moderators see which votes are set aside')
  const [aside, discarded] = [await groupsIn('aside', db), await groupsIn('discarded', db)]
  const total = (state: VoteGroup['state']) => db.vote.count({ where: { state } })
  return { groups: [...aside, ...discarded], aside: await total('aside'), discarded: await total('discarded') }
}

/** How many votes wait to be judged. Throws forbidden (403). */
export async function countVotesAside(actor: Someone, db: Db = read): Promise<number> {
  if (!mayJudgeVotes(actor)) throw forbidden('Only moderators see which votes are set aside')
  return db.vote.count({ where: { state: 'aside' } })
}

/** The largest groups in a state: an index counts them. What is said of each is asked for all of them at once. */
async function groupsIn(state: VoteGroup['state'], db: Db): Promise<VoteGroup[]> {
  const groups = await db.vote.groupBy({
    by: ['articleId', 'network'],
    where: { state },
    _count: { _all: true },
    // Of a column of the index, which holds all that is asked for here.
    orderBy: [{ _count: { articleId: 'desc' } }, { articleId: 'asc' }, { network: 'asc' }],
    take: maxGroups,
  })
  if (groups.length === 0) return []
  const articleIds = [...new Set(groups.map(({ articleId }) => articleId))]
  const [articles, parts] = await Promise.all([
    db.article.findMany({ where: { id: { in: articleIds } }, select: { id: true, title: true, slug: true } }),
    db.vote.groupBy({
      by: ['articleId', 'network', 'entryId', 'signals'],
      where: { state, articleId: { in: articleIds }, network: { in: [...new Set(groups.map(({ network }) => network))] } },
      _count: { _all: true },
      _min: { createdAt: true },
      _max: { createdAt: true },
    }),
  ])
  const partsOf = Map.groupBy(parts, keyOf)
  const entriesOf = new Map(groups.map((group) => [keyOf(group), mostVotedFor(partsOf.get(keyOf(group)) ?? [])]))
  const entryIds = [...new Set([...entriesOf.values()].flat().map(({ entryId }) => entryId))]
  const entries = await db.entry.findMany({ where: { id: { in: entryIds } }, select: { id: true, heading: true } })
  const headings = new Map(entries.map(({ id, heading }) => [id, heading]))
  const titles = new Map(articles.map(({ id, ...article }) => [id, article]))
  return groups.map((group) => {
    const own = partsOf.get(keyOf(group)) ?? []
    const times = own.flatMap(({ _min, _max }) => [_min.createdAt!, _max.createdAt!]).sort((one, other) => one.getTime() - other.getTime())
    const codes = new Set(own.flatMap(({ signals }) => (Array.isArray(signals) ? signals.map(String) : [])))
    return {
      articleId: group.articleId,
      network: group.network,
      state,
      ...titles.get(group.articleId)!,
      votes: group._count._all,
      // Empty when somebody judged them in this moment.
      first: times[0]?.toISOString() ?? '',
      last: times.at(-1)?.toISOString() ?? '',
      entries: entriesOf.get(keyOf(group))!.map(({ entryId, votes }) => ({ heading: headings.get(entryId) ?? '', votes })),
      reasons: [...codes].map(reasonText),
    }
  })
}

const keyOf = ({ articleId, network }: { articleId: string; network: string }) => `${articleId}:${network}`

const maxEntries = 5

function mostVotedFor(parts: { entryId: string; _count: { _all: number } }[]): { entryId: string; votes: number }[] {
  const votes = new Map<string, number>()
  for (const { entryId, _count } of parts) votes.set(entryId, (votes.get(entryId) ?? 0) + _count._all)
  return [...votes]
    .map(([entryId, votes]) => ({ entryId, votes }))
    .sort((one, other) => other.votes - one.votes)
    .slice(0, maxEntries)
}
