import { write } from '@/platform/db'
import { conflict } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { enqueue } from '@/platform/jobs/queue'
import { publicationKey, publishJob } from '../jobs'
import { mayEdit } from '../policy'
import { refuseUnreviewed } from './check-publishing'
import { loadOwnArticle } from './load-article'
import { refuseTime } from './schedule-article'

/**
 * Gives the edition that waits another time; its words stay as they were scheduled. Whoever moves it orders it: they are asked again at its time. Throws a
 * conflict when this edition does not wait any more, and what `publishArticle` throws for words that nobody approved.
 */
export async function moveSchedule(
  actor: Actor,
  { articleId, editionId, at }: { articleId: string; editionId: string; at: Date },
): Promise<{ editionId: string; number: number; publishAt: string }> {
  refuseTime(at)
  return write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      const edition = await tx.edition.findFirst({
        where: { id: editionId, articleId, liveAt: null, cancelledAt: null },
        select: { number: true, ofVersion: true },
      })
      if (!edition) throw conflict('This edition does not wait any more: it was published, withdrawn or replaced in the meantime')
      await refuseUnreviewed(tx, actor, article, edition.ofVersion)
      await tx.edition.update({ where: { id: editionId }, data: { publishAt: at } })
      await enqueue(tx, { type: publishJob, key: publicationKey(articleId), payload: { editionId, by: actor.account!.id }, runAt: at })
      await announce(tx, 'article.scheduled', { articleId, editionId, at: at.toISOString() })
      return { editionId, number: edition.number, publishAt: at.toISOString() }
    },
    { lock: `article:${articleId}` },
  )
}
