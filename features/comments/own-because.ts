import type { OwnState } from '@/platform/bridge'
import type { Actor } from '@/platform/http/request'
import { becauseHtml } from './because-html'
import { becauseSlot } from './addresses'
import { listFreshLines } from './queries/because-line'

/**
 * On pages that noted `article:ID`: the line in which a reader says why, below the entry that they have just voted for. It differs between the list's page and the
 * entry's own, so each has a slot of its own name.
 */
export async function ownBecause(actor: Actor, names: string[]): Promise<OwnState> {
  const articleIds = names.flatMap((name) => (name.startsWith('article:') ? [name.slice(8)] : []))
  const slots: Record<string, string> = {}
  for (const line of await listFreshLines(actor, articleIds))
    for (const at of ['list', 'entry'] as const) slots[becauseSlot(at, line.entry.id)] = becauseHtml(line, { at })
  return { on: [], slots }
}
