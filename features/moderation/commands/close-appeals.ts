import { currentTime } from '@/platform/clock'
import type { Tx } from '@/platform/db'

/** Answers the open appeals of comments, each with the decision about its comment. Upheld: it is shown. */
export async function closeAppeals(tx: Tx, decided: Map<string, string>, state: 'upheld' | 'dismissed'): Promise<void> {
  const open = await tx.appeal.findMany({ where: { state: 'open', commentId: { in: [...decided.keys()] } }, select: { id: true, commentId: true } })
  for (const { id, commentId } of open) await tx.appeal.update({ where: { id }, data: { state, answerId: decided.get(commentId)!, decidedAt: currentTime() } })
}

/** Of these comments, those whose writers ask somebody else than this moderator, who hid them, to look again. Nobody is asked where there is no other moderator. */
export async function findForOthers(tx: Tx, accountId: string | null, commentIds: string[]): Promise<string[]> {
  const open = await tx.appeal.findMany({ where: { state: 'open', commentId: { in: commentIds } }, select: { commentId: true, decisionId: true } })
  if (open.length === 0 || !accountId) return []
  const own = await tx.decision.findMany({ where: { id: { in: open.map(({ decisionId }) => decisionId) }, accountId }, select: { targetId: true } })
  if (own.length === 0) return []
  const others = await tx.account.count({
    where: { role: { in: ['editor', 'admin', 'owner'] }, suspendedAt: null, confirmedAt: { not: null }, id: { not: accountId } },
  })
  return others > 0 ? own.map(({ targetId }) => targetId) : []
}
