import type { Tx } from '@/platform/db'
import { conflict, forbidden, notFound, unauthorized } from '@/platform/errors'
import type { ActingAccount, Actor } from '@/platform/http/request'
import { mayWrite, visibleTo } from '../policy'

/** The account of a writer. Throws for guests (401) and readers (403). */
export function writerOf(actor: Actor): ActingAccount {
  if (!actor.account) throw unauthorized()
  if (!mayWrite(actor)) throw forbidden('Your account may read and comment, but not write lists. An editor can change that.')
  return actor.account
}

/** An article that this writer may edit; one of somebody else's is “not found”. */
export async function loadOwnArticle(tx: Tx, actor: Actor, articleId: string) {
  writerOf(actor)
  const article = await tx.article.findFirst({ where: { AND: [{ id: articleId }, visibleTo(actor)] } })
  if (!article) throw notFound('There is no such list, or it is not yours')
  return article
}

/** Throws a conflict when the draft is newer than the `version` that the writer has seen; `data` holds the newer draft. */
export function refuseStale(article: { draft: unknown; draftVersion: number; draftSavedAt: Date }, version: number): void {
  if (article.draftVersion === version) return
  throw conflict('Somebody saved a newer version of this list', {
    version: article.draftVersion,
    document: article.draft,
    savedAt: article.draftSavedAt.toISOString(),
  })
}
