import { isStaff, mayEditAny } from '@/features/accounts/policy'
import type { Actor } from '@/platform/http/request'

/** The fields of an article that decide who may change it. */
export type OwnedArticle = { createdById: string | null; authors: { author: { accountId: string | null } }[] }

/** The field of an author that decides who may change it: the account that it belongs to. */
export type OwnedAuthor = { accountId: string | null }

/** Whoever finds a list may read it, comment on it and vote in it, while it is published; before and after that it is not there. */
export const mayRead = <T extends { state: string }>(article: T | null | undefined): article is T => article?.state === 'published'

/** May write lists in the studio. */
export const mayWrite = (actor: Actor) => isStaff(actor)

/** May edit every list, every series and every author. */
export const isEditor = (actor: Actor) => mayEditAny(actor)

/** Editors may edit every list; authors the lists that they created or that are signed with their name. */
export function mayEdit(actor: Actor, article: OwnedArticle): boolean {
  if (isEditor(actor)) return true
  const id = actor.account?.id
  return mayWrite(actor) && id !== undefined && (article.createdById === id || article.authors.some(({ author }) => author.accountId === id))
}

/** Authors publish their own lists, as editors publish all. */
export const mayPublish = mayEdit

/** The articles that this writer `mayEdit`, as a filter of a query; all others answer “not found” in the studio. */
export function visibleTo(actor: Actor) {
  if (isEditor(actor)) return {}
  const id = mayWrite(actor) ? actor.account!.id : null
  if (!id) return { id: { in: [] as string[] } }
  return { OR: [{ createdById: id }, { authors: { some: { author: { accountId: id } } } }] }
}

/** Every writer makes series; those that exist are shared, so editors alone change them. */
export const maySaveSeries = (actor: Actor, { isNew }: { isNew: boolean }) => (isNew ? mayWrite(actor) : isEditor(actor))

/**
 * Editors save every author, and say whose it is; writers make and change their own alone, and keep it theirs. `author` is null for a new one,
 * `accountId` the account that it is to belong to.
 */
export function maySaveAuthor(actor: Actor, author: OwnedAuthor | null, accountId: string | null): boolean {
  if (isEditor(actor)) return true
  const id = actor.account?.id
  return mayWrite(actor) && id !== undefined && accountId === id && (author === null || author.accountId === id)
}
