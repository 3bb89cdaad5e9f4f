import { isStaff, mayEditAny, type Someone } from '@/features/accounts/policy'
import type { Role } from '@/platform/roles'

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

/** The account that made a preview link, as it is now; null: it has left. */
type Maker = { id: string; role: Role; suspendedAt: Date | null; confirmedAt: Date | null } | null

/** A preview link works for whoever has it as long as its maker may edit the list, so that somebody answers for it. A second factor is asked of those who come in. */
export const mayUsePreviewLinkOf = (maker: Maker, article: OwnedArticle): boolean =>
  maker !== null && maker.suspendedAt === null && maker.confirmedAt !== null && mayEdit({ account: { ...maker, lacksSecondFactor: false } }, article)

/** What the site lets authors do, besides editors: its setting, and whether an editor has approved the very words that are to be published. */
export type Publishing = { alone: boolean; approved: boolean }

/** Editors publish every list. Authors publish their own: alone where the site lets them, else what an editor has approved. */
export const mayPublish = (actor: Someone, article: OwnedArticle, { alone, approved }: Publishing) =>
  mayEdit(actor, article) && (isEditor(actor) || alone || approved)

/** Takes a list from its readers: whoever may publish it without being asked to wait for anybody. */
export const mayUnpublish = (actor: Someone, article: OwnedArticle, { alone }: Pick<Publishing, 'alone'>) =>
  mayPublish(actor, article, { alone, approved: false })

/** Changes what readers see without an edition, of a list that they see: its address, its series, whose names are under it. */
export const mayChangeLive = mayUnpublish

/** Withdraws what waits for its time: nothing reaches readers by it. */
export const mayCancelSchedule = mayEdit

/** Moves a list to the trash: whoever may edit it, and may take it from its readers when they see it. */
export const mayTrash = (actor: Someone, article: OwnedArticle & { state: string }, { alone }: Pick<Publishing, 'alone'>) =>
  mayEdit(actor, article) && (article.state !== 'published' || mayUnpublish(actor, article, { alone }))

/** Takes a list out of the trash: no reader sees it by that. */
export const mayRestore = mayEdit

/** Deletes a list in the trash for good, when no reader has ever seen it: editors, and who began it; not everybody whose name is under it. */
export const mayDelete = (actor: Someone, article: OwnedArticle) => mayEdit(actor, article) && (isEditor(actor) || article.createdById === actor.account?.id)

/** The articles that this writer `mayEdit`, as a filter of a query; all others answer “not found” in the studio. Those in the trash are among them. */
export function visibleTo(actor: Someone) {
  if (isEditor(actor)) return {}
  const id = mayWrite(actor) ? actor.account!.id : null
  if (!id) return { id: { in: [] as string[] } }
  return { OR: [{ createdById: id }, { authors: { some: { author: { accountId: id } } } }] }
}

/** The same without the trash: what the studio lists. */
export const inStudio = (actor: Someone) => ({ AND: [visibleTo(actor), { trashedAt: null }] })

/** Series are shared: editors alone change those that exist, and writers begin new ones where the site lets authors change what is shared. */
export const maySaveSeries = (actor: Someone, { isNew, authorsChange }: { isNew: boolean; authorsChange: boolean }) =>
  isEditor(actor) || (isNew && authorsChange && mayWrite(actor))

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
