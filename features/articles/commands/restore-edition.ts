import { write } from '@/platform/db'
import { notFound } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import type { Actor } from '@/platform/http/request'
import { entriesOf, listDocument, type ListDocument } from '../schema'
import { loadOwnArticle, refuseStale } from './load-article'

/** Copies an edition into the draft; what readers see stays. `version` is the draft's that the writer has seen: it is replaced. */
export async function restoreEdition(
  actor: Actor,
  { articleId, editionId, version }: { articleId: string; editionId: string; version: number },
): Promise<{ version: number; savedAt: string; document: ListDocument }> {
  return write(
    async (tx) => {
      const article = await loadOwnArticle(tx, actor, articleId)
      refuseStale(article, version)
      const edition = await tx.edition.findFirst({ where: { id: editionId, articleId }, select: { document: true, number: true } })
      if (!edition) throw notFound('This list has no such edition')
      const document = listDocument.parse(edition.document)
      const savedAt = new Date()
      const shown = article.currentEditionId ? {} : { title: document.title, standfirst: document.standfirst, entryCount: entriesOf(document).length }
      await tx.article.update({ where: { id: articleId }, data: { draft: document, draftVersion: version + 1, draftSavedAt: savedAt, ...shown } })
      await announce(tx, 'article.restored', { articleId, editionId, number: edition.number })
      return { version: version + 1, savedAt: savedAt.toISOString(), document }
    },
    { lock: `article:${articleId}` },
  )
}
