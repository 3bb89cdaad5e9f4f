import type { Db } from '@/platform/db'
import { conflict, forbidden, notFound, unauthorized } from '@/platform/errors'
import type { ActingAccount, Actor } from '@/platform/http/request'
import { isNewer, isReadable, readDocument } from '../document/read-document'
import { refusedInTrash } from '../in-trash'
import { mayWrite, type OwnedArticle } from '../policy'
import type { ListDocument } from '../schema'

/** The account of a writer. Throws for guests (401) and readers (403). */
export function writerOf(actor: Actor): ActingAccount {
  if (!actor.account) throw unauthorized()
  if (!mayWrite(actor)) throw forbidden('Your account may read and comment, but not write lists. An editor can change that.')
  return actor.account
}

type May = (actor: Actor, article: OwnedArticle) => boolean

/**
 * An article that this writer may change by the policy `may` (`mayEdit`); one of somebody else's is “not found”. Throws a conflict for one in the trash: every
 * command asks here, so nothing is done to it but what the trash itself does.
 */
export async function loadOwnArticle(tx: Db, actor: Actor, articleId: string, may: May) {
  const article = await loadAlsoTrashed(tx, actor, articleId, may)
  if (article.trashedAt) throw refusedInTrash()
  return article
}

/** The same for what may be in the trash (features/trash). */
export async function loadAlsoTrashed(tx: Db, actor: Actor, articleId: string, may: May) {
  writerOf(actor)
  const article = await tx.article.findUnique({ where: { id: articleId }, include: { authors: { select: { author: { select: { accountId: true } } } } } })
  if (!article || !may(actor, article)) throw notFound('There is no such list, or it is not yours')
  return article
}

export type LoadedDraft = {
  document: ListDocument
  version: number
  savedAt: Date
  importedVersion: number | null
  /** What is stored, when what is shown stands in for it: it cannot be read, or a newer version of the code wrote it. */
  standsInFor: 'unreadable' | 'newer' | null
}

/** The draft of an article that exists. */
export async function loadDraft(tx: Db, articleId: string): Promise<LoadedDraft> {
  const { document, version, savedAt, importedVersion } = await tx.draft.findUniqueOrThrow({ where: { articleId } })
  const standsInFor = isNewer(document) ? 'newer' : isReadable(document) ? null : 'unreadable'
  return { document: readDocument(document), version, savedAt, importedVersion, standsInFor }
}

/** Throws a conflict when writing this draft would lose what is stored and is not shown. One that cannot be read may be replaced by an edition. */
export function refuseToLose({ standsInFor }: LoadedDraft, { byEdition = false } = {}): void {
  if (standsInFor === 'newer') throw conflict('A newer version of this site wrote the draft. Nothing was changed: update the site, and edit it then.')
  if (standsInFor === 'unreadable' && !byEdition)
    throw conflict('What is kept of this draft cannot be read, and this would replace it. Nothing was changed: bring an edition back from its history.')
}

const newerOf = (draft: LoadedDraft) => ({ version: draft.version, document: draft.document, savedAt: draft.savedAt.toISOString() })

/** Throws a conflict when the draft is newer than the `version` that the writer has seen; `data` holds the newer draft. */
export function refuseStale(draft: LoadedDraft, version: number): void {
  if (draft.version !== version) throw conflict('Somebody saved a newer version of this list', newerOf(draft))
}

/**
 * What was done to the draft since the version that a browser has is not known any more; `data` holds the draft, which operation made it, and the ids of what was sent that is in it already.
 */
export const baseIsLost = (draft: LoadedDraft, madeBy: string | null, known: string[]) =>
  conflict('This version of the list is too old to say what has changed since', { ...newerOf(draft), madeBy, known })
