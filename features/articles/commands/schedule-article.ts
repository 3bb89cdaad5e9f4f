import { currentTime, nowMs } from '@/platform/clock'
import { write } from '@/platform/db'
import { invalid } from '@/platform/errors'
import { enqueue } from '@/platform/jobs/queue'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { publicationKey, publishJob } from '../jobs'
import { mayPublish } from '../policy'
import { loadOwnArticle, loadDraft, refuseStale } from './load-article'
import { makeEdition, type MadeEdition } from './publish-edition'

const maxAheadMs = 2 * 365 * 24 * 3600 * 1000

/** Makes an edition of the draft that goes live at `at`, by a job; also for a list that is live already. Replaces one that was waiting. */
export async function scheduleArticle(
  actor: Actor,
  { articleId, version, at, note = '' }: { articleId: string; version: number; at: Date; note?: string },
): Promise<MadeEdition & { publishAt: string }> {
  if (at.getTime() <= nowMs()) throw invalid('That time has passed', { at: 'Choose a time that is still to come' })
  if (at.getTime() > nowMs() + maxAheadMs) throw invalid('That is more than two years away', { at: 'Choose a time within two years' })
  return write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayPublish)
      refuseStale(await loadDraft(tx, articleId), version)
      await tx.edition.updateMany({ where: { articleId, liveAt: null, cancelledAt: null }, data: { cancelledAt: currentTime() } })
      const made = await makeEdition(tx, { articleId, by: actor.account!.id, note, publishAt: at })
      await enqueue(tx, { type: publishJob, key: publicationKey(articleId), payload: { editionId: made.editionId, by: actor.account!.id }, runAt: at })
      if (article.state !== 'published') await tx.article.update({ where: { id: articleId }, data: { state: 'scheduled' } })
      await announce(tx, 'article.scheduled', { articleId, editionId: made.editionId, at: at.toISOString() })
      return { ...made, publishAt: at.toISOString() }
    },
    { lock: `article:${articleId}` },
  )
}
