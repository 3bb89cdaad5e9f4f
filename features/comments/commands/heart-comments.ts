import { Prisma, type ArticleState, type CommentState, type VoteState } from '@/prisma/generated/sqlite/client'
import { ensureReaders } from '@/features/accounts/commands/ensure-readers'
import { commentsTag } from '@/features/articles/tags'
import type { Outcome } from '@/platform/batches'
import { currentTime } from '@/platform/clock'
import { config } from '@/platform/config'
import { rowsInTurn, type Tx } from '@/platform/db'
import { conflict, forbidden, gone, notFound, type AppError } from '@/platform/errors'
import { announceEach } from '@/platform/events/announce'
import { networkMarks, type Actor } from '@/platform/http/request'
import { mayHeart } from '../policy'
import { heartCrowd, heartCrowdMs } from '../rate-limits'

export type Press = {
  actor: Actor
  /** The comment. */
  id: string
  on: boolean
  /** For a visitor without a cookie (platform/http/idempotency-key.ts). */
  pressIds: [string, ...string[]]
}

export type Hearted = {
  /** Hearts of the comment that count. */
  hearts: number
  /** Whether the reader's is among them, or is kept aside. */
  on: boolean
  /** Kept aside: it does not count. */
  held: boolean
  slug: string
  cookie: string | null
  /** The number of the event, when something changed in this list. */
  event: number | null
}

type Liked = { id: string; articleId: string; readerId: string; state: CommentState; heartCount: number; slug: string; articleState: ArticleState }
/** `isOfCrowd`: of a guest, within a day. */
type Heart = { commentId: string; readerId: string; state: VoteState; network: string; isOfCrowd: boolean }

const keyOf = ({ commentId, readerId }: Pick<Heart, 'commentId' | 'readerId'>) => `${commentId} ${readerId}`
const placeOf = ({ commentId, network }: Pick<Heart, 'commentId' | 'network'>) => `${commentId} ${network}`

/**
 * Hearts for comments, of one list or of many, set by set: however many come together, they cost the same few statements. One after the other they would give the same
 * result; the last of one reader for a comment wins. Whoever runs this holds the locks of the lists' comments.
 */
export async function heartComments(tx: Tx, presses: Press[]): Promise<Outcome<Hearted>[]> {
  const comments = await findComments(tx, presses)
  const errors = presses.map(({ id, actor }) => refusal(comments.get(id), actor))
  const taken = presses.filter((_, index) => !errors[index])
  const readers = await ensureReaders(
    tx,
    taken.map(({ actor, pressIds, on }) => ({ actor, pressIds, acts: on })),
  )
  const places = taken.map(({ id }, index) => {
    const reader = readers[index]!
    return 'value' in reader && reader.value ? { commentId: id, readerId: reader.value.readerId } : null
  })
  const before = await findHearts(
    tx,
    places.filter((place) => place !== null),
  )
  const marks = new Map(presses.map((press) => [press, networkMarks(press.actor.ip).network]))
  const { counts, crowds } = await countPlaces(tx, [
    ...taken.flatMap((press, index) => (places[index] ? [{ commentId: press.id, network: marks.get(press)! }] : [])),
    ...before.values(),
  ])
  const after = new Map<string, Heart | null>(before)
  const now = new Map(counts)
  const crowd = new Map(crowds)
  const add = (heart: Heart, by: 1 | -1) => {
    if (heart.state !== 'counted') return
    now.set(placeOf(heart), (now.get(placeOf(heart)) ?? 0) + by)
    if (heart.isOfCrowd) crowd.set(placeOf(heart), (crowd.get(placeOf(heart)) ?? 0) + by)
  }

  let next = 0
  const accepted = presses.map((press, index): Outcome<{ place: (typeof places)[number]; cookie: string | null }> => {
    if (errors[index]) return { error: errors[index] }
    const place = places[next] ?? null
    const reader = readers[next++]!
    if ('error' in reader) return reader
    const old = place && after.get(keyOf(place))
    if (place && press.on && !old) {
      const network = marks.get(press)!
      // Somebody with an account has proved an address: many of one school may like the same.
      const isOfCrowd = !press.actor.account
      const isTooMany = !config.limitsOff && isOfCrowd && (crowd.get(placeOf({ ...place, network })) ?? 0) >= heartCrowd
      const heart: Heart = { ...place, network, state: isTooMany ? 'aside' : 'counted', isOfCrowd }
      after.set(keyOf(place), heart)
      add(heart, 1)
    } else if (place && !press.on && old) {
      after.set(keyOf(place), null)
      add(old, -1)
    }
    return { value: { place, cookie: reader.value?.cookie ?? null } }
  })

  const changed = [...after].filter(([key, heart]) => (heart ?? null) !== (before.get(key) ?? null))
  const gained = await store(tx, before, changed, { was: counts, is: now })
  const lists = Map.groupBy(new Set(changed.map(([key]) => key.split(' ')[0]!)), (id) => comments.get(id)!.articleId)
  const numbers = await announceEach(
    tx,
    'comment.hearted',
    [...lists].map(([articleId, commentIds]) => ({ payload: { articleId, commentIds }, tags: [commentsTag(articleId)] })),
  )
  const events = new Map([...lists.keys()].map((articleId, index) => [articleId, numbers[index]!]))
  return accepted.map((outcome, index) => {
    if ('error' in outcome) return outcome
    const { place, cookie } = outcome.value
    const comment = comments.get(presses[index]!.id)!
    const heart = place && after.get(keyOf(place))
    return {
      value: {
        hearts: comment.heartCount + (gained.get(comment.id) ?? 0),
        on: Boolean(heart),
        held: heart?.state === 'aside',
        slug: comment.slug,
        cookie,
        event: events.get(comment.articleId) ?? null,
      },
    }
  })
}

async function findComments(tx: Tx, presses: Press[]): Promise<Map<string, Liked>> {
  const ids = [...new Set(presses.map(({ id }) => id))]
  const rows = await tx.$queryRaw<Liked[]>`
    SELECT c."id", c."articleId", c."readerId", c."state", c."heartCount", a."slug", a."state" AS "articleState"
    FROM "Comment" c JOIN "Article" a ON a."id" = c."articleId" WHERE c."id" IN (${Prisma.join(ids)})`
  return new Map(rows.map((row) => [row.id, { ...row, heartCount: Number(row.heartCount) }]))
}

function refusal(comment: Liked | undefined, actor: Actor): AppError | null {
  if (comment?.articleState !== 'published') return notFound('There is no such comment')
  if (comment.state === 'deleted') return gone('Who wrote this comment has deleted it, so it takes no hearts')
  if (comment.state !== 'visible') return conflict('This comment is not there to be read just now, so it takes no hearts')
  return mayHeart(actor, comment) ? null : forbidden('This comment is yours: its hearts come from others')
}

async function findHearts(tx: Tx, places: Pick<Heart, 'commentId' | 'readerId'>[]): Promise<Map<string, Heart>> {
  if (places.length === 0) return new Map()
  const asked = places.map(({ commentId, readerId }) => Prisma.sql`(${commentId}, ${readerId})`)
  const rows = await tx.$queryRaw<(Omit<Heart, 'isOfCrowd'> & { isOfCrowd: boolean | number | bigint })[]>`
    SELECT h."commentId", h."readerId", h."state", h."network", (${ofCrowd()}) AS "isOfCrowd"
    FROM (VALUES ${Prisma.join(asked)}) AS asked CROSS JOIN "Heart" h JOIN "Reader" g ON g."id" = h."readerId"
    WHERE h."commentId" = asked.column1 AND h."readerId" = asked.column2`
  return new Map(rows.map((heart) => [keyOf(heart), { ...heart, isOfCrowd: Boolean(heart.isOfCrowd) }]))
}

/** Whether the heart `h` of the reader `g` takes one of the places that guests of a network have in a day. */
const ofCrowd = () => Prisma.sql`g."accountId" IS NULL AND h."createdAt" > ${new Date(currentTime().getTime() - heartCrowdMs)}`

/** How many hearts of each network count for a comment, and how many of those are of guests within a day. */
async function countPlaces(tx: Tx, places: Pick<Heart, 'commentId' | 'network'>[]): Promise<Record<'counts' | 'crowds', Map<string, number>>> {
  if (places.length === 0) return { counts: new Map(), crowds: new Map() }
  const asked = [...new Map(places.map((place) => [placeOf(place), Prisma.sql`(${place.commentId}, ${place.network})`])).values()]
  const rows = await tx.$queryRaw<{ commentId: string; network: string; n: number | bigint; crowd: number | bigint | null }[]>`
    SELECT asked.column1 AS "commentId", asked.column2 AS "network", COUNT(g."id") AS "n", SUM(CASE WHEN ${ofCrowd()} THEN 1 ELSE 0 END) AS "crowd"
    FROM (VALUES ${Prisma.join(asked)}) AS asked
      LEFT JOIN "Heart" h ON h."commentId" = asked.column1 AND h."state" = 'counted' AND h."network" = asked.column2
      LEFT JOIN "Reader" g ON g."id" = h."readerId"
    GROUP BY asked.column1, asked.column2`
  return {
    counts: new Map(rows.map((row) => [placeOf(row), Number(row.n)])),
    crowds: new Map(rows.map((row) => [placeOf(row), Number(row.crowd ?? 0)])),
  }
}

/** Writes what differs and counts it. Returns by how much the hearts of each comment changed. */
async function store(
  tx: Tx,
  before: Map<string, Heart>,
  changed: [string, Heart | null][],
  { was, is }: Record<'was' | 'is', Map<string, number>>,
): Promise<Map<string, number>> {
  const given = changed.flatMap(([, heart]) => heart ?? [])
  const gone = changed.flatMap(([key]) => before.get(key) ?? [])
  if (gone.length > 0) {
    const keys = gone.map(({ commentId, readerId }) => Prisma.sql`(${commentId}, ${readerId})`)
    await tx.$executeRaw`DELETE FROM "Heart" WHERE ("commentId", "readerId") IN (VALUES ${Prisma.join(keys)})`
  }
  if (given.length > 0) {
    const at = currentTime()
    const rows = given.map(({ commentId, readerId, state, network }) => [keyOf({ commentId, readerId }), Prisma.sql`(${commentId}, ${readerId}, ${state}, ${network}, ${at})`] as const) // prettier-ignore
    const sorted = rows.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
    await tx.$executeRaw`INSERT INTO "Heart" ("commentId", "readerId", "state", "network", "createdAt") VALUES ${Prisma.join(sorted)}`
  }
  const changes = new Map<string, { hearts: number; networks: number }>()
  for (const [place, count] of is) {
    const old = was.get(place) ?? 0
    if (count === old) continue
    const id = place.split(' ')[0]!
    const change = changes.get(id) ?? { hearts: 0, networks: 0 }
    changes.set(id, { hearts: change.hearts + count - old, networks: change.networks + Number(count > 0) - Number(old > 0) })
  }
  if (changes.size > 0) {
    const rows = [...changes].map(([id, { hearts, networks }]) => Prisma.sql`(${id}, CAST(${hearts} AS INTEGER), CAST(${networks} AS INTEGER))`)
    await tx.$executeRaw`
      UPDATE "Comment" SET "heartCount" = "heartCount" + change.column2, "score" = "score" + change.column3
      FROM (SELECT c."id" AS "heldId", given.column2, given.column3 FROM (VALUES ${Prisma.join(rows)}) AS given CROSS JOIN "Comment" c
        WHERE c."id" = given.column1 ORDER BY c."id" ${rowsInTurn('c')}) AS change
      WHERE "id" = change."heldId"`
  }
  return new Map([...changes].map(([id, { hearts }]) => [id, hearts]))
}
