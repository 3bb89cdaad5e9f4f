import { Prisma, type CommentState } from '@/prisma/generated/sqlite/client'
import { ensureReaders } from '@/features/accounts/commands/ensure-readers'
import { commentsTag } from '@/features/articles/tags'
import { writeDecisions } from '@/features/decisions/commands/write-decisions'
import { listReasons } from '@/features/decisions/queries/list-decisions'
import type { CommentCode } from '@/features/moderation-rules/reasons'
import { readerCookie } from '@/platform/http/cookies'
import type { Outcome } from '@/platform/batches'
import type { Tx } from '@/platform/db'
import { newId } from '@/platform/id'
import { announceEach } from '@/platform/events/announce'
import { findOwnFavourites, placeKey } from '@/features/votes/queries/own-favourites'
import { networkMarks, type Actor } from '@/platform/http/request'
import type { Mentions } from '../mentions'
import { countComments } from './count-comments'
import { findEchoes } from '../queries/echoes'
import { parentIsGone, type Target } from './find-target'

/** A comment that has been checked and judged. `pressIds` are platform/http/idempotency-key.ts's. */
export type NewComment = Target & {
  articleId: string
  actor: Actor
  pressIds: [string, ...string[]]
  name: string
  body: string
  /** What its words point at (features/comments/mentions.ts). */
  mentions: Mentions | null
  /** Says why the writer voted for the entry, and shows others what they vote for. Both are looked up in the transaction. */
  because: boolean
  showsVote: boolean
  wordsMark: string
  /** Why it waits for a moderator, when so many other readers said the same words; empty when it may be seen at once. */
  codesWith: (echoes: number) => CommentCode[]
  now: Date
}
export type Stored = {
  id: string
  readerId: string
  state: CommentState
  codes: string[]
  createdAt: Date
  /** It says why its writer voted for the entry. */
  because: boolean
  cookie: string | null
  /** The number of the event, when something changed. */
  event: number | null
}

/** The same words of the same reader at the same place are the same comment for this long. */
const repeatedWithinMs = 10 * 60_000

/** Stores comments, on one article or on many, and counts them. The number of statements does not grow with the number of comments. */
export async function storeComments(tx: Tx, comments: NewComment[]): Promise<Outcome<Stored>[]> {
  const parents = await visibleParents(tx, comments)
  const earlier = await recentComments(tx, comments)
  const outcomes: (Outcome<Stored> | null)[] = comments.map((comment) => {
    if (comment.parentId && !parents.has(comment.parentId)) return { error: parentIsGone() }
    const same = earlier.get(sameness(comment, idsOf(comment).find((id) => earlier.has(sameness(comment, id))) ?? ''))
    return same ? { value: same } : null
  })
  const fresh = comments.flatMap((comment, index) => (outcomes[index] ? [] : [{ comment, index }]))
  if (fresh.length === 0) return outcomes as Outcome<Stored>[]

  const readers = await ensureReaders(
    tx,
    fresh.map(({ comment: { actor, pressIds } }) => ({ actor, pressIds, acts: true })),
  )
  const favourites = await findOwnFavourites(
    tx,
    fresh.flatMap(({ comment: { articleId, because, showsVote } }, n) => {
      const reader = readers[n]!
      return (because || showsVote) && 'value' in reader ? [{ articleId, readerId: reader.value!.readerId }] : []
    }),
  )
  const echoes = await findEchoes(tx, fresh.map(({ comment }) => comment)) // prettier-ignore
  const rows = fresh.flatMap(({ comment, index }, n) => {
    const reader = readers[n]!
    if ('error' in reader) {
      outcomes[index] = reader
      return []
    }
    const { readerId, cookie } = reader.value!
    const key = sameness(comment, readerId)
    const twin = earlier.get(key)
    // Those that come with it in one transaction say the same words too.
    const codes = twin ? [] : comment.codesWith(echoes.join(comment.wordsMark, readerId))
    const { row, stored } = twin ? { row: null, stored: twin } : make(comment, codes, readerId, cookie, favourites)
    earlier.set(key, stored)
    outcomes[index] = { value: stored }
    return row ? [{ row, stored, codes }] : []
  })
  // Of accounts that have left, all of them: nothing to store, and nothing to announce.
  if (rows.length === 0) return outcomes as Outcome<Stored>[]
  await insertComments(
    tx,
    rows.map(({ row }) => row),
  )
  const visible = rows.filter(({ row }) => row.state === 'visible').map(({ row }) => row)
  await countComments(tx, visible, 1)
  const holds = rows.flatMap(({ row, codes }) =>
    row.state === 'pending' ? [{ targetId: row.id, action: 'hold' as const, maker: 'rule' as const, codes }] : [],
  )
  await writeDecisions(tx, 'comment', holds)
  // Comments that wait are announced too: moderators must see them, and so must their writer.
  const byArticle = Map.groupBy(rows, ({ row }) => row.articleId)
  const changes = [...byArticle].map(([articleId, ofIt]) => ({
    payload: {
      articleId,
      commentIds: ofIt.map(({ row }) => row.id),
      pending: ofIt.flatMap(({ row }) => (row.state === 'pending' ? [row.id] : [])),
    },
    tags: [commentsTag(articleId)],
  }))
  const numbers = await announceEach(tx, 'comment.posted', changes)
  changes.forEach(({ payload: { articleId } }, index) => {
    for (const { stored } of byArticle.get(articleId)!) stored.event = numbers[index]!
  })
  return outcomes as Outcome<Stored>[]
}

function make(
  { articleId, entry, parentId, threadId, name, body, mentions, because, showsVote, wordsMark, now, actor }: NewComment,
  codes: CommentCode[],
  readerId: string,
  cookie: string | null,
  favourites: Awaited<ReturnType<typeof findOwnFavourites>>,
) {
  const id = newId(now.getTime())
  const state: CommentState = codes.length > 0 ? 'pending' : 'visible'
  const place = { articleId, entryId: entry?.id ?? null, parentId, threadId: threadId ?? id }
  const favourite = favourites.get(placeKey({ articleId, readerId }))
  const said = {
    mentions: mentions && JSON.stringify(mentions),
    because: because && parentId === null && entry !== null && favourite?.entryId === entry.id,
    showsVote,
    favouriteId: showsVote && favourite?.isCounted ? favourite.entryId : null,
  }
  const { network } = networkMarks(actor.ip)
  const row = { id, ...place, readerId, name, body, ...said, state, fingerprint: actor.fingerprint, network, wordsMark, createdAt: now }
  const stored: Stored = { id, readerId, state, codes, createdAt: now, because: row.because, cookie, event: null }
  return { row, stored }
}

type Row = ReturnType<typeof make>['row']

const columns = [
  'id',
  'articleId',
  'entryId',
  'parentId',
  'threadId',
  'readerId',
  'name',
  'body',
  'mentions',
  'because',
  'showsVote',
  'favouriteId',
  'state',
  'fingerprint',
  'network',
  'wordsMark',
  'createdAt',
] as const satisfies (keyof Row)[]
const columnNames = Prisma.raw(columns.map((column) => `"${column}"`).join(', '))

// Plain SQL, here and in the look for twins: Prisma plans the statement anew for every number of rows.
async function insertComments(tx: Tx, rows: Row[]): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map((row) => Prisma.sql`(${Prisma.join(columns.map((column) => row[column]))})`)
  await tx.$executeRaw`INSERT INTO "Comment" (${columnNames}) VALUES ${Prisma.join(values)}`
}

async function visibleParents(tx: Tx, comments: NewComment[]): Promise<Set<string>> {
  const ids = [...new Set(comments.flatMap(({ parentId }) => parentId ?? []))]
  if (ids.length === 0) return new Set()
  const rows = await tx.comment.findMany({ where: { id: { in: ids }, state: 'visible' }, select: { id: true } })
  return new Set(rows.map(({ id }) => id))
}

/** Ids of the readers who may have posted the same comment already. */
const idsOf = ({ actor, pressIds }: NewComment): string[] => (actor.readerId ? [actor.readerId] : actor.account ? [] : pressIds)

const sameness = (
  { articleId, entry, parentId, body }: Pick<NewComment, 'articleId' | 'parentId' | 'body'> & { entry: { id: string } | null },
  readerId: string,
) => `${readerId} ${parentId ?? entry?.id ?? articleId} ${body}`

/** The same words at the same place within `repeatedWithinMs`: a form that was sent again, because the first answer was slow to come. */
async function recentComments(tx: Tx, comments: NewComment[]): Promise<Map<string, Stored>> {
  const guests = new Set(comments.filter(({ actor }) => !actor.account).flatMap(idsOf))
  const readerIds = [...new Set(comments.flatMap(idsOf))]
  if (readerIds.length === 0) return new Map()
  const articleIds = [...new Set(comments.map(({ articleId }) => articleId))]
  const since = new Date(Math.min(...comments.map(({ now }) => now.getTime())) - repeatedWithinMs)
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${columnNames} FROM "Comment"
    WHERE "readerId" IN (${Prisma.join(readerIds)}) AND "createdAt" > ${since} AND "articleId" IN (${Prisma.join(articleIds)}) AND "state" <> 'deleted'`
  const reasons = await listReasons(
    'comment',
    rows.flatMap(({ id, state }) => (state === 'visible' ? [] : [id])),
    tx,
  )
  return new Map(
    rows.map(({ id, articleId, state, createdAt, readerId, entryId, parentId, body, because }) => [
      sameness({ articleId, entry: entryId ? { id: entryId } : null, parentId, body }, readerId),
      {
        ...{ id, readerId, state, codes: reasons.get(id) ?? [], createdAt: new Date(createdAt), because: Boolean(because) },
        ...{ cookie: guests.has(readerId) ? readerCookie(readerId) : null, event: null },
      },
    ]),
  )
}
