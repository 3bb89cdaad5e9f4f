import type { OwnState } from '@/platform/front'
import type { Actor } from '@/platform/request'
import { mayDelete, mayEdit } from './policy'
import { heldHtml } from './held-html'
import { listOwnComments } from './queries/own'

/**
 * On pages that noted `article:ID`: `comment:ID` for a comment that is the visitor's own, `edit:ID` while they may still change it, and in
 * the slot `held:ARTICLE` those that wait for a moderator, which nobody else sees.
 */
export async function ownComments(actor: Actor, names: string[]): Promise<OwnState> {
  const articleIds = names.flatMap((name) => (name.startsWith('article:') ? [name.slice(8)] : []))
  if (!actor.readerId || articleIds.length === 0) return { on: [], slots: {} }
  const own = await listOwnComments(actor.readerId, articleIds)
  const slots: Record<string, string> = {}
  for (const row of own.filter(({ state }) => state === 'held')) {
    const name = `held:${row.articleId}`
    slots[name] = (slots[name] ?? '') + heldHtml(row)
  }
  const on = own.flatMap((row) => [...(mayDelete(actor, row) ? [`comment:${row.id}`] : []), ...(mayEdit(actor, row) ? [`edit:${row.id}`] : [])])
  return { on, slots }
}
