import { codesOf } from '@/features/decisions/queries/list-decisions'
import { reasonText } from '@/features/moderation-rules/reasons'
import { read, type Db } from '@/platform/db'

/** The last word about a comment. `by`: the moderator, while they have an account; `at` is ISO 8601. */
export type LastDecision = { action: string; maker: string; by: string | null; at: string; reasons: string[]; note: string }

/** The last decision about each of these comments; none for one about which nothing was decided. */
export async function listLastDecisions(ids: string[], db: Pick<Db, 'decision'> = read): Promise<Map<string, LastDecision>> {
  if (ids.length === 0) return new Map()
  const rows = await db.decision.findMany({
    where: { targetKind: 'comment', targetId: { in: ids } },
    orderBy: { id: 'asc' },
    select: { targetId: true, action: true, maker: true, codes: true, note: true, createdAt: true, account: { select: { name: true } } },
  })
  return new Map(
    rows.map(({ targetId, codes, createdAt, account, ...row }) => [
      targetId,
      { ...row, by: account?.name ?? null, at: createdAt.toISOString(), reasons: codesOf(codes).map(reasonText) },
    ]),
  )
}
