import type { VoteState } from '@/prisma/generated/sqlite/client'
import type { Someone } from '@/features/accounts/policy'
import { tallyTag } from '@/features/articles/tags'
import { writeDecisions } from '@/features/decisions/commands/write-decisions'
import { read, write, type Tx } from '@/platform/db'
import { conflict, forbidden, notFound } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { makePace } from '@/platform/pace'
import { mayJudgeVotes } from '../policy'
import type { JudgeInput, UndoInput } from '../schema'
import { addTo, changeTallies, type Change } from './change-tallies'
import { tellFollowers } from './vote-followers'
import { writeVoteEvents } from './write-vote-events'

// Each slice is a transaction, so that a group of thousands holds nobody's vote back for long.
const slice = 200

const actions = { counted: 'restore', aside: 'hold', discarded: 'hide' } as const

export type Judged = { votes: number; decisionId: string }

/**
 * Counts or discards all votes of a group, or sets discarded ones aside again. The decision is kept, and each vote's history names it. Votes of readers whose vote a
 * moderator counts are no longer set aside in other lists. Throws forbidden (403), not_found (404) when no vote of the group is in that state any more.
 */
export async function judgeGroup(actor: Someone, { articleId, network, from, to }: JudgeInput): Promise<Judged> {
  if (!mayJudgeVotes(actor)) throw forbidden('Only moderators judge votes')
  const lock = { lock: `article:${articleId}` }
  const decide = async (tx: Tx) => {
    const there = await tx.vote.count({ where: { articleId, network, state: from } })
    if (there === 0) throw notFound('There are no such votes any more: somebody else may have judged them')
    const target = { targetId: `${articleId}:${network}`, action: actions[to], maker: 'moderator', accountId: actor.account?.id ?? null } as const
    const [decisionId] = await writeDecisions(tx, 'votes', [target])
    return decisionId!
  }
  const decisionId = await write(decide, lock)
  const rest = makePace()
  let votes = 0
  for (;;) {
    const done = await write(async (tx) => {
      const some = await tx.vote.findMany({ where: { articleId, network, state: from }, orderBy: { readerId: 'asc' }, take: slice })
      await setState(tx, articleId, some, to, decisionId)
      return some.length
    }, lock)
    votes += done
    if (done < slice) return { votes, decisionId }
    await rest()
  }
}

/** Takes a judgement back: its votes that nobody judged since are aside again. Throws forbidden (403), conflict (409) when there are none. */
export async function undoJudgement(actor: Someone, { articleId, decisionId }: UndoInput): Promise<{ votes: number }> {
  if (!mayJudgeVotes(actor)) throw forbidden('Only moderators judge votes')
  const judged = await listJudged(articleId, decisionId)
  const rest = makePace()
  let votes = 0
  for (let start = 0; start < judged.length; start += slice) {
    const part = judged.slice(start, start + slice)
    votes += await write(
      async (tx) => {
        const readerIds = part.map(({ readerId }) => readerId)
        const latest = await tx.voteEvent.groupBy({ by: ['readerId'], where: { articleId, readerId: { in: readerIds }, kind: 'judged' }, _max: { id: true } })
        const undone = part.filter(({ id, readerId }) => latest.some((one) => one.readerId === readerId && one._max.id === id))
        const some = await tx.vote.findMany({ where: { articleId, readerId: { in: undone.map(({ readerId }) => readerId) } } })
        await setState(tx, articleId, some, 'aside', null)
        return some.length
      },
      { lock: `article:${articleId}` },
    )
    await rest()
  }
  if (votes === 0) throw conflict('These votes were judged again since: nothing was changed')
  await write(async (tx) => {
    const network = await networkOf(tx, decisionId)
    await writeDecisions(tx, 'votes', [{ targetId: `${articleId}:${network}`, action: 'hold', maker: 'moderator', accountId: actor.account?.id ?? null }])
  })
  return { votes }
}

/** Clocks of two machines differ by less. */
const clockMs = 3_600_000

/**
 * The events of a judgement. Asked by the network that was judged, and from then on, for which there is an index: by the list alone every vote that it ever had would be
 * looked at, and an index of decisions would be written to with every vote.
 */
async function listJudged(articleId: string, decisionId: string): Promise<{ id: string; readerId: string }[]> {
  const decision = await read.decision.findUnique({ where: { id: decisionId }, select: { targetId: true, createdAt: true } })
  if (!decision) return []
  const [, network = ''] = decision.targetId.split(':')
  const since = new Date(decision.createdAt.getTime() - clockMs)
  return read.voteEvent.findMany({ where: { network, createdAt: { gte: since }, articleId, decisionId }, select: { id: true, readerId: true } })
}

const networkOf = async (tx: Tx, decisionId: string) =>
  (await tx.decision.findUnique({ where: { id: decisionId }, select: { targetId: true } }))?.targetId.split(':')[1] ?? ''

type Row = { readerId: string; entryId: string; state: VoteState; signals: unknown; network: string }

async function setState(tx: Tx, articleId: string, votes: Row[], to: VoteState, decisionId: string | null): Promise<void> {
  if (votes.length === 0) return
  const readerIds = votes.map(({ readerId }) => readerId)
  const changes = new Map<string, Change>()
  for (const { entryId, state } of votes) {
    addTo(changes, { articleId, entryId, state }, -1)
    addTo(changes, { articleId, entryId, state: to }, 1)
  }
  await tx.vote.updateMany({ where: { articleId, readerId: { in: readerIds } }, data: { state: to } })
  const last = await tx.voteEvent.groupBy({ by: ['readerId'], where: { articleId, readerId: { in: readerIds } }, _max: { id: true } })
  const lastIds = new Map(last.map(({ readerId, _max }) => [readerId, _max.id]))
  const events = votes.map(({ readerId, entryId, signals, network }) => ({
    articleId,
    readerId,
    entryId,
    kind: 'judged' as const,
    state: to,
    codes: Array.isArray(signals) ? signals.map(String) : [],
    network,
    after: lastIds.get(readerId) ?? null,
    ...(decisionId && { decisionId }),
  }))
  await writeVoteEvents(tx, events)
  if (to === 'counted') await tx.reader.updateMany({ where: { id: { in: readerIds } }, data: { asideAt: null } })
  await changeTallies(tx, changes)
  await tellFollowers(
    tx,
    votes.map(({ readerId, entryId }) => ({ articleId, readerId, entryId: to === 'counted' ? entryId : null })),
  )
  await announce(tx, 'vote.judged', { articleId }, { tags: [tallyTag(articleId)] })
}
