import { Prisma, type CommentState } from '@/prisma/generated/sqlite/client'
import { currentTime } from '@/platform/clock'
import { idsSince } from '@/platform/id'
import { read, type Db } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayDecide } from '../policy'

/** What came and what was decided. `day` is the UTC date of its first moment, `YYYY-MM-DD`. */
export type Day = { day: string; came: number; held: number; shown: number; hidden: number; reports: number }
/** The load of the last 24 hours. `oldest`: since when the first of those that wait has waited, ISO 8601. */
export type Load = { came: number; decided: number; oldest: string | null; days: Day[] }

const dayMs = 86_400_000
const days = 14

/** What moderators had to do lately: what it costs is what happened in fourteen days. Throws forbidden (403). */
export async function getLoad(actor: Actor, db: Db = read): Promise<Load> {
  if (!mayDecide(actor)) throw forbidden('Only moderators see how much there is to do')
  const now = currentTime().getTime()
  const lastDay = { from: new Date(now - dayMs), to: new Date(now + dayMs) }
  const today = Math.floor(now / dayMs)
  const spans = Array.from({ length: days }, (_, n) => ({ from: new Date((today - days + 1 + n) * dayMs), to: new Date((today - days + 2 + n) * dayMs) }))
  const [comments, decisions, reports, oldest] = await Promise.all([
    countComments([...spans, lastDay], db),
    countDecisions([...spans, lastDay], db),
    countReports(spans, db),
    db.comment.findFirst({ where: { state: 'pending' }, orderBy: { createdAt: 'asc' }, select: { createdAt: true } }),
  ])
  const made = (n: number, action: string, maker: string) => decisions.get(`${n} ${action} ${maker}`) ?? 0
  return {
    came: comments.get(days) ?? 0,
    decided: ['restore', 'hide', 'hold'].reduce((sum, action) => sum + made(days, action, 'moderator'), 0),
    oldest: oldest?.createdAt.toISOString() ?? null,
    days: spans.map(({ from }, n) => ({
      day: from.toISOString().slice(0, 10),
      came: comments.get(n) ?? 0,
      held: made(n, 'hold', 'rule'),
      shown: made(n, 'restore', 'moderator'),
      hidden: made(n, 'hide', 'moderator'),
      reports: reports.get(n) ?? 0,
    })),
  }
}

type Span = { from: Date; to: Date }
type Counted = { n: number | bigint; said: number | bigint }
const inAll = (questions: Prisma.Sql[]) => Prisma.join(questions, ' UNION ALL ')
const byNumber = (rows: Counted[]) => new Map(rows.map(({ n, said }) => [Number(n), Number(said)]))
const states: CommentState[] = ['visible', 'pending', 'hidden', 'deleted']

// With the state, for which there is an index by time.
const countComments = async (spans: Span[], db: Db) =>
  byNumber(
    await db.$queryRaw<Counted[]>(
      inAll(
        spans.map(({ from, to }, n) => {
          const each = states.map((state) => Prisma.sql`(SELECT COUNT(*) FROM "Comment" WHERE "state" = ${state} AND "createdAt" >= ${from} AND "createdAt" < ${to})`) // prettier-ignore
          return Prisma.sql`SELECT ${n} AS "n", ${Prisma.join(each, ' + ')} AS "said"`
        }),
      ),
    ),
  )

// Ids begin with their time.
const within = ({ from, to }: Span) => Prisma.sql`"id" >= ${idsSince(from)} AND "id" < ${idsSince(to)}`

const countReports = async (spans: Span[], db: Db) =>
  byNumber(await db.$queryRaw<Counted[]>(inAll(spans.map((span, n) => Prisma.sql`SELECT ${n} AS "n", COUNT(*) AS "said" FROM "Report" WHERE ${within(span)}`))))

async function countDecisions(spans: Span[], db: Db): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<(Counted & { action: string; maker: string })[]>(
    inAll(
      spans.map(
        (span, n) => Prisma.sql`SELECT ${n} AS "n", "action", "maker", COUNT(*) AS "said" FROM "Decision"
          WHERE ${within(span)} AND "targetKind" = 'comment' GROUP BY "action", "maker"`,
      ),
    ),
  )
  return new Map(rows.map(({ n, action, maker, said }) => [`${Number(n)} ${action} ${maker}`, Number(said)]))
}
