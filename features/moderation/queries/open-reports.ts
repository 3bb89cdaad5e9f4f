import { Prisma } from '@/prisma/generated/sqlite/client'
import type { Db } from '@/platform/db'
import { reportReasons } from '../schema'

/** A report that nobody has decided about. Its id stays with its reporter: it is their receipt. `right` and `wrong`: how many of its reporter's earlier ones were; both null for one that has left. */
export type OpenReport = { key: number; reason: string; text: string; name: string | null; email: string | null; at: string; right: number; wrong: number }

const maxEach = 20

type Row = { commentId: string; readerId: string | null; reason: string; text: string; name: string | null; email: string | null; createdAt: Date | number }

/** The open reports of comments, the weightiest first, at most twenty of each. */
export async function listOpenReports(commentIds: string[], db: Db): Promise<Map<string, OpenReport[]>> {
  if (commentIds.length === 0) return new Map()
  // Of each its own: one that thousands reported leaves the others theirs.
  const rows = await db.$queryRaw<Row[]>`
    SELECT "commentId", "readerId", "reason", "text", "name", "email", "createdAt" FROM (
      SELECT "id", "commentId", "readerId", "reason", "text", "name", "email", "createdAt", "weight",
        ROW_NUMBER() OVER (PARTITION BY "commentId" ORDER BY "weight" DESC, "id" ASC) AS "place"
      FROM "Report" WHERE "state" = 'open' AND "commentId" IN (${Prisma.join(commentIds)})
    ) r WHERE r."place" <= ${maxEach} ORDER BY r."weight" DESC, r."id" ASC`
  const readerIds = [...new Set(rows.flatMap(({ readerId }) => readerId ?? []))]
  const before = await countDecided(readerIds, db)
  const reports = new Map<string, OpenReport[]>()
  for (const { commentId, readerId, reason, createdAt, ...row } of rows) {
    const of = reports.get(commentId) ?? []
    of.push({ ...row, key: of.length, reason: reasonWords(reason), at: new Date(createdAt).toISOString(), ...(before.get(readerId ?? '') ?? none) })
    reports.set(commentId, of)
  }
  return reports
}

/** A reason of a report in words; one that this version does not know reads as another. */
export const reasonWords = (reason: string): string =>
  Object.hasOwn(reportReasons, reason) ? reportReasons[reason as keyof typeof reportReasons] : reportReasons.other

type Before = { right: number; wrong: number }
const none: Before = { right: 0, wrong: 0 }

/** How many reports of each reader led to something, and how many did not. */
export async function countDecided(readerIds: string[], db: Pick<Db, 'report'>): Promise<Map<string, Before>> {
  if (readerIds.length === 0) return new Map()
  const rows = await db.report.groupBy({ by: ['readerId', 'state'], where: { readerId: { in: readerIds }, state: { not: 'open' } }, _count: { _all: true } })
  const found = new Map<string, Before>()
  for (const { readerId, state, _count } of rows) {
    const one = found.get(readerId!) ?? { ...none }
    one[state === 'upheld' ? 'right' : 'wrong'] = _count._all
    found.set(readerId!, one)
  }
  return found
}

/** How many reports of a network led to something, and how many did not. */
export async function countOfNetwork(network: string, db: Pick<Db, 'report'>): Promise<Before> {
  const [right, wrong] = [await db.report.count({ where: { network, state: 'upheld' } }), await db.report.count({ where: { network, state: 'dismissed' } })]
  return { right, wrong }
}
