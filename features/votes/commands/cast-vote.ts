import { inBatches } from '@/platform/batches'
import { write } from '@/platform/db'
import { pressIds } from '@/platform/http/idempotency-key'
import { noteOwnEvent } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { getPublishedArticle } from '@/features/articles/queries/published-article'
import { presses } from '../rate-limits'
import { castVotes, type Ballot, type Cast } from './cast-votes'

type Batched = Cast & { slug: string }

// Ten votes in one transaction cost as much as one vote, and leave more of the processor for readers.
const batching = { gatherMs: 40, enoughItems: 8 }

// Votes on one list that arrive together share one look-up and one transaction.
const cast = inBatches<Ballot, Batched>(async (slug, ballots) => {
  const article = await getPublishedArticle(slug)
  const outcomes = await write((tx) => castVotes(tx, article.id, ballots), { lock: `article:${article.id}` })
  return outcomes.map((outcome) => ('value' in outcome ? { value: { ...outcome.value, slug: article.slug } } : outcome))
}, batching)

/**
 * Gives, moves or (with an empty `entry`) takes back a reader's one favourite in a list. Idempotent.
 * The answer is on disk, and has the tallies as they are with it. Throws not_found, invalid, too_many.
 */
export async function castVote(actor: Actor, { slug, entry }: { slug: string; entry: string }): Promise<Batched> {
  if (actor.readerId) await limitId(presses, actor.readerId)
  const result = await cast(slug, { actor, entry, pressIds: pressIds(actor.fingerprint, `vote ${slug} ${entry}`) })
  // The batch ran in the context of the request that began it: tell this request the number of its event.
  if (result.event) noteOwnEvent(result.event)
  return result
}
