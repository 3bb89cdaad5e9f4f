import { isStaff, mayEditAny } from '@/features/accounts/policy'
import type { Actor } from '@/platform/http/request'

/** The fields of an article that decide who may change it. */
export type Owned = { createdById: string | null; authors: { author: { accountId: string | null } }[] }

/** May write lists in the studio. */
export const mayWrite = (actor: Actor) => isStaff(actor)

/** May edit every list, every series and every author. */
export const isEditor = (actor: Actor) => mayEditAny(actor)

/** Editors may edit every list; authors the lists that they created or that are signed with their name. */
export function mayEdit(actor: Actor, article: Owned): boolean {
  if (isEditor(actor)) return true
  const id = actor.account?.id
  return mayWrite(actor) && id !== undefined && (article.createdById === id || article.authors.some(({ author }) => author.accountId === id))
}

/** Authors publish their own lists, as editors publish all. */
export const mayPublish = mayEdit

/** The articles that this writer may see in the studio, as a filter of a query; all others answer “not found”. */
export function visibleTo(actor: Actor) {
  if (isEditor(actor)) return {}
  const id = mayWrite(actor) ? actor.account!.id : null
  if (!id) return { id: { in: [] as string[] } }
  return { OR: [{ createdById: id }, { authors: { some: { author: { accountId: id } } } }] }
}
