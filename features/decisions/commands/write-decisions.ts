import { Prisma, type DecisionAction, type DecisionTarget } from '@/prisma/generated/sqlite/client'
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
 * same thing, so the caller holds whatever keeps two changes of one thing apart (the lock of `write`). Returns their ids, in order.
 */
export async function writeDecisions(tx: Tx, targetKind: DecisionTarget, decisions: (Decision & { targetId: string })[]): Promise<string[]> {
  const ids: string[] = []
  for (let start = 0; start < decisions.length; start += maxTogether)
    ids.push(...(await writeSome(tx, targetKind, decisions.slice(start, start + maxTogether))))
  return ids
}

async function writeSome(tx: Tx, targetKind: DecisionTarget, decisions: (Decision & { targetId: string })[]): Promise<string[]> {
  const targetIds = [...new Set(decisions.map(({ targetId }) => targetId))]
  // Plain SQL, twice: whoever leaves with thousands of comments would hold the one writer for seconds while Prisma plans the statements.
  const newest = await tx.$queryRaw<{ targetId: string; id: string }[]>`
    SELECT "targetId", MAX("id") AS "id" FROM "Decision" WHERE "targetKind" = ${targetKind} AND "targetId" IN (${Prisma.join(targetIds)})
    GROUP BY "targetId"`
  const last = new Map(newest.map(({ targetId, id }) => [targetId, id]))
  const at = nowMs()
  const ids: string[] = []
  const rows = decisions.map(({ targetId, action, codes = [], note = '', ...by }) => {
    const id = newIdAfter(last.get(targetId) ?? null, at)
    last.set(targetId, id)
    ids.push(id)
    const accountId = by.maker === 'moderator' ? by.accountId : null
    const version = by.maker === 'rule' ? rulesVersion : null
    return Prisma.sql`(${id}, ${targetKind}, ${targetId}, ${action}, ${by.maker}, ${accountId}, ${version}, ${JSON.stringify(codes)}, ${note}, ${new Date(at)})`
  })
  await tx.$executeRaw`
    INSERT INTO "Decision" ("id", "targetKind", "targetId", "action", "maker", "accountId", "rulesVersion", "codes", "note", "createdAt")
    VALUES ${Prisma.join(rows)}`
  return ids
}
