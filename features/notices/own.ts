import type { OwnState } from '@/platform/bridge'
import type { Actor } from '@/platform/http/request'
import { mayHaveInbox } from './policy'
import { listFollowed } from './queries/followable'
import { findNewest } from './queries/inbox'

/**
 * On every page, for its masthead: `inbox` for a reader who was told of anything or follows what stands here, and `inbox:new` while they have not seen all of it. On pages that
 * noted `follow:ID`, those that they follow.
 */
export async function ownNotices(actor: Actor, names: string[]): Promise<OwnState> {
  if (!mayHaveInbox(actor)) return { on: [], slots: {} }
  const ids = names.flatMap((name) => (name.startsWith('follow:') ? [name.slice(7)] : []))
  const [{ newest, seen }, followed] = await Promise.all([findNewest(actor.readerId), ids.length > 0 ? listFollowed(actor.readerId, ids) : []])
  const inbox = newest === null ? (followed.length > 0 ? ['inbox'] : []) : newest > seen ? ['inbox', 'inbox:new'] : ['inbox']
  return { on: [...inbox, ...followed.map((id) => `follow:${id}`)], slots: {} }
}
