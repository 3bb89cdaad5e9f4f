import type { z } from 'zod'
import { currentTime, nowMs } from '@/platform/clock'
import { config } from '@/platform/config'
import { write } from '@/platform/db'
import { conflict, forbidden, notFound, unauthorized } from '@/platform/errors'
import { limitId, type Limit } from '@/platform/http/rate-limit'
import { newId } from '@/platform/id'
import { logAccountChange } from '../account-log'
import { mayGiveRole, mayManageAccounts, type Someone } from '../policy'
import { invitationLimits } from '../limits'
import type { inviteInput } from '../schema'
import { hashSecret, newSecret } from '../secrets'

const made: Limit = { act: 'invite', burst: 30, everySeconds: 60 }
const dayMs = 86_400_000

/**
 * Makes a link that gives its role to whoever follows it first, until its end. Its address is in this answer alone: of the token only a hash is kept. Throws unauthorized,
 * forbidden (403) for a role that `by` may not give, conflict (409) for an address that has an account and when there are as many links as there may be, too_many (429).
 */
export async function invite(
  by: Someone,
  { role, days, note, email }: z.output<typeof inviteInput>,
): Promise<{ id: string; address: string; expiresAt: string }> {
  if (!by.account) throw unauthorized()
  if (!mayGiveRole(by, null, role)) throw forbidden(`You may not invite an ${role}`)
  await limitId(made, by.account.id)
  const token = newSecret()
  const expiresAt = new Date(nowMs() + days * dayMs)
  const id = newId()
  const madeById = by.account.id
  await write(
    async (tx) => {
      if (email && (await tx.account.findUnique({ where: { email }, select: { id: true } })))
        throw conflict('This address has an account already: give it a role in the list instead')
      const live = await tx.invitation.count({ where: { usedAt: null, withdrawnAt: null, expiresAt: { gt: currentTime() } } })
      if (live >= invitationLimits.live) throw conflict(`${invitationLimits.live} invitations wait already: withdraw one that is not needed any more`)
      await tx.invitation.create({ data: { id, tokenHash: hashSecret(token), role, email, note, madeById, expiresAt, createdAt: currentTime() } })
    },
    { lock: 'invitations' },
  )
  logAccountChange('invitation made', id, by, { role })
  return { id, address: `${config.siteUrl}/invite?token=${token}`, expiresAt: expiresAt.toISOString() }
}

/** Ends an invitation that nobody has followed. Done twice it is done. Throws forbidden (403), not_found (404), conflict (409) for one that was used. */
export async function withdrawInvitation(by: Someone, id: string): Promise<void> {
  if (!mayManageAccounts(by)) throw forbidden('Only admins and owners withdraw invitations')
  await write(async (tx) => {
    const invitation = await tx.invitation.findUnique({ where: { id }, select: { role: true, usedAt: true, withdrawnAt: true } })
    if (!invitation) throw notFound('There is no such invitation')
    if (!mayGiveRole(by, null, invitation.role)) throw forbidden(`You may not withdraw the invitation of an ${invitation.role}`)
    if (invitation.usedAt) throw conflict('Somebody has followed it already: change their role instead')
    if (!invitation.withdrawnAt) await tx.invitation.update({ where: { id }, data: { withdrawnAt: currentTime() } })
  })
  logAccountChange('invitation withdrawn', id, by)
}
