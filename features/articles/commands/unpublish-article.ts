import { write, type Tx } from '@/platform/db'
import { conflict, forbidden } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { mayEdit, mayUnpublish } from '../policy'
import { countAppearances } from '@/features/records/commands/count-appearances'
import { withdrawWaiting } from './cancel-schedule'
import { countArticlesBeside } from './count-articles'
import { dropCredits } from './drop-credits'
import { loadOwnArticle } from './load-article'
import { creditedRecords, tagsOf } from './tags-of'

/**
 * Unpublishes a list: readers lose it at once, everywhere. Entries, votes, comments and editions stay, and come back when it is published again.
 * A waiting edition is withdrawn too: otherwise the list would come back by itself.
 */
export async function unpublishArticle(actor: Actor, { articleId }: { articleId: string }): Promise<void> {
  await write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      if (!mayUnpublish(actor, article, { alone: (await getSiteSettings(tx))['authors-publish-alone'] }))
        throw forbidden('On this site an editor takes a list from its readers: ask one')
      if (article.state !== 'published') throw conflict('This list is not published')
      await takeFromReaders(tx, articleId)
    },
    { lock: `article:${articleId}` },
  )
}

/** Makes a published list one that readers do not see, and withdraws what waits: what unpublishing and the trash share. Who may is asked before. */
export async function takeFromReaders(tx: Tx, articleId: string): Promise<void> {
  const tags = await tagsOf(tx, articleId, await creditedRecords(tx, articleId))
  await withdrawWaiting(tx, articleId)
  await countAppearances(tx, await dropCredits(tx, articleId), [])
  await tx.entry.updateMany({ where: { articleId, listed: true }, data: { listed: false } })
  await tx.article.update({ where: { id: articleId }, data: { state: 'unpublished', currentEditionId: null, publishedVersion: null, voteCount: 0 } })
  await countArticlesBeside(tx, articleId)
  await announce(tx, 'article.unpublished', { articleId }, { tags, hard: true })
}
