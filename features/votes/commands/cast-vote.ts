import { inBatches } from '@/platform/batches'
import { write } from '@/platform/db'
import { pressIds } from '@/platform/double-press'
import { isAppError } from '@/platform/errors'
import { currentRequest } from '@/platform/front'
import { limit } from '@/platform/limits'
import type { Actor } from '@/platform/request'
import { getPublishedArticle } from '@/features/articles/queries/published-article'
import { crowd, presses } from '../policy'
import { castVotes, type Ballot, type Cast } from './cast-votes'

// A list that is being voted on is voted on by many: those who wait together share one transaction.
const cast = inBatches<Ballot, Cast>((articleId, ballots) => write((tx) => castVotes(tx, articleId, ballots), { lock: `article:${articleId}` }))

/**
 * Gives, moves or (with an empty `entry`) takes back a reader's one favourite in a list. Doing it twice is doing it once.
 * The answer is on disk, and has the tallies as they are with it. Throws not_found, invalid, too_many.
 */
export async function castVote(actor: Actor, { slug, entry }: { slug: string; entry: string }): Promise<Cast & { slug: string }> {
  limit(`vote:${actor.readerId ?? actor.fingerprint}`, presses)
  const article = await getPublishedArticle(slug)
  const signals = entry && !actor.account && !actor.readerId ? crowding(actor, article.id) : []
  const result = await cast(article.id, { actor, entry, signals, pressIds: pressIds(actor.fingerprint, `vote ${article.id} ${entry}`) })
  const request = currentRequest()
  // The batch told one request only, that which began it.
  if (request && result.event) request.lastEvent = Math.max(request.lastEvent ?? 0, result.event)
  return { ...result, slug: article.slug }
}

/** Many new readers of one address and agent: their votes are kept, with the reason, and wait to be looked at. */
function crowding(actor: Actor, articleId: string): string[] {
  try {
    limit(`crowd:${articleId}:${actor.fingerprint}`, crowd)
    return []
  } catch (error) {
    if (!isAppError(error)) throw error
    return ['many new readers from one place']
  }
}
