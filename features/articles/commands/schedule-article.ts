import { currentTime, nowMs } from '@/platform/clock'
import { lockRows, write, type Tx } from '@/platform/db'
import { invalid } from '@/platform/errors'
import { takeFromTrashToWait } from '@/features/records/commands/take-from-trash'
import { recordIdsOf } from '../reading/records'
import { enqueue } from '@/platform/jobs/queue'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { publicationKey, publishJob } from '../jobs'
import { mayEdit } from '../policy'
import { refuseUnreviewed } from './check-publishing'
import { endReview } from './end-review'
import { loadOwnArticle, loadDraft, refuseStale } from './load-article'
import { makeEdition, refuseOther, type MadeEdition } from './publish-edition'
import { refuseUnseen, type Seen } from './refuse-unseen'

const maxAheadMs = 2 * 365 * 24 * 3600 * 1000

/** Why nothing can be scheduled for this time; null when it can. */
export function refusedTime(at: Date): string | null {
  if (at.getTime() <= nowMs()) return 'Choose a time that is still to come'
  return at.getTime() > nowMs() + maxAheadMs ? 'Choose a time within two years' : null
}

/** Throws `invalid` for a time at which nothing can be scheduled. */
export function refuseTime(at: Date): void {
  const refused = refusedTime(at)
  if (refused) throw invalid(at.getTime() <= nowMs() ? 'That time has passed' : 'That is more than two years away', { at: refused })
}

/**
 * Makes an edition of the draft that goes live at `at`, by a job; also for a list that is live already. Replaces one that was waiting. What is written
 * afterwards is not in it. Throws as `publishArticle` does.
 */
export async function scheduleArticle(
  actor: Actor,
  { articleId, version, at, note = '', seen }: { articleId: string; version: number; at: Date; note?: string; seen?: Seen },
): Promise<MadeEdition & { publishAt: string }> {
  refuseTime(at)
  return write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      await refuseUnreviewed(tx, actor, article, version)
      await refuseUnseen(tx, article, seen)
      refuseStale(await loadDraft(tx, articleId), version)
      const made = await scheduleEdition(tx, { articleId, state: article.state, by: actor.account!.id, note, at })
      refuseOther(made, version)
      return { ...made, publishAt: at.toISOString() }
    },
    { lock: `article:${articleId}` },
  )
}

type Schedule = { articleId: string; /** Of the article now. */ state: string; by: string | null; note: string; at: Date }

/** The same in the given transaction, for the import too: who may, and when, is asked before. */
export async function scheduleEdition(tx: Tx, { articleId, state, by, note, at }: Schedule): Promise<MadeEdition> {
  // An import has no key of the list: who moves it to the trash at the same time comes first, or sees what waits.
  await lockRows(tx, 'Article', [articleId])
  await tx.edition.updateMany({ where: { articleId, liveAt: null, cancelledAt: null }, data: { cancelledAt: currentTime() } })
  const made = await makeEdition(tx, { articleId, by, note, publishAt: at })
  await takeFromTrashToWait(tx, [...recordIdsOf((await loadDraft(tx, articleId)).document)])
  await endReview(tx, { articleId, version: made.version, by })
  await enqueue(tx, { type: publishJob, key: publicationKey(articleId), payload: { editionId: made.editionId, by }, runAt: at })
  if (state !== 'published') await tx.article.update({ where: { id: articleId }, data: { state: 'scheduled' } })
  await announce(tx, 'article.scheduled', { articleId, editionId: made.editionId, at: at.toISOString() })
  return made
}
