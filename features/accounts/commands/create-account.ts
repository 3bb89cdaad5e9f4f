import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'
import { conflict, forbidden } from '@/platform/errors'
import { newId } from '@/platform/id'
import { mayGiveRole, type Someone } from '../policy'
import { refuseGuessable } from '../check-password'
import { hashPassword } from '../password'
import { forgetStaffNames } from '../queries/staff-names'
import type { Role } from '@/platform/roles'
import { logAccountChange } from '../account-log'

/** The command line acts without an account: whoever has a shell on the machine may do everything. */
export type By = Someone | 'operator'

/**
 * Makes an account with a role, its address taken as confirmed. Returns its id. Throws forbidden (403), invalid (422) for a password that is easy to guess, conflict (409)
 * when the address has one.
 */
export async function createAccount(by: By, input: { email: string; name: string; role: Role; password: string | null }): Promise<string> {
  if (by !== 'operator' && !mayGiveRole(by, null, input.role)) throw forbidden(`You may not make an ${input.role}`)
  const { email, name, role } = input
  if (input.password !== null) await refuseGuessable(input.password, input)
  const passwordHash = input.password === null ? null : await hashPassword(input.password)
  const id = newId()
  await write(async (tx) => {
    if (await tx.account.findUnique({ where: { email }, select: { id: true } })) throw conflict(`There is an account for ${email} already`)
    await tx.account.create({ data: { id, email, name, role, passwordHash, confirmedAt: currentTime(), reader: { create: { id: newId() } } } })
  })
  logAccountChange('made', id, by, { role })
  forgetStaffNames()
  return id
}
