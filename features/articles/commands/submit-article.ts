import { write } from '@/platform/db'
import { conflict } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { mayEdit } from '../policy'
import { loadArticle } from './load-article'

/** Says that a draft is ready for another's eyes, or takes that back. */
export async function submitArticle(actor: Actor, { articleId, review }: { articleId: string; review: boolean }): Promise<void> {
  await write(
    async (tx) => {
      const article = await loadArticle(tx, actor, articleId, mayEdit)
      if (article.state !== 'draft' && article.state !== 'review') throw conflict('Only drafts are reviewed: this list is past that')
      await tx.article.update({ where: { id: articleId }, data: { state: review ? 'review' : 'draft' } })
      await announce(tx, review ? 'article.submitted' : 'article.withdrawn', { articleId })
    },
    { lock: `article:${articleId}` },
  )
}
