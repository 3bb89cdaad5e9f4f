import type { VoteCode } from '@/features/moderation-rules/codes'
import { inBatches } from '@/platform/batches'
import { write } from '@/platform/db'
import { pressIds } from '@/platform/http/idempotency-key'
import { isAppError } from '@/platform/errors'
import { noteOwnEvent } from '@/platform/events/announce'
import { limit } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { getPublishedArticle } from '@/features/articles/queries/published-article'
import { crowd, presses } from '../policy'
import { castVotes, type Ballot, type Cast } from './cast-votes'

type Batched = Cast & { slug: string }

// A transaction costs as much for ten votes as for one, and the processor that it takes is not there for readers.
const together = { gather: 40, enough: 8 }

// A list that is being voted on is voted on by many: those who wait together share one look-up and one transaction.
const cast = inBatches<Ballot, Batched>(async (slug, ballots) => {
  const article = await getPublishedArticle(slug)
  const outcomes = await write((tx) => castVotes(tx, article.id, ballots), { lock: `article:${article.id}` })
  return outcomes.map((outcome) => ('value' in outcome ? { value: { ...outcome.value, slug: article.slug } } : outcome))
}, together)

/**
 * Gives, moves or (with an empty `entry`) takes back a reader's one favourite in a list. Doing it twice is doing it once.
 * The answer is on disk, and has the tallies as they are with it. Throws not_found, invalid, too_many.
 */
export async function castVote(actor: Actor, { slug, entry }: { slug: string; entry: string }): Promise<Batched> {
  limit(`vote:${actor.readerId ?? actor.fingerprint}`, presses)
  const signals = entry && !actor.account && !actor.readerId ? crowding(actor, slug) : []
  const result = await cast(slug, { actor, entry, signals, pressIds: pressIds(actor.fingerprint, `vote ${slug} ${entry}`) })
  // The batch told one request only, that which began it.
  if (result.event) noteOwnEvent(result.event)
  return result
}

/** Many new readers of one address and agent: their votes are kept, with the reason, and wait to be looked at. */
function crowding(actor: Actor, slug: string): VoteCode[] {
  try {
    limit(`crowd:${slug}:${actor.fingerprint}`, crowd)
    return []
  } catch (error) {
    if (!isAppError(error)) throw error
    return ['crowd']
  }
}
