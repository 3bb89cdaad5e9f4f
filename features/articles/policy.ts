import { isStaff, mayEditAny } from '@/features/accounts/policy'
import type { Actor } from '@/platform/http/request'

/** The part of an article that decides who may touch it. */
export type Owned = { createdById: string | null; authors: { author: { accountId: string | null } }[] }

/** May write lists in the studio. */
export const mayWrite = (actor: Actor) => isStaff(actor)

/** Edits every list, and the series and bylines that lists share. */
export const isEditor = (actor: Actor) => mayEditAny(actor)

/** Editors all; authors what they began or what is signed with their byline. */
export function mayEdit(actor: Actor, article: Owned): boolean {
  if (isEditor(actor)) return true
  const id = actor.account?.id
  return mayWrite(actor) && id !== undefined && (article.createdById === id || article.authors.some(({ author }) => author.accountId === id))
}

/** Authors publish their own lists, as editors publish all. */
export const mayPublish = mayEdit

/** The articles that exist for this writer in the studio, as a filter: what it leaves out is “not found”. */
export function visibleTo(actor: Actor) {
  if (isEditor(actor)) return {}
  const id = mayWrite(actor) ? actor.account!.id : null
  if (!id) return { id: { in: [] as string[] } }
  return { OR: [{ createdById: id }, { authors: { some: { author: { accountId: id } } } }] }
}
