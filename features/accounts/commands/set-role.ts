import { currentTime } from '@/platform/clock'
import { write, type Tx } from '@/platform/db'
import { conflict, forbidden, notFound } from '@/platform/errors'
import { writeDecisions } from '@/features/decisions/commands/write-decisions'
import { mayGiveRole, maySuspend } from '../policy'
import { forgetStaffNames } from '../queries/staff-names'
import type { Role } from '@/platform/roles'
import type { By } from './create-account'
import { logAccountChange } from '../account-log'

async function accountIn(tx: Tx, accountId: string) {
  const account = await tx.account.findUnique({ where: { id: accountId }, select: { id: true, role: true, suspendedAt: true, confirmedAt: true } })
  if (!account) throw notFound('There is no such account')
  return account
}

/** A site without an owner could not be given one again except from the machine. */
async function keepAnOwner(tx: Tx, besides: string) {
  const others = await tx.account.count({ where: { role: 'owner', suspendedAt: null, confirmedAt: { not: null }, id: { not: besides } } })
  if (others === 0) throw conflict('This is the only owner. Make another one first.')
}

/**
 * Gives an account another role. Throws forbidden (403), not_found (404), conflict (409) for the only owner, and for an account whose address is not
 * confirmed: whoever made it may not be who it names.
 */
export async function setRole(by: By, accountId: string, role: Role): Promise<void> {
  const before = await write(async (tx) => {
    const account = await accountIn(tx, accountId)
    if (by !== 'operator' && !mayGiveRole(by, account.role, role)) throw forbidden('You may not change this account’s role')
    if (role !== 'reader' && !account.confirmedAt)
      throw conflict(
        'The address of this account is not confirmed, so nobody knows whose it is. It gets a role when its owner has followed the link in our mail.',
      )
    if (account.role === 'owner' && role !== 'owner') await keepAnOwner(tx, accountId)
    await tx.account.update({ where: { id: accountId }, data: { role } })
    return account.role
  })
  if (before !== role) logAccountChange('role', accountId, by, { role, before })
  forgetStaffNames()
}

/** Suspends an account, which signs it out everywhere at once, or lets it in again; a decision tells who did. Throws as `setRole` does. */
export async function suspendAccount(by: By, accountId: string, suspended: boolean): Promise<void> {
  await write(async (tx) => {
    const account = await accountIn(tx, accountId)
    if (by !== 'operator' && !maySuspend(by, account)) throw forbidden('You may not suspend this account')
    if (Boolean(account.suspendedAt) === suspended) return
    if (suspended && account.role === 'owner') await keepAnOwner(tx, accountId)
    await tx.account.update({ where: { id: accountId }, data: { suspendedAt: suspended ? currentTime() : null } })
    if (suspended) {
      await tx.session.deleteMany({ where: { accountId } })
      await tx.token.deleteMany({ where: { accountId, purpose: 'second-factor' } })
    }
    const maker = by === 'operator' ? ({ maker: 'operator' } as const) : ({ maker: 'moderator', accountId: by.account!.id } as const)
    await writeDecisions(tx, 'account', [{ targetId: accountId, action: suspended ? 'suspend' : 'restore', ...maker }])
  })
  logAccountChange(suspended ? 'suspended' : 'restored', accountId, by)
}
