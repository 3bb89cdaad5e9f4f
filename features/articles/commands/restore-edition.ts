import { write } from '@/platform/db'
import { conflict, notFound } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { isNewer, isReadable, readDocument } from '../document/read-document'
import { mayEdit } from '../policy'
import type { ListDocument } from '../schema'
import { loadOwnArticle, loadDraft, refuseStale, refuseToLose } from './load-article'
import { replaceDraft } from './write-draft'

/** Copies an edition into the draft; what readers see stays. `version` is the draft's that the writer has seen: it is replaced, and stays in the history. */
export async function restoreEdition(
  actor: Actor,
  { articleId, editionId, version }: { articleId: string; editionId: string; version: number },
): Promise<{ version: number; savedAt: string; document: ListDocument }> {
  return write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId, mayEdit)
      const draft = await loadDraft(tx, articleId)
      refuseToLose(draft, { byEdition: true })
      refuseStale(draft, version)
      const edition = await tx.edition.findFirst({ where: { id: editionId, articleId }, select: { document: true, number: true } })
      if (!edition) throw notFound('This list has no such edition')
      if (!isReadable(edition.document) || isNewer(edition.document))
        throw conflict('This edition cannot be read. Nothing was changed: bring another one back.')
      const document = readDocument(edition.document)
      const saved = await replaceDraft(tx, article, { draft, document, by: actor.account!.id, source: `e${edition.number}` })
      await announce(tx, 'article.restored', { articleId, editionId, number: edition.number })
      return { ...saved, document }
    },
    { lock: `article:${articleId}` },
  )
}
