import { isDeepStrictEqual } from 'node:util'
import { write } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { mayEdit } from '../policy'
import type { ListDocument } from '../schema'
import { loadOwnArticle, loadDraft, refuseStale, refuseToLose } from './load-article'
import { writeDraft } from './write-draft'

export type SavedDraft = { version: number; savedAt: string }

/**
 * Keeps the draft when `version` is the one that the writer began from. A stale save changes nothing and is refused with a conflict whose
 * `data` holds the newer `{ version, document, savedAt }`. A save whose answer was lost on the way may be sent again. A draft may be half-written:
 * what readers cannot be shown is refused when it is published.
 */
export async function saveDraft(
  actor: Actor,
  { articleId, version, document }: { articleId: string; version: number; document: ListDocument },
): Promise<SavedDraft> {
  return write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      const draft = await loadDraft(tx, articleId)
      if (isDeepStrictEqual(draft.document, document)) return { version: draft.version, savedAt: draft.savedAt.toISOString() }
      refuseToLose(draft)
      refuseStale(draft, version)
      const saved = await writeDraft(tx, article, { document, version: version + 1 })
      await announce(tx, 'article.saved', { articleId })
      return saved
    },
    { lock: `article:${articleId}` },
  )
}
