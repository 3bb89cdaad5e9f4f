import { isDeepStrictEqual } from 'node:util'
import { write } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { entriesOf, listDocument, type ListDocument } from '../schema'
import { loadOwnArticle, refuseStale } from './load-article'

export type SavedDraft = { version: number; savedAt: string }

/**
 * Keeps the draft when `version` is the one that the writer began from. A stale save changes nothing and is refused with a conflict whose
 * `data` holds the newer `{ version, document, savedAt }`. A save whose answer was lost on the way may be sent again.
 */
export async function saveDraft(
  actor: Actor,
  { articleId, version, document }: { articleId: string; version: number; document: ListDocument },
): Promise<SavedDraft> {
  return write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId)
      const kept = listDocument.safeParse(article.draft)
      if (kept.success && isDeepStrictEqual(kept.data, document)) return { version: article.draftVersion, savedAt: article.draftSavedAt.toISOString() }
      refuseStale(article, version)
      const savedAt = new Date()
      // Until readers see an edition, lists of articles show the draft's words.
      const shown = article.currentEditionId ? {} : { title: document.title, standfirst: document.standfirst, entryCount: entriesOf(document).length }
      await tx.article.update({ where: { id: articleId }, data: { draft: document, draftVersion: version + 1, draftSavedAt: savedAt, ...shown } })
      await announce(tx, 'article.saved', { articleId })
      return { version: version + 1, savedAt: savedAt.toISOString() }
    },
    { lock: `article:${articleId}` },
  )
}
