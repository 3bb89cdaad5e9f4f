import { refuseBanned } from '@/features/accounts/refuse-banned'
import { inBatches } from '@/platform/batches'
import { write } from '@/platform/db'
import { pressIds } from '@/platform/http/idempotency-key'
import { noteOwnEvent } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { findPublishedArticles, noSuchList } from '@/features/articles/queries/published-article'
import { presses } from '../rate-limits'
import { castVotes, type Ballot, type Cast } from './cast-votes'

type Batched = Cast & { slug: string }
type Asking = Omit<Ballot, 'articleId'> & { slug: string }

// Ten votes in one transaction cost as much as one vote, and leave more of the processor for readers.
const batching = { gatherMs: 40, enoughItems: 8 }

// Votes that arrive together share one look-up and one transaction, whichever lists they are in.
const cast = inBatches<Asking, Batched>(async (_, asking) => {
  const articles = await findPublishedArticles(asking.map(({ slug }) => slug))
  const ballots = asking.flatMap((ballot) => {
    const article = articles.get(ballot.slug)
    return article ? [{ ...ballot, articleId: article.id }] : []
  })
  const lock = [...new Set(ballots.map(({ articleId }) => `article:${articleId}`))]
  const outcomes = ballots.length > 0 ? await write((tx) => castVotes(tx, ballots), { lock }) : []
  let next = 0
  return asking.map(({ slug }) => {
    const article = articles.get(slug)
    if (!article) return { error: noSuchList() }
    const outcome = outcomes[next++]!
    return 'value' in outcome ? { value: { ...outcome.value, slug: article.slug } } : outcome
  })
}, batching)

/**
 * Gives, moves or (with an empty `entry`) takes back a reader's one favourite in a list. Idempotent.
 * The answer is on disk, and has the tallies as they are with it. Throws not_found, invalid, too_many.
 */
export async function castVote(actor: Actor, { slug, entry }: { slug: string; entry: string }): Promise<Batched> {
  if (actor.readerId) await limitId(presses, actor.readerId)
  await refuseBanned(actor)
  const result = await cast('votes', { actor, slug, entry, pressIds: pressIds(actor.fingerprint, `vote ${slug} ${entry}`) })
  // The batch ran in the context of the request that began it: tell this request the number of its event.
  if (result.event) noteOwnEvent(result.event)
  return result
}
