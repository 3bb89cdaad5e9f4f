import { currentTime } from '@/platform/clock'
import { write, type Tx } from '@/platform/db'
import { conflict, forbidden, gone, unauthorized } from '@/platform/errors'
import { limitNetwork } from '@/platform/http/rate-limit'
import { newId } from '@/platform/id'
import { roles, type Role } from '@/platform/roles'
import { logAccountChange } from '../account-log'
import { refuseReservedName } from '../check-name'
import { refuseGuessable } from '../check-password'
import { hashPassword } from '../password'
import { mayGiveRole, type Someone } from '../policy'
import { findInvitation } from '../queries/people'
import { forgetStaffNames } from '../queries/staff-names'
import { links } from '../rate-limits'
import { hashSecret, newSecret } from '../secrets'
import type { SignInClient } from '../sign-in-client'
import { makeByline } from './make-byline'
import { startSession } from './start-session'

const over = () => gone('This invitation has been used or withdrawn, or it is too old. Ask whoever sent it for a new one.')

/** What an invitation that still works gives. Whoever made it must be somebody who may give that role now. Throws gone (410). */
async function invitationOf(tx: Tx, token: string) {
  const maker = { id: true, role: true, suspendedAt: true } as const
  const found = await tx.invitation.findUnique({
    where: { tokenHash: hashSecret(token) },
    select: { id: true, role: true, email: true, usedAt: true, withdrawnAt: true, expiresAt: true, madeBy: { select: maker } },
  })
  if (!found || found.usedAt || found.withdrawnAt || found.expiresAt <= currentTime() || !found.madeBy || found.madeBy.suspendedAt) throw over()
  return { ...found, maker: { account: { ...found.madeBy, lacksSecondFactor: false } } satisfies Someone }
}

/** Of two who follow a link at once, one gets through. */
async function useInvitation(tx: Tx, id: string, accountId: string): Promise<void> {
  const { count } = await tx.invitation.updateMany({ where: { id, usedAt: null, withdrawnAt: null }, data: { usedAt: currentTime(), usedById: accountId } })
  if (count === 0) throw over()
}

/**
 * Gives whoever is signed in the role of an invitation, and a byline. Throws unauthorized, gone (410), forbidden (403) for one to another address, conflict (409) for somebody who may do as
 * much already: then the link is not used up.
 */
export async function acceptInvitation(by: Someone, token: string): Promise<Role> {
  if (!by.account) throw unauthorized()
  const { id } = by.account
  const { role, before } = await write(async (tx) => {
    const { id: invitation, role, email, maker } = await invitationOf(tx, token)
    const account = await tx.account.findUniqueOrThrow({ where: { id }, select: { name: true, email: true, role: true, confirmedAt: true } })
    if (email && account.email !== email) throw forbidden('This invitation is for another address. Sign out, and follow it again.')
    if (!account.confirmedAt) throw forbidden('Confirm the address of your account first: follow the link in our mail.')
    if (roles.indexOf(account.role) >= roles.indexOf(role)) throw conflict(`You are ${account.role} here already, so there is nothing to accept.`)
    if (!mayGiveRole(maker, account.role, role)) throw over()
    await useInvitation(tx, invitation, id)
    await tx.account.update({ where: { id }, data: { role } })
    await makeByline(tx, { id, name: account.name })
    return { role, before: account.role }
  })
  logAccountChange('role', id, by, { role, before, invited: true })
  forgetStaffNames()
  return role
}

/**
 * Makes the account that an invitation to an address is for, with its role and a byline, and signs it in; returns the session's token. The address counts as confirmed: whoever invited says whose it
 * is. Throws gone (410) also for an invitation without an address, invalid (422), conflict (409) when the address has an account by now, too_many (429).
 */
export async function join({ token, name, password }: { token: string; name: string; password: string }, client: SignInClient): Promise<string> {
  await limitNetwork(links, client.ip)
  const email = (await findInvitation(token))?.email
  if (!email) throw over()
  const id = newId()
  // As somebody with a role: staff may say that they speak for the site, but not take another's name.
  await refuseReservedName(name, { id, role: 'author' })
  await refuseGuessable(password, { name, email })
  const passwordHash = await hashPassword(password)
  const session = newSecret()
  const role = await write(async (tx) => {
    const { id: invitation, role, maker } = await invitationOf(tx, token)
    if (!mayGiveRole(maker, null, role)) throw over()
    if (await tx.account.findUnique({ where: { email }, select: { id: true } }))
      throw conflict('This address has an account by now: sign in with it, and follow the link again.')
    await tx.account.create({ data: { id, email, name, passwordHash, role, confirmedAt: currentTime(), reader: { create: { id: newId() } } } })
    await useInvitation(tx, invitation, id)
    await makeByline(tx, { id, name })
    await startSession(tx, id, session, client)
    return role
  })
  logAccountChange('made', id, null, { role, invited: true })
  forgetStaffNames()
  return session
}
