import { read, write } from '@/platform/db'
import { invalid, unauthorized } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import { refuseGuessable } from '../check-password'
import { hashPassword, verifyPassword } from '../password'
import { ownPassword } from '../rate-limits'
import { hashSecret } from '../secrets'
import { logAccountChange } from '../account-log'

/**
 * Changes the password of whoever is signed in with the session `token`, and ends their other sessions. An account that only
 * OAuth signs in gets its first password without naming one. Throws invalid (422) when the current one is wrong.
 */
export async function changePassword(accountId: string, input: { current: string; password: string }, token: string): Promise<void> {
  const tried = await limitId(ownPassword, accountId)
  const account = await read.account.findUnique({ where: { id: accountId }, select: { passwordHash: true, name: true, email: true } })
  if (!account) throw unauthorized()
  if (account.passwordHash !== null && !(await verifyPassword(input.current, account.passwordHash)).right)
    throw invalid('Your password was not changed', { current: 'This is not your current password' })
  await refuseGuessable(input.password, account)
  const passwordHash = await hashPassword(input.password)
  await write(async (tx) => {
    const { count } = await tx.account.updateMany({ where: { id: accountId, passwordHash: account.passwordHash }, data: { passwordHash } })
    if (count === 0) throw invalid('Your password was changed elsewhere in this moment. Try again.')
    await tx.session.deleteMany({ where: { accountId, tokenHash: { not: hashSecret(token) } } })
    await tx.token.deleteMany({ where: { accountId, purpose: { in: ['reset', 'second-factor'] } } })
    await announce(tx, 'account.password-changed', { accountId })
  })
  logAccountChange('password', accountId)
  await tried.forgive()
}
