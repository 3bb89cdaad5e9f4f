import { Prisma, type CommentState } from '@/prisma/generated/sqlite/client'
import { listReasons } from '@/features/decisions/queries/list-decisions'
import { read, type Db } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayDecide } from '../policy'
import { maxTogether, type Likeness, type QueueInput } from '../schema'
import { describeComments, type QueueItem } from './describe-comments'

/** A part of the queue; `next` is where the part after it begins, null at its end. */
export type QueuePart = { items: QueueItem[]; next: string | null }

const togetherElse = 30
/** Of those that have something in common as many come together as are decided about in one act. */
const togetherAlike = maxTogether
// A filter looks at so many comments in one question, and at so many times that: a part costs the same however few of a long queue it lets through.
const looked = 300
const maxLooks = 4

type Row = { id: string; articleId: string; createdAt: Date }

/**
 * A part of what moderators look at, the newest first (what was reported: the weightiest reports first), with all that is needed to decide. It may be shorter than others, or
 * empty, and have a `next` all the same: few of those looked at met the filter. Throws forbidden (403).
 */
export async function listQueue(actor: Actor, { view, list, rule, like, of, cursor }: QueueInput, db: Db = read): Promise<QueuePart> {
  if (!mayDecide(actor)) throw forbidden('Only moderators see what waits')
  const alike = like && of ? await likenessTo(of, like, db) : {}
  if (!alike) return { items: [], next: null }
  const together = like && of ? togetherAlike : togetherElse
  if (view === 'appeals') {
    const rows = await listAppealed({ list, cursor, alike }, db)
    const shown = rows.slice(0, togetherElse)
    const last = rows.length > togetherElse ? shown.at(-1)! : null
    return { items: await describeComments(shown.map(({ commentId }) => commentId), db), next: last && `0-${last.id}` } // prettier-ignore
  }
  if (view === 'reported') {
    const rows = await listReported({ list, rule, cursor, alike }, db)
    const shown = rows.slice(0, togetherElse)
    const last = rows.length > togetherElse ? shown.at(-1)! : null
    return { items: await describeComments(shown.map(({ id }) => id), db), next: last && `${last.weight}-${last.id}` } // prettier-ignore
  }
  const found: Row[] = []
  const filtered = list !== undefined || rule !== undefined
  const size = filtered ? looked : together + 1
  let from = cursor ? placeOf(cursor) : null
  for (let look = 0; look < (filtered ? maxLooks : 1) && found.length <= together; look++) {
    const rows = await rowsBefore(db, { view, alike, from, take: size })
    found.push(...(await meeting(rows, { list, rule }, db)))
    const last = rows.at(-1)
    from = rows.length === size && last ? last : null
    if (!from) break
  }
  const shown = found.slice(0, together)
  const next = found.length > together ? shown.at(-1)! : filtered ? from : null
  return { items: await describeComments(shown.map(({ id }) => id), db), next: next && `${next.createdAt.getTime()}-${next.id}` } // prettier-ignore
}

function placeOf(cursor: string): { id: string; createdAt: Date } {
  const [time = '', id = ''] = cursor.split('-')
  return { id, createdAt: new Date(Number(time)) }
}

const states = { waiting: 'pending', hidden: 'hidden' } as const

/** What comments like one have; null when there is none, or when it is no longer known. */
async function likenessTo(id: string, like: Likeness, db: Db): Promise<Alike | null> {
  const comment = await db.comment.findUnique({ where: { id }, select: { readerId: true, network: true, wordsMark: true } })
  if (!comment) return null
  if (like === 'person') return { readerId: comment.readerId }
  const mark = like === 'network' ? { network: comment.network } : { wordsMark: comment.wordsMark }
  return Object.values(mark).every(Boolean) ? mark : null
}
type Alike = { readerId?: string; network?: string; wordsMark?: string }
type Before = { view: 'waiting' | 'hidden' | 'all'; alike: Alike; from: { id: string; createdAt: Date } | null; take: number }

/** Comments of a view by age. By state, or by what they have in common, an index is read in its order; all of them by their ids, which begin with their time. */
async function rowsBefore(db: Db, { view, alike, from, take }: Before): Promise<Row[]> {
  const select = { id: true, articleId: true, createdAt: true } as const
  if (view === 'all' && Object.keys(alike).length === 0)
    return db.comment.findMany({ where: { state: { not: 'deleted' }, ...(from && { id: { lt: from.id } }) }, orderBy: { id: 'desc' }, take, select })
  const before: Prisma.CommentWhereInput = from
    ? { createdAt: { lte: from.createdAt }, OR: [{ createdAt: { lt: from.createdAt } }, { id: { lt: from.id } }] }
    : {}
  const state = view === 'all' ? { not: 'deleted' as const } : states[view]
  return db.comment.findMany({ where: { ...alike, state, ...before }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take, select })
}

async function meeting<R extends { id: string; articleId: string }>(rows: R[], { list, rule }: Pick<QueueInput, 'list' | 'rule'>, db: Db): Promise<R[]> {
  const ofList = list ? rows.filter(({ articleId }) => articleId === list) : rows
  if (!rule) return ofList
  const reasons = await listReasons('comment', ofList.map(({ id }) => id), db) // prettier-ignore
  return ofList.filter(({ id }) => reasons.get(id)?.includes(rule))
}

/** Comments about which their writers ask for another look, who has waited longest first. */
function listAppealed({ list, cursor, alike }: Pick<QueueInput, 'list' | 'cursor'> & { alike: Alike }, db: Db): Promise<{ id: string; commentId: string }[]> {
  const after = cursor?.split('-')[1]
  return db.appeal.findMany({
    where: { state: 'open', ...(after && { id: { gt: after } }), comment: { ...alike, state: 'hidden', ...(list && { articleId: list }) } },
    orderBy: { id: 'asc' },
    take: togetherElse + 1,
    select: { id: true, commentId: true },
  })
}

/** Comments with open reports, the weightiest first. Of one network only the weightiest report counts, so nobody is heard twice. `rule` is a reason that somebody reported. */
async function listReported(
  { list, rule, cursor, alike }: Pick<QueueInput, 'list' | 'rule' | 'cursor'> & { alike: Alike },
  db: Db,
): Promise<{ id: string; weight: number }[]> {
  const common = Object.entries(alike).map(([column, value]) => Prisma.sql`AND c.${Prisma.raw(`"${column}"`)} = ${value}`)
  const [weight, id] = cursor?.split('-') ?? []
  const after = weight && id ? Prisma.sql`AND (g."weight" < ${Number(weight)} OR (g."weight" = ${Number(weight)} AND g."id" > ${id}))` : Prisma.empty
  const rows = await db.$queryRaw<{ id: string; weight: number | bigint }[]>`
    SELECT g."id", g."weight" FROM (
      SELECT o."commentId" AS "id", SUM(o."weight") AS "weight" FROM (
        SELECT "commentId", MAX("weight") AS "weight" FROM "Report" WHERE "state" = 'open' ${rule ? Prisma.sql`AND "reason" = ${rule}` : Prisma.empty}
        GROUP BY "commentId", "network"
      ) o GROUP BY o."commentId"
    ) g JOIN "Comment" c ON c."id" = g."id"
    WHERE c."state" <> 'deleted' ${list ? Prisma.sql`AND c."articleId" = ${list}` : Prisma.empty} ${common.length > 0 ? Prisma.join(common, ' ') : Prisma.empty} ${after}
    ORDER BY g."weight" DESC, g."id" ASC LIMIT ${togetherElse + 1}`
  return rows.map((row) => ({ id: row.id, weight: Number(row.weight) }))
}

/** What waits for moderators: comments that a rule held, that readers reported, and about which their writers ask for another look. Throws forbidden (403). */
export async function countWaiting(actor: Actor, db: Db = read): Promise<{ waiting: number; reported: number; appeals: number }> {
  if (!mayDecide(actor)) throw forbidden('Only moderators see what waits')
  const [waiting, appeals, [reported]] = await Promise.all([
    db.comment.count({ where: { state: 'pending' satisfies CommentState } }),
    db.appeal.count({ where: { state: 'open', comment: { state: 'hidden' } } }),
    // Reports of what its writer deleted stay open, and say nothing for or against who made them.
    db.$queryRaw<{ n: number | bigint }[]>`SELECT COUNT(*) AS "n" FROM (SELECT DISTINCT "commentId" AS "id" FROM "Report" WHERE "state" = 'open') o
      CROSS JOIN "Comment" c WHERE c."id" = o."id" AND c."state" <> 'deleted'`,
  ])
  return { waiting, appeals, reported: Number(reported?.n ?? 0) }
}
