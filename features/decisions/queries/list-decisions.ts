import type { DecisionAction, DecisionMaker, DecisionTarget } from '@/prisma/generated/sqlite/client'
import { read, type Db } from '@/platform/db'

/** A decision as it was made. */
export type Decided = {
  action: DecisionAction
  maker: DecisionMaker
  /** The moderator, while they have an account. */
  accountId: string | null
  rulesVersion: number | null
  /** Also codes that this version does not know (features/moderation-rules/reasons.ts). */
  codes: string[]
  note: string
  createdAt: Date
}

const select = { targetId: true, action: true, maker: true, accountId: true, rulesVersion: true, codes: true, note: true, createdAt: true } as const

/** All that was decided about these things, oldest first, by the id of each; nothing for one about which nothing was. One statement for all of them. */
export async function listDecisions(targetKind: DecisionTarget, targetIds: string[], db: Db = read): Promise<Map<string, Decided[]>> {
  if (targetIds.length === 0) return new Map()
  const rows = await db.decision.findMany({ where: { targetKind, targetId: { in: targetIds } }, orderBy: { id: 'asc' }, select })
  const decided = new Map<string, Decided[]>()
  for (const { targetId, codes, ...row } of rows) decided.set(targetId, [...(decided.get(targetId) ?? []), { ...row, codes: codesOf(codes) }])
  return decided
}

/** Reasons that hold now, by the id of each thing: those given since a moderator last restored it, each once. */
export async function listReasons(targetKind: DecisionTarget, targetIds: string[], db: Db = read): Promise<Map<string, string[]>> {
  const decided = await listDecisions(targetKind, targetIds, db)
  return new Map([...decided].map(([targetId, all]) => [targetId, reasonsOf(all)]))
}

/** The reasons that hold after these decisions about one thing, oldest first. */
export function reasonsOf(decided: Pick<Decided, 'action' | 'codes'>[]): string[] {
  const since = decided.findLastIndex(({ action }) => action === 'restore') + 1
  return [...new Set(decided.slice(since).flatMap(({ codes }) => codes))]
}

export const codesOf = (stored: unknown): string[] => (Array.isArray(stored) ? stored.filter((code) => typeof code === 'string') : [])
