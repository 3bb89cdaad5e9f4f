import type { OwnState } from '@/platform/bridge'
import type { Actor } from '@/platform/http/request'
import { listOwnVotes } from './queries/results'

/** On pages that noted `article:ID`: `vote:ENTRY` for the reader's favourite and `voted:ARTICLE` when there is one. */
export async function ownVotes(actor: Actor, names: string[]): Promise<OwnState> {
  const articleIds = names.flatMap((name) => (name.startsWith('article:') ? [name.slice(8)] : []))
  if (!actor.readerId || articleIds.length === 0) return { on: [], slots: {} }
  const votes = await listOwnVotes(actor.readerId, articleIds)
  return { on: votes.flatMap(({ articleId, entryId }) => [`vote:${entryId}`, `voted:${articleId}`]), slots: {} }
}
