import { read } from '@/platform/db'
import { invalid, unauthorized } from '@/platform/errors'
import { limitId } from '@/platform/http/rate-limit'
import { verifyPassword } from '../password'
import { ownPassword } from '../rate-limits'

/**
 * Asks whoever is signed in for their password once more: a device may have been left open. An account that only a provider signs in has none to ask for. Throws
 * invalid (422), too_many (429).
 */
export async function checkOwnPassword(accountId: string, password: string): Promise<void> {
  const tried = await limitId(ownPassword, accountId)
  const account = await read.account.findUnique({ where: { id: accountId }, select: { passwordHash: true } })
  if (!account) throw unauthorized()
  if (account.passwordHash !== null && !(await verifyPassword(password, account.passwordHash)).right)
    throw invalid('This is not your password', { password: 'This is not your password' })
  await tried.forgive()
}
