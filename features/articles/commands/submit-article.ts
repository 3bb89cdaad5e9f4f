import { write } from '@/platform/db'
import { conflict } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { mayEdit } from '../policy'
import { loadOwnArticle } from './load-article'

/** Submits a draft for review, or takes it back. */
export async function submitArticle(actor: Actor, { articleId, review }: { articleId: string; review: boolean }): Promise<void> {
  await write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      if (article.state !== 'draft' && article.state !== 'review') throw conflict('Only drafts are reviewed: this list is past that')
      await tx.article.update({ where: { id: articleId }, data: { state: review ? 'review' : 'draft' } })
      await announce(tx, review ? 'article.submitted' : 'article.withdrawn', { articleId })
    },
    { lock: `article:${articleId}` },
  )
}
