import { write } from '@/platform/db'
import { conflict } from '@/platform/errors'
import { withdraw } from '@/platform/jobs/queue'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { publicationKey } from '../jobs'
import { mayEdit } from '../policy'
import { loadOwnArticle } from './load-article'

/** Deletes a draft that readers never saw, for good. What they saw has votes, comments and links: it can only be unpublished. */
export async function deleteArticle(actor: Actor, { articleId }: { articleId: string }): Promise<void> {
  await write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      if (article.firstPublishedAt) throw conflict('Readers have seen this list, so it cannot be deleted. Unpublish it instead.')
      await withdraw(tx, publicationKey(articleId))
      // Addresses that it had elsewhere: an import kept them.
      await tx.redirect.deleteMany({ where: { articleId } })
      await tx.draftOperation.deleteMany({ where: { articleId } })
      await tx.article.delete({ where: { id: articleId } })
      await announce(tx, 'article.deleted', { articleId })
    },
    { lock: `article:${articleId}` },
  )
}
