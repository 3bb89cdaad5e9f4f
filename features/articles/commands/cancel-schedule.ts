import { currentTime } from '@/platform/clock'
import { write, type Tx } from '@/platform/db'
import { conflict } from '@/platform/errors'
import { withdraw } from '@/platform/jobs/queue'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { publicationKey } from '../jobs'
import { mayCancelSchedule } from '../policy'
import { loadOwnArticle } from './load-article'

/** Withdraws the edition that waits for its time; it stays in the history. */
export async function cancelSchedule(actor: Actor, { articleId }: { articleId: string }): Promise<void> {
  await write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayCancelSchedule)
      if ((await withdrawWaiting(tx, articleId)) === 0) throw conflict('Nothing is scheduled: it was published or withdrawn in the meantime')
      if (article.state === 'scheduled')
        await tx.article.update({ where: { id: articleId }, data: { state: article.firstPublishedAt ? 'unpublished' : 'draft' } })
      await announce(tx, 'article.unscheduled', { articleId })
    },
    { lock: `article:${articleId}` },
  )
}

/** How many editions were waiting. */
export async function withdrawWaiting(tx: Tx, articleId: string): Promise<number> {
  await withdraw(tx, publicationKey(articleId))
  const { count } = await tx.edition.updateMany({ where: { articleId, liveAt: null, cancelledAt: null }, data: { cancelledAt: currentTime() } })
  return count
}
