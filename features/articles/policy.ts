import { isStaff, mayEditAny, type Someone } from '@/features/accounts/policy'

/** The fields of an article that decide who may change it. */
export type OwnedArticle = { createdById: string | null; authors: { author: { accountId: string | null } }[] }

/** The field of an author that decides who may change it: the account that it belongs to. */
export type OwnedAuthor = { accountId: string | null }

/** Whoever finds a list may read it, comment on it and vote in it, while it is published; before and after that it is not there. */
export const mayRead = <T extends { state: string }>(article: T | null | undefined): article is T => article?.state === 'published'

/** May write lists in the studio. */
export const mayWrite = (actor: Someone) => isStaff(actor)

/** May edit every list, every series and every author. */
export const isEditor = (actor: Someone) => mayEditAny(actor)

/** Editors may edit every list; authors the lists that they created or that are signed with their name. */
export function mayEdit(actor: Someone, article: OwnedArticle): boolean {
  if (isEditor(actor)) return true
  const id = actor.account?.id
  return mayWrite(actor) && id !== undefined && (article.createdById === id || article.authors.some(({ author }) => author.accountId === id))
}

/** Authors publish their own lists, as editors publish all. */
export const mayPublish = mayEdit

/** The articles that this writer `mayEdit`, as a filter of a query; all others answer “not found” in the studio. */
export function visibleTo(actor: Someone) {
  if (isEditor(actor)) return {}
  const id = mayWrite(actor) ? actor.account!.id : null
  if (!id) return { id: { in: [] as string[] } }
  return { OR: [{ createdById: id }, { authors: { some: { author: { accountId: id } } } }] }
}

/** Every writer makes series; those that exist are shared, so editors alone change them. */
export const maySaveSeries = (actor: Someone, { isNew }: { isNew: boolean }) => (isNew ? mayWrite(actor) : isEditor(actor))

/**
 * Editors save every author, and say whose it is; writers make and change their own alone, and keep it theirs. `author` is null for a new one,
 * `accountId` the account that it is to belong to.
 */
export function maySaveAuthor(actor: Someone, author: OwnedAuthor | null, accountId: string | null): boolean {
  if (isEditor(actor)) return true
  const id = actor.account?.id
  return mayWrite(actor) && id !== undefined && accountId === id && (author === null || author.accountId === id)
}

/**
 * A list is signed with a name by whoever it belongs to, or by editors, who answer for the site; with a name that belongs to no account by every writer.
 * Nobody else's name is put under a list without them. `author` is one that the list does not carry yet.
 */
export const maySignAs = (actor: Someone, author: OwnedAuthor) =>
  isEditor(actor) || (mayWrite(actor) && (author.accountId === null || author.accountId === actor.account?.id))
