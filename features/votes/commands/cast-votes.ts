import { currentTime } from '@/platform/clock'
import { Prisma, type ArticleState } from '@/prisma/generated/sqlite/client'
import { ensureReaders, type Known } from '@/features/accounts/commands/ensure-readers'
import type { VoteCode } from '@/features/moderation-rules/reasons'
import type { Outcome } from '@/platform/batches'
import { jsonOf, type Tx } from '@/platform/db'
import { AppError, invalid, notFound } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { mayVoteIn } from '../policy'
import { getResults } from '../queries/results'
import type { Results } from '../results'
import { tallyTag } from '@/features/articles/tags'
import { addTo, changeTallies, type Change } from './change-tallies'

export type Ballot = {
  actor: Actor
  /** The address of the entry; empty to take the vote back. */
  entry: string
  /** Why the vote does not count, as codes; empty when it does. */
  signals: VoteCode[]
  /** For a visitor without a cookie (platform/http/idempotency-key.ts). */
  pressIds: [string, ...string[]]
}

export type Cast = {
  favourite: { id: string; slug: string } | null
  state: 'counted' | 'held' | null
  results: Results
  cookie: string | null
  /** The number of the event, when something changed. */
  event: number | null
}

type Vote = { entryId: string; state: 'counted' | 'held'; signals: string[]; fingerprint: string }
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
  const after = new Map<string, Vote | null>(before)

  let next = 0
  const accepted = ballots.map((ballot, index): Outcome<{ entry: Asked | null; voter: Known | null }> => {
    const error = errors[index]
    if (error) return { error }
    const found = voters[next++]!
    if ('error' in found) return found
    const voter = found.value
    const entry = ballot.entry ? entries.get(ballot.entry)! : null
    if (voter) after.set(voter.readerId, entry && moved(after.get(voter.readerId) ?? null, entry.id, ballot))
    return { value: { entry, voter } }
  })

  const changed = await store(tx, articleId, before, after)
  const event = changed ? await announce(tx, 'vote.cast', { articleId }, { tags: [tallyTag(articleId)] }) : null
  const results = await getResults(articleId, tx)
  return accepted.map((outcome) => {
    if ('error' in outcome) return outcome
    const { entry, voter } = outcome.value
    const state = (voter && entry && after.get(voter.readerId)?.state) ?? null
    return { value: { favourite: entry && { id: entry.id, slug: entry.slug }, state, results, cookie: voter?.cookie ?? null, event } }
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
    SELECT "readerId", "entryId", "state", "signals", "fingerprint" FROM "Vote" WHERE "articleId" = ${articleId} AND "readerId" IN (${Prisma.join(readerIds)})`
  return new Map(rows.map(({ readerId, signals, ...vote }) => [readerId, { ...vote, signals: jsonOf<string[]>(signals) }]))
}

/** The same favourite again changes nothing; a vote that is held stays so wherever it moves. */
function moved(old: Vote | null, entryId: string, { actor, signals }: Ballot): Vote {
  if (old?.entryId === entryId) return old
  const reasons = [...new Set([...(old?.signals ?? []), ...signals])]
  const held = old?.state === 'held' || signals.length > 0
  return { entryId, state: held ? 'held' : 'counted', signals: reasons, fingerprint: actor.fingerprint }
}

/** Writes what differs, and counts it. Returns whether anything did. */
async function store(tx: Tx, articleId: string, before: Map<string, Vote>, after: Map<string, Vote | null>): Promise<boolean> {
  const changes = new Map<string, Change>()
  const gone: string[] = []
  const rows: Prisma.Sql[] = []
  const now = currentTime()
  for (const [readerId, vote] of [...after].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const old = before.get(readerId)
    if (vote === (old ?? null)) continue
    if (old) addTo(changes, old.entryId, old.state, -1)
    if (!vote) gone.push(readerId)
    else {
      addTo(changes, vote.entryId, vote.state, 1)
      rows.push(Prisma.sql`(${readerId}, ${articleId}, ${vote.entryId}, ${vote.state}, ${JSON.stringify(vote.signals)}, ${vote.fingerprint}, ${now})`)
    }
  }
  if (gone.length > 0) await tx.vote.deleteMany({ where: { articleId, readerId: { in: gone } } })
  if (rows.length > 0)
    await tx.$executeRaw`
      INSERT INTO "Vote" ("readerId", "articleId", "entryId", "state", "signals", "fingerprint", "createdAt") VALUES ${Prisma.join(rows)}
      ON CONFLICT ("readerId", "articleId") DO UPDATE SET "entryId" = excluded."entryId", "state" = excluded."state", "signals" = excluded."signals",
        "fingerprint" = excluded."fingerprint", "movedAt" = excluded."createdAt"`
  await changeTallies(tx, articleId, changes)
  return gone.length > 0 || rows.length > 0
}
