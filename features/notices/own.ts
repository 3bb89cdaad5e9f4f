import type { OwnState } from '@/platform/bridge'
import type { Actor } from '@/platform/http/request'
import { mayHaveInbox } from './policy'
import { findNewest } from './queries/inbox'

/** On pages that noted `inbox`, the masthead's link: `inbox` for a reader who was told of anything, and `inbox:new` while they have not seen all of it. */
export async function ownNotices(actor: Actor, names: string[]): Promise<OwnState> {
  if (!mayHaveInbox(actor) || !names.includes('inbox')) return { on: [], slots: {} }
  const { newest, seen } = await findNewest(actor.readerId)
  return { on: newest === null ? [] : newest > seen ? ['inbox', 'inbox:new'] : ['inbox'], slots: {} }
}
