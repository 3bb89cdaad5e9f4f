import { loadAlsoTrashed } from '@/features/articles/commands/load-article'
import { mayRestore } from '@/features/articles/policy'
import { write } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import type { ArticleState } from '@/prisma/generated/sqlite/enums'

/** Takes a list out of the trash: a draft again, or unpublished. No reader sees it by that. One that is not there stays as it is. Throws not_found for somebody else’s. */
export async function restoreList(actor: Actor, { id: articleId }: { id: string }): Promise<{ state: ArticleState }> {
  return write(
    async (tx) => {
      const { trashedAt, state } = await loadAlsoTrashed(tx, actor, articleId, mayRestore)
      if (!trashedAt) return { state }
      await tx.article.update({ where: { id: articleId }, data: { trashedAt: null, trashedById: null } })
      await announce(tx, 'article.untrashed', { articleId })
      return { state }
    },
    { lock: `article:${articleId}` },
  )
}
