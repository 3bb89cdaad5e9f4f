import type { DecisionAction, DecisionTarget } from '@/prisma/generated/sqlite/client'
import { rulesVersion } from '@/features/moderation-rules/review'
import type { ReasonCode } from '@/features/moderation-rules/reasons'
import { nowMs } from '@/platform/clock'
import type { Tx } from '@/platform/db'
import { newIdAfter } from '@/platform/id'

/** What is decided about something, and who decides it. */
export type Decision = {
  action: DecisionAction
  codes?: ReasonCode[]
  /** A moderator's own words; never those that are judged, which may have to be erased. */
  note?: string
} & ({ maker: 'rule' | 'writer' | 'operator' } | { maker: 'moderator'; accountId: string | null })

// A statement takes 999 values on SQLite, and somebody who leaves may have written more comments than that.
const maxTogether = 500

/**
 * Keeps what was decided, in the transaction of the change that it decides. Older decisions stay. Each sorts after all that were made before about the
 * same thing, so the caller holds whatever keeps two changes of one thing apart (the lock of `write`).
 */
export async function writeDecisions(tx: Tx, targetKind: DecisionTarget, decisions: (Decision & { targetId: string })[]): Promise<void> {
  for (let start = 0; start < decisions.length; start += maxTogether) await writeSome(tx, targetKind, decisions.slice(start, start + maxTogether))
}

async function writeSome(tx: Tx, targetKind: DecisionTarget, decisions: (Decision & { targetId: string })[]): Promise<void> {
  const targetIds = [...new Set(decisions.map(({ targetId }) => targetId))]
  const newest = await tx.decision.groupBy({ by: ['targetId'], where: { targetKind, targetId: { in: targetIds } }, _max: { id: true } })
  const last = new Map(newest.map(({ targetId, _max }) => [targetId, _max.id]))
  const at = nowMs()
  const data = decisions.map(({ targetId, action, codes = [], note = '', ...by }) => {
    const id = newIdAfter(last.get(targetId) ?? null, at)
    last.set(targetId, id)
    const accountId = by.maker === 'moderator' ? by.accountId : null
    return {
      id,
      targetKind,
      targetId,
      action,
      codes,
      note,
      maker: by.maker,
      accountId,
      rulesVersion: by.maker === 'rule' ? rulesVersion : null,
      createdAt: new Date(at),
    }
  })
  await tx.decision.createMany({ data })
}
