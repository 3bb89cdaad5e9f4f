import { currentTime } from '@/platform/clock'
import { Prisma, type ArticleState, type VoteState } from '@/prisma/generated/sqlite/client'
import { ensureReaders, type Known } from '@/features/accounts/commands/ensure-readers'
import type { Outcome } from '@/platform/batches'
import { jsonOf, type Tx } from '@/platform/db'
import { AppError, invalid, notFound } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { networkMarks, type Actor, type NetworkMarks } from '@/platform/http/request'
import { mayVoteIn } from '../policy'
import { getResults } from '../queries/results'
import type { Results } from '../results'
import { tallyTag } from '@/features/articles/tags'
import { addTo, changeTallies, type Change } from './change-tallies'
import { prepareJudge, type Judge } from './judge-votes'
import { writeVoteEvents, type LastVoteEvent, type VoteEvent } from './write-vote-events'

export type Ballot = {
  actor: Actor
  /** The address of the entry; empty to take the vote back. */
  entry: string
  /** For a visitor without a cookie (platform/http/idempotency-key.ts). */
  pressIds: [string, ...string[]]
}

export type Cast = {
  favourite: { id: string; slug: string } | null
  /** As programs get it: `held` for one that is aside or discarded. */
  state: 'counted' | 'held' | null
  results: Results
  cookie: string | null
  /** The number of the event, when something changed. */
  event: number | null
}

type Vote = { entryId: string; state: VoteState; signals: string[]; fingerprint: string; network: string }
/** A change of a reader's vote, with what the history says of it. */
type Changed = { vote: Vote | null; kind: VoteEvent['kind']; marks: NetworkMarks }
type Asked = { id: string; slug: string; listed: boolean }

/**
 * Votes in one article, set by set: however many come together, they cost the same few statements. One after the other they would give
 * the same result; the last of one reader wins.
 */
export async function castVotes(tx: Tx, articleId: string, ballots: Ballot[]): Promise<Outcome<Cast>[]> {
  const [article] = await tx.$queryRaw<{ state: ArticleState }[]>`SELECT "state" FROM "Article" WHERE "id" = ${articleId}`
  if (!mayVoteIn(article ?? null)) return ballots.map(() => ({ error: notFound('There is no such list') }))
  const entries = await findEntries(tx, articleId, ballots)
  const errors = ballots.map(({ entry }) => (entry ? refusal(entries.get(entry)) : null))
  const taken = ballots.filter((_, index) => !errors[index])
  const voters = await ensureReaders(
    tx,
    taken.map(({ actor, pressIds, entry }) => ({ actor, pressIds, acts: entry !== '' })),
  )
  const readerIds = [...new Set(voters.flatMap((voter) => ('value' in voter && voter.value ? [voter.value.readerId] : [])))]
  const before = await findVotes(tx, articleId, readerIds)
  const last = await findLastEvents(tx, articleId, readerIds)
  const marksOf = new Map(ballots.map((ballot) => [ballot, networkMarks(ballot.actor.ip)]))
  const judge = await judgeOf(tx, taken, voters, before, last, marksOf)
  const after = new Map<string, Vote | null>(before)
  const changed = new Map<string, Changed>()

  let next = 0
  const accepted = ballots.map((ballot, index): Outcome<{ entry: Asked | null; voter: Known | null }> => {
    const error = errors[index]
    if (error) return { error }
    const found = voters[next++]!
    if ('error' in found) return found
    const voter = found.value
    const entry = ballot.entry ? entries.get(ballot.entry)! : null
    if (voter) {
      const { readerId } = voter
      const old = after.get(readerId) ?? null
      const marks = marksOf.get(ballot)!
      const change = entry
        ? given(old, entry.id, ballot, marks, last.get(readerId), () => judge(readerId, marks))
        : old && { vote: null, kind: 'withdrawn' as const, marks }
      if (change) {
        after.set(readerId, change.vote)
        changed.set(readerId, change)
      }
    }
    return { value: { entry, voter } }
  })

  const event = (await store(tx, articleId, before, changed, last)) ? await announce(tx, 'vote.cast', { articleId }, { tags: [tallyTag(articleId)] }) : null
  const results = await getResults(articleId, tx)
  return accepted.map((outcome) => {
    if ('error' in outcome) return outcome
    const { entry, voter } = outcome.value
    const state = (voter && entry && after.get(voter.readerId)?.state) ?? null
    const shown = state === null ? null : state === 'counted' ? ('counted' as const) : ('held' as const)
    return { value: { favourite: entry && { id: entry.id, slug: entry.slug }, state: shown, results, cookie: voter?.cookie ?? null, event } }
  })
}

async function findEntries(tx: Tx, articleId: string, ballots: Ballot[]): Promise<Map<string, Asked>> {
  const slugs = [...new Set(ballots.map(({ entry }) => entry).filter(Boolean))]
  if (slugs.length === 0) return new Map()
  const rows = await tx.$queryRaw<(Asked & { asked: string })[]>`
    SELECT s."slug" AS "asked", e."id", e."slug", e."listed" FROM "EntrySlug" s JOIN "Entry" e ON e."id" = s."entryId"
    WHERE s."articleId" = ${articleId} AND s."slug" IN (${Prisma.join(slugs)})`
  return new Map(rows.map(({ asked, id, slug, listed }) => [asked, { id, slug, listed: Boolean(listed) }]))
}

function refusal(entry: Asked | undefined): AppError | null {
  if (!entry) return invalid('This list has no such entry', { entry: 'This list has no such entry' })
  const gone = 'This entry is no longer in the list: choose one that is'
  return entry.listed ? null : invalid(gone, { entry: gone })
}

async function findVotes(tx: Tx, articleId: string, readerIds: string[]): Promise<Map<string, Vote>> {
  if (readerIds.length === 0) return new Map()
  const rows = await tx.$queryRaw<(Omit<Vote, 'signals'> & { readerId: string; signals: unknown })[]>`
    SELECT "readerId", "entryId", "state", "signals", "fingerprint", "network" FROM "Vote"
    WHERE "articleId" = ${articleId} AND "readerId" IN (${Prisma.join(readerIds)})`
  return new Map(rows.map(({ readerId, signals, ...vote }) => [readerId, { ...vote, signals: jsonOf<string[]>(signals) }]))
}

/** The last that happened to the votes of these readers in this list. */
async function findLastEvents(tx: Tx, articleId: string, readerIds: string[]): Promise<Map<string, LastVoteEvent>> {
  if (readerIds.length === 0) return new Map()
  const rows = await tx.$queryRaw<(Omit<LastVoteEvent, 'codes'> & { readerId: string; codes: unknown })[]>`
    SELECT e."readerId", e."id", e."kind", e."state", e."codes" FROM "VoteEvent" e JOIN
      (SELECT "readerId" AS "reader", MAX("id") AS "latest" FROM "VoteEvent" WHERE "articleId" = ${articleId} AND "readerId" IN (${Prisma.join(readerIds)}) GROUP BY "readerId") l
      ON e."id" = l."latest"`
  return new Map(rows.map(({ readerId, codes, ...event }) => [readerId, { ...event, codes: jsonOf<string[]>(codes) }]))
}

/** A judge of the first votes in this list: of readers who never had one here. */
async function judgeOf(
  tx: Tx,
  ballots: Ballot[],
  voters: Outcome<Known | null>[],
  before: Map<string, Vote>,
  last: Map<string, LastVoteEvent>,
  marksOf: Map<Ballot, NetworkMarks>,
): Promise<Judge> {
  const first = ballots.flatMap((ballot, index) => {
    const voter = voters[index]
    if (!ballot.entry || !voter || !('value' in voter) || !voter.value) return []
    const { readerId } = voter.value
    return before.has(readerId) || last.has(readerId) ? [] : [{ readerId, marks: marksOf.get(ballot)! }]
  })
  return first.length > 0 ? prepareJudge(tx, first) : () => []
}

/**
 * A reader's vote after they press an entry; null when nothing changes. A vote that is aside or discarded stays so wherever it moves, and when it was taken back and
 * is given again. Only the first vote of a reader in a list is judged.
 */
function given(
  old: Vote | null,
  entryId: string,
  { actor }: Ballot,
  marks: NetworkMarks,
  last: LastVoteEvent | undefined,
  judge: () => string[],
): Changed | null {
  if (old?.entryId === entryId) return null
  const of = { entryId, fingerprint: actor.fingerprint, network: marks.network }
  if (old) return { vote: { ...of, state: old.state, signals: old.signals }, kind: 'moved', marks }
  if (last) return { vote: { ...of, state: last.state, signals: last.codes }, kind: 'returned', marks }
  const codes = judge()
  return { vote: { ...of, state: codes.length > 0 ? 'aside' : 'counted', signals: codes }, kind: 'given', marks }
}

/** Writes what differs, counts it, and adds it to the history. Returns whether anything did. */
async function store(tx: Tx, articleId: string, before: Map<string, Vote>, changed: Map<string, Changed>, last: Map<string, LastVoteEvent>): Promise<boolean> {
  const changes = new Map<string, Change>()
  const gone: string[] = []
  const rows: Prisma.Sql[] = []
  const events: VoteEvent[] = []
  const now = currentTime()
  for (const [readerId, { vote, kind, marks }] of [...changed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const old = before.get(readerId)
    if (!vote && !old) continue // given and taken back at once
    if (old) addTo(changes, old.entryId, old.state, -1)
    if (!vote) gone.push(readerId)
    else {
      addTo(changes, vote.entryId, vote.state, 1)
      rows.push(
        Prisma.sql`(${readerId}, ${articleId}, ${vote.entryId}, ${vote.state}, ${JSON.stringify(vote.signals)}, ${vote.fingerprint}, ${vote.network}, ${now})`,
      )
    }
    // Several presses at once are one change. A first vote that moved at once was still given.
    const told = old ? (kind === 'withdrawn' ? kind : 'moved') : last.has(readerId) ? 'returned' : 'given'
    const { state, signals: codes } = vote ?? old!
    events.push({ readerId, entryId: vote?.entryId ?? null, kind: told, state, codes, ...marks })
  }
  if (gone.length > 0) await tx.vote.deleteMany({ where: { articleId, readerId: { in: gone } } })
  if (rows.length > 0)
    await tx.$executeRaw`
      INSERT INTO "Vote" ("readerId", "articleId", "entryId", "state", "signals", "fingerprint", "network", "createdAt") VALUES ${Prisma.join(rows)}
      ON CONFLICT ("readerId", "articleId") DO UPDATE SET "entryId" = excluded."entryId", "state" = excluded."state", "signals" = excluded."signals",
        "fingerprint" = excluded."fingerprint", "network" = excluded."network", "movedAt" = excluded."createdAt"`
  if (events.length > 0) await writeVoteEvents(tx, articleId, events, last)
  const aside = events.filter(({ kind, state }) => kind === 'given' && state === 'aside').map(({ readerId }) => readerId)
  if (aside.length > 0) await tx.reader.updateMany({ where: { id: { in: aside }, asideAt: null }, data: { asideAt: now } })
  await changeTallies(tx, articleId, changes)
  return events.length > 0
}
