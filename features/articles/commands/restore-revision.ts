import { write } from '@/platform/db'
import { notFound } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { mayEdit } from '../policy'
import { draftAt } from '../queries/revisions'
import type { ListDocument } from '../schema'
import { loadDraft, loadOwnArticle, refuseStale, refuseToLose } from './load-article'
import { replaceDraft } from './write-draft'

type Wanted = {
  articleId: string
  /** The version of the draft that is to come back. */ revision: number
  /** The draft's that the writer has seen. */ version: number
}

/** Makes the draft what it was; what readers see stays. The draft is replaced, and stays in the history. Throws not_found for what is not kept any more. */
export async function restoreRevision(
  actor: Actor,
  { articleId, revision, version }: Wanted,
): Promise<{ version: number; savedAt: string; document: ListDocument }> {
  return write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      const draft = await loadDraft(tx, articleId)
      refuseToLose(draft, { byEdition: true })
      refuseStale(draft, version)
      const document = revision < draft.version ? await draftAt(tx, articleId, revision) : null
      if (!document) throw notFound('What the draft was then is not kept any more')
      const saved = await replaceDraft(tx, article, { draft, document, by: actor.account!.id, source: `v${revision}` })
      await announce(tx, 'article.saved', { articleId })
      return { ...saved, document }
    },
    { lock: `article:${articleId}` },
  )
}
