import { roles, type Role } from '@/platform/roles'

/** The part of an actor that these questions need; a guest has no account. */
export type Someone = { account: { id: string; role: Role; lacksSecondFactor: boolean } | null }

/** In a request of a page of the studio: the account that the page was made for. */
export const pageAccountHeader = 'x-page-account'

const roleOrder = (role: Role) => roles.indexOf(role)

/** Whether someone has this role or a higher one. Who is to set up a second factor first has none but a reader's until then. */
export const hasRole = (someone: Someone, least: Role) =>
  someone.account !== null && roleOrder(someone.account.role) >= roleOrder(least) && (least === 'reader' || !mustSetUpSecondFactor(someone))

/** Has a role, and gets it when their account has a second factor: the operator demands one (`REQUIRE_SECOND_FACTOR`). */
// Of whom nobody has said it, it is to be done.
export const mustSetUpSecondFactor = ({ account }: Someone) => account !== null && account.lacksSecondFactor !== false

/** May enter the studio. */
export const isStaff = (actor: Someone) => hasRole(actor, 'author')
/** May hide and show comments, and see what is pending. */
export const mayModerate = (actor: Someone) => hasRole(actor, 'editor')
/** May change and publish every article, not only their own. */
export const mayEditAny = (actor: Someone) => hasRole(actor, 'editor')
/** May protect the account by a second factor. Whoever has one may always change it or turn it off, whatever became of the role. */
export const maySetUpSecondFactor = (actor: Someone) => isStaff(actor) || mustSetUpSecondFactor(actor)
/** May make, change and suspend accounts. */
export const mayManageAccounts = (actor: Someone) => hasRole(actor, 'admin')

/** May give `role` to someone who has `current` (null: a new account). Only owners touch owners; nobody gives more than they have. */
export function mayGiveRole(actor: Someone, current: Role | null, role: Role): boolean {
  if (!mayManageAccounts(actor) || !actor.account) return false
  if (current === 'owner' || role === 'owner') return actor.account.role === 'owner'
  return roleOrder(role) <= roleOrder(actor.account.role)
}

/** May suspend an account, or let it in again: never one's own, and owners only by owners. */
export const maySuspend = (actor: Someone, account: { id: string; role: Role }) =>
  mayManageAccounts(actor) && actor.account!.id !== account.id && (account.role !== 'owner' || actor.account!.role === 'owner')

/** May end an account for good: everyone their own; others' whoever may suspend them. */
export const mayEndAccount = (actor: Someone, account: { id: string; role: Role }) =>
  actor.account !== null && (actor.account.id === account.id || maySuspend(actor, account))
