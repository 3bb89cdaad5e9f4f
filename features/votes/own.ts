import type { OwnState } from '@/platform/bridge'
import type { Actor } from '@/platform/http/request'
import { listOwnVotes } from './queries/results'

/** On pages that noted `article:ID`, or `votes:ID` where nothing is said beside the votes: `vote:ENTRY` for the reader's favourite, `voted:ARTICLE` when there is one. */
export async function ownVotes(actor: Actor, names: string[]): Promise<OwnState> {
  const articleIds = names.flatMap((name) => /^(?:article|votes):(.+)$/.exec(name)?.[1] ?? [])
  if (!actor.readerId || articleIds.length === 0) return { on: [], slots: {} }
  const votes = await listOwnVotes(actor.readerId, articleIds)
  return { on: votes.flatMap(({ articleId, entryId }) => [`vote:${entryId}`, `voted:${articleId}`]), slots: {} }
}
