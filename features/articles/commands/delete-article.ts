import { write } from '@/platform/db'
import { conflict, forbidden } from '@/platform/errors'
import { withdraw } from '@/platform/jobs/queue'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { publicationKey } from '../jobs'
import { mayDelete, mayEdit } from '../policy'
import { loadAlsoTrashed } from './load-article'

/** Deletes a list in the trash that readers never saw, for good. What they saw stays: votes, comments and links hang on it. */
export async function deleteArticle(actor: Actor, { articleId }: { articleId: string }): Promise<void> {
  await write(
    async (tx) => {
      const article = await loadAlsoTrashed(tx, actor, articleId, mayEdit)
      if (!mayDelete(actor, article)) throw forbidden('Only who began a list, or an editor, deletes it for good: leave it in the trash')
      if (!article.trashedAt) throw conflict('This list is not in the trash: move it there first')
      if (article.firstPublishedAt) throw conflict('Readers have seen this list, so it stays: votes, comments and links hang on it')
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
