import { withdrawWaiting } from '@/features/articles/commands/cancel-schedule'
import { withdrawOpenReview } from '@/features/articles/commands/end-review'
import { loadAlsoTrashed } from '@/features/articles/commands/load-article'
import { takeFromReaders } from '@/features/articles/commands/unpublish-article'
import { mayEdit, mayTrash } from '@/features/articles/policy'
import { getSiteSettings } from '@/features/settings/queries/site-settings'
import { currentTime } from '@/platform/clock'
import { lockRows, write } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'

/**
 * Moves a list to the trash: nothing of it is lost. Readers lose it at once, what waits for its time is withdrawn, and nobody is asked to review it any more. One that is
 * there already stays as it is (false). Throws not_found for somebody else’s, and forbidden for a published one that only an editor takes from its readers.
 */
export async function trashList(actor: Actor, { id: articleId }: { id: string }): Promise<boolean> {
  return write(
    async (tx) => {
      // An import that publishes it has no such key: it comes first, or sees where the list is.
      await lockRows(tx, 'Article', [articleId])
      const article = await loadAlsoTrashed(tx, actor, articleId, mayEdit)
      if (article.trashedAt) return false
      if (!mayTrash(actor, article, { alone: (await getSiteSettings(tx))['authors-publish-alone'] }))
        throw forbidden('On this site an editor takes a list from its readers, so an editor moves it to the trash: ask one')
      if (article.state === 'published') await takeFromReaders(tx, articleId)
      else await withdrawWaiting(tx, articleId)
      await withdrawOpenReview(tx, articleId)
      const state = article.firstPublishedAt ? 'unpublished' : 'draft'
      await tx.article.update({ where: { id: articleId }, data: { state, trashedAt: currentTime(), trashedById: actor.account!.id } })
      await announce(tx, 'article.trashed', { articleId })
      return true
    },
    { lock: `article:${articleId}` },
  )
}
