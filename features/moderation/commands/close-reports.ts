import { currentTime } from '@/platform/clock'
import type { Tx } from '@/platform/db'

/** Closes the open reports of comments, each with the decision about its comment. */
export async function closeReports(tx: Tx, decided: Map<string, string>, state: 'upheld' | 'dismissed'): Promise<void> {
  const open = await tx.report.findMany({
    where: { state: 'open', commentId: { in: [...decided.keys()] } },
    select: { commentId: true },
    distinct: ['commentId'],
  })
  for (const { commentId } of open)
    await tx.report.updateMany({ where: { state: 'open', commentId }, data: { state, decisionId: decided.get(commentId)!, decidedAt: currentTime() } })
}
