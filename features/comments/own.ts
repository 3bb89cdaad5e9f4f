import { currentTime } from '@/platform/clock'
import type { OwnState } from '@/platform/bridge'
import type { Actor } from '@/platform/http/request'
import { mayDelete, mayEdit, mayHide } from './policy'
import { hiddenHtml, moderateHtml, pendingHtml } from './own-comments-html'
import { findLinks } from './queries/links'
import { listOutOfSight, listOwnComments, listOwnHearts, listOwnHidden } from './queries/own'

/**
 * On pages that noted `article:ID`: `comment:ID` for a comment that is the visitor's own, `edit:ID` while they may still change it, `heart:ID` for one that they like (`aside:ID`: and it does not count); in the
 * slot `pending:ARTICLE` those of theirs that wait for a moderator or that one hid, and for moderators in `moderate:ARTICLE` what waits or is hidden there.
 */
export async function ownComments(actor: Actor, names: string[]): Promise<OwnState> {
  const articleIds = names.flatMap((name) => (name.startsWith('article:') ? [name.slice(8)] : []))
  if (articleIds.length === 0) return { on: [], slots: {} }
  const [own, hearts, ownHidden, hidden] = await Promise.all([
    actor.readerId ? listOwnComments(actor.readerId, articleIds) : [],
    actor.readerId ? listOwnHearts(actor.readerId, articleIds) : [],
    actor.readerId ? listOwnHidden(actor.readerId, articleIds) : [],
    mayHide(actor) ? listOutOfSight(articleIds) : [],
  ])
  const slots: Record<string, string> = {}
  const add = (name: string, html: string) => void (slots[name] = (slots[name] ?? '') + html)
  const waiting = own.filter(({ state }) => state === 'pending')
  const links = await findLinks([...waiting, ...ownHidden, ...hidden])
  const linked = <Row extends { id: string }>(row: Row) => ({ ...row, links: links.get(row.id) ?? null })
  for (const row of waiting) add(`pending:${row.articleId}`, pendingHtml(linked(row)))
  // A moderator may show again what is their own too.
  for (const row of ownHidden) if (!hidden.some(({ id }) => id === row.id)) add(`pending:${row.articleId}`, hiddenHtml(linked(row)))
  for (const row of hidden) if (!waiting.some(({ id }) => id === row.id)) add(`moderate:${row.articleId}`, moderateHtml(linked(row)))
  const on = own.flatMap((row) => [...(mayDelete(actor, row) ? [`comment:${row.id}`] : []), ...(mayEdit(actor, row, currentTime()) ? [`edit:${row.id}`] : [])])
  return { on: [...on, ...hearts.flatMap(({ id, state }) => (state === 'counted' ? [`heart:${id}`] : [`heart:${id}`, `aside:${id}`]))], slots }
}
