import { currentTime } from '@/platform/clock'
import { Prisma, type ArticleState, type VoteState } from '@/prisma/generated/sqlite/client'
import { ensureReaders, type Known } from '@/features/accounts/commands/ensure-readers'
import type { Outcome } from '@/platform/batches'
import { jsonOf, type Tx } from '@/platform/db'
import { AppError, forbidden, invalid, notFound } from '@/platform/errors'
import { announceEach } from '@/platform/events/announce'
import { networkMarks, type Actor, type NetworkMarks } from '@/platform/http/request'
import { mayVoteIn, whyNotVote } from '../policy'
import { listResults } from '../queries/results'
import { getVotingOf } from '../queries/voting'
import type { Results } from '../results'
import { tallyTag } from '@/features/articles/tags'
import { addTo, changeTallies, type Change } from './change-tallies'
import { prepareJudge, type Judge } from './judge-votes'
import { tellFollowers } from './vote-followers'
import { writeVoteEvents, type LastVoteEvent, type VoteEvent } from './write-vote-events'

export type Ballot = {
  actor: Actor
  articleId: string
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
  /** The number of the event, when something changed in this list. */
  event: number | null
}

/** A reader in a list: each has one vote there at the most. */
type Place = { articleId: string; readerId: string }
type Vote = { entryId: string; state: VoteState; signals: string[]; fingerprint: string; network: string }
/** A change of a reader's vote, with what the history says of it. */
type Changed = Place & { vote: Vote | null; kind: VoteEvent['kind']; marks: NetworkMarks }
type Asked = { id: string; slug: string; listed: boolean }

const isNew = (voter: Outcome<Known | null>) => 'value' in voter && voter.value?.isNew === true
/** The entry that a vote stands for in public. */
const favouredBy = (vote: Vote | null) => (vote?.state === 'counted' ? vote.entryId : null)
const keyOf = ({ articleId, readerId }: Place) => `${articleId} ${readerId}`

/**
 * Votes, in one list or in many, set by set: however many come together, they cost the same few statements. One after the other they would give
 * the same result; the last of one reader in a list wins.
 */
export async function castVotes(tx: Tx, ballots: Ballot[]): Promise<Outcome<Cast>[]> {
  const { open, entries } = await findAsked(tx, ballots)
  const votingOf = await getVotingOf(tx)
  const errors = ballots.map(({ actor, articleId, entry }) => {
    const article = open.get(articleId)
    if (!article) return notFound('There is no such list')
    const why = whyNotVote(actor, votingOf(article), { withdraws: entry === '' })
    if (why) return forbidden(why)
    return entry ? refusal(entries.get(`${articleId} ${entry}`)) : null
  })
  const taken = ballots.filter((_, index) => !errors[index])
  const voters = await ensureReaders(
    tx,
    taken.map(({ actor, pressIds, entry }) => ({ actor, pressIds, acts: entry !== '' })),
  )
  const places = taken.map(({ articleId }, index): Place | null => {
    const voter = voters[index]!
    return 'value' in voter && voter.value ? { articleId, readerId: voter.value.readerId } : null
  })
  const distinct = [...new Map(places.flatMap((place, index) => (place ? [[keyOf(place), { ...place, isNew: isNew(voters[index]!) }] as const] : []))).values()]
  // Who is new, as most of those who vote are, has no vote. A history they may have: of a guest who has signed in since, and comes back with the cookie from before.
  const before = await findVotes(
    tx,
    distinct.filter((place) => !place.isNew),
  )
  const last = await findLastEvents(tx, distinct)
  const marksOf = new Map(ballots.map((ballot) => [ballot, networkMarks(ballot.actor.ip)]))
  // Only who never had a vote in a list is judged there.
  const first = taken.flatMap((ballot, index) => {
    const place = places[index]
    if (!ballot.entry || !place || before.has(keyOf(place)) || last.has(keyOf(place))) return []
    return [{ readerId: place.readerId, marks: marksOf.get(ballot)! }]
  })
  const judge: Judge = first.length > 0 ? await prepareJudge(tx, first) : () => []
  const after = new Map<string, Vote | null>(before)
  const changed = new Map<string, Changed>()

  let next = 0
  const accepted = ballots.map((ballot, index): Outcome<{ entry: Asked | null; voter: Known | null; place: Place | null }> => {
    const error = errors[index]
    if (error) return { error }
    const place = places[next] ?? null
    const found = voters[next++]!
    if ('error' in found) return found
    const entry = ballot.entry ? entries.get(`${ballot.articleId} ${ballot.entry}`)! : null
    if (place) {
      const key = keyOf(place)
      const old = after.get(key) ?? null
      const marks = marksOf.get(ballot)!
      const change = entry
        ? given(old, entry.id, ballot, marks, last.get(key), () => judge(place.readerId, marks))
        : old && { vote: null, kind: 'withdrawn' as const, marks }
      if (change) {
        after.set(key, change.vote)
        changed.set(key, { ...place, ...change })
      }
    }
    return { value: { entry, voter: found.value, place } }
  })

  const changedLists = await store(tx, before, changed, last)
  // Who is new has said nothing yet.
  const known = distinct.filter((place) => !place.isNew).flatMap((place) => changed.get(keyOf(place)) ?? [])
  await tellFollowers(
    tx,
    known.map(({ articleId, readerId, vote }) => ({ articleId, readerId, entryId: favouredBy(vote) })),
  )
  const numbers = await announceEach(
    tx,
    'vote.cast',
    changedLists.map((articleId) => ({ payload: { articleId }, tags: [tallyTag(articleId)] })),
  )
  const events = new Map(changedLists.map((articleId, index) => [articleId, numbers[index]!]))
  const results = await listResults([...open.keys()], tx)
  return accepted.map((outcome, index) => {
    if ('error' in outcome) return outcome
    const { articleId } = ballots[index]!
    const { entry, voter, place } = outcome.value
    const state = (place && entry && after.get(keyOf(place))?.state) ?? null
    const shown = state === null ? null : state === 'counted' ? ('counted' as const) : ('held' as const)
    return {
      value: {
        favourite: entry && { id: entry.id, slug: entry.slug },
        state: shown,
        results: results.get(articleId)!,
        cookie: voter?.cookie ?? null,
        event: events.get(articleId) ?? null,
      },
    }
  })
}

/** Those of the lists that are published, and the entries that the ballots ask for by list and address. */
async function findAsked(tx: Tx, ballots: Ballot[]): Promise<{ open: Map<string, { publishedAt: Date }>; entries: Map<string, Asked> }> {
  const asked = [...new Map(ballots.map(({ articleId, entry }) => [`${articleId} ${entry}`, Prisma.sql`(${articleId}, ${entry})`])).values()]
  const rows = await tx.$queryRaw<(Partial<Asked> & { articleId: string; state: ArticleState; firstPublishedAt: Date | string | null; asked: string })[]>`
    SELECT a."id" AS "articleId", a."state", a."firstPublishedAt", asked.column2 AS "asked", e."id", e."slug", e."listed"
    FROM (VALUES ${Prisma.join(asked)}) AS asked CROSS JOIN "Article" a
    LEFT JOIN "EntrySlug" s ON s."articleId" = asked.column1 AND s."slug" = asked.column2 LEFT JOIN "Entry" e ON e."id" = s."entryId"
    WHERE a."id" = asked.column1`
  return {
    open: new Map(rows.flatMap((row) => (mayVoteIn(row) ? [[row.articleId, { publishedAt: new Date(row.firstPublishedAt ?? 0) }]] : []))),
    entries: new Map(
      rows.flatMap(({ articleId, asked, id, slug, listed }) => (id && slug ? [[`${articleId} ${asked}`, { id, slug, listed: Boolean(listed) }]] : [])),
    ),
  }
}

function refusal(entry: Asked | undefined): AppError | null {
  if (!entry) return invalid('This list has no such entry', { entry: 'This list has no such entry' })
  const gone = 'This entry is no longer in the list: choose one that is'
  return entry.listed ? null : invalid(gone, { entry: gone })
}

// A cross join is done in the order in which it is written: from what is asked to what is stored.
const asked = (places: Place[]) =>
  Prisma.sql`(VALUES ${Prisma.join(places.map(({ articleId, readerId }) => Prisma.sql`(${articleId}, ${readerId})`))}) AS asked`

async function findVotes(tx: Tx, places: Place[]): Promise<Map<string, Vote>> {
  if (places.length === 0) return new Map()
  const rows = await tx.$queryRaw<(Omit<Vote, 'signals'> & Place & { signals: unknown })[]>`
    SELECT v."articleId", v."readerId", v."entryId", v."state", v."signals", v."fingerprint", v."network" FROM ${asked(places)} CROSS JOIN "Vote" v
    WHERE v."readerId" = asked.column2 AND v."articleId" = asked.column1`
  return new Map(rows.map(({ articleId, readerId, signals, ...vote }) => [keyOf({ articleId, readerId }), { ...vote, signals: jsonOf<string[]>(signals) }]))
}

/** The last that happened to the votes of these readers in these lists. */
async function findLastEvents(tx: Tx, places: Place[]): Promise<Map<string, LastVoteEvent>> {
  if (places.length === 0) return new Map()
  const rows = await tx.$queryRaw<(Omit<LastVoteEvent, 'codes'> & Place & { codes: unknown })[]>`
    SELECT e."articleId", e."readerId", e."id", e."kind", e."state", e."codes" FROM ${asked(places)} CROSS JOIN "VoteEvent" e
    WHERE e."id" = (SELECT MAX(h."id") FROM "VoteEvent" h WHERE h."articleId" = asked.column1 AND h."readerId" = asked.column2)`
  return new Map(rows.map(({ articleId, readerId, codes, ...event }) => [keyOf({ articleId, readerId }), { ...event, codes: jsonOf<string[]>(codes) }]))
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
): Pick<Changed, 'vote' | 'kind' | 'marks'> | null {
  if (old?.entryId === entryId) return null
  const of = { entryId, fingerprint: actor.fingerprint, network: marks.network }
  if (old) return { vote: { ...of, state: old.state, signals: old.signals }, kind: 'moved', marks }
  if (last) return { vote: { ...of, state: last.state, signals: last.codes }, kind: 'returned', marks }
  const codes = judge()
  return { vote: { ...of, state: codes.length > 0 ? 'aside' : 'counted', signals: codes }, kind: 'given', marks }
}

/** Writes what differs, counts it, and adds it to the history. Returns the ids of the lists in which anything did. */
async function store(tx: Tx, before: Map<string, Vote>, changed: Map<string, Changed>, last: Map<string, LastVoteEvent>): Promise<string[]> {
  const changes = new Map<string, Change>()
  const gone = new Map<string, string[]>()
  const rows: Prisma.Sql[] = []
  const events: VoteEvent[] = []
  const now = currentTime()
  for (const [key, { articleId, readerId, vote, kind, marks }] of [...changed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const old = before.get(key)
    if (!vote && !old) continue // given and taken back at once
    if (old) addTo(changes, { articleId, ...old }, -1)
    if (!vote) gone.set(articleId, [...(gone.get(articleId) ?? []), readerId])
    else {
      addTo(changes, { articleId, ...vote }, 1)
      rows.push(
        Prisma.sql`(${readerId}, ${articleId}, ${vote.entryId}, ${vote.state}, ${JSON.stringify(vote.signals)}, ${vote.fingerprint}, ${vote.network}, ${now})`,
      )
    }
    // Several presses at once are one change. A first vote that moved at once was still given.
    const told = old ? (kind === 'withdrawn' ? kind : 'moved') : last.has(key) ? 'returned' : 'given'
    const { state, signals: codes } = vote ?? old!
    events.push({ articleId, readerId, entryId: vote?.entryId ?? null, kind: told, state, codes, ...marks, after: last.get(key)?.id ?? null })
  }
  for (const [articleId, readerIds] of gone) await tx.vote.deleteMany({ where: { articleId, readerId: { in: readerIds } } })
  if (rows.length > 0)
    await tx.$executeRaw`
      INSERT INTO "Vote" ("readerId", "articleId", "entryId", "state", "signals", "fingerprint", "network", "createdAt") VALUES ${Prisma.join(rows)}
      ON CONFLICT ("readerId", "articleId") DO UPDATE SET "entryId" = excluded."entryId", "state" = excluded."state", "signals" = excluded."signals",
        "fingerprint" = excluded."fingerprint", "network" = excluded."network", "movedAt" = excluded."createdAt"`
  if (events.length > 0) await writeVoteEvents(tx, events)
  const aside = events.filter(({ kind, state }) => kind === 'given' && state === 'aside').map(({ readerId }) => readerId)
  if (aside.length > 0) await tx.reader.updateMany({ where: { id: { in: aside }, asideAt: null }, data: { asideAt: now } })
  await changeTallies(tx, changes)
  return [...new Set(events.map(({ articleId }) => articleId))]
}
