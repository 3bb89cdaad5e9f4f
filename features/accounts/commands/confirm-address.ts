import { currentTime } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { invalid } from '@/platform/errors'
import { limitNetwork } from '@/platform/http/rate-limit'
import { refuseGuessable } from '../check-password'
import { hashPassword, verifyPassword } from '../password'
import { links } from '../rate-limits'
import { hashSecret, newSecret } from '../secrets'
import type { SignInClient } from '../sign-in-client'
import { startSession } from './start-session'
import { useAccountToken } from './use-token'
import { logAccountChange } from '../account-log'

type Input = { token: string; password: string; new?: string }

/**
 * Confirms the address that a link was mailed to, and signs in whoever followed it; returns a token as `startSession` leaves it, and the page where the link leads. They say the account's password, or
 * choose a new one: somebody else may have signed up with their address, and what that one began ends here. Throws gone (410), invalid (422) for
 * another password.
 */
export async function confirmAddress({ token, password, new: chosen }: Input, client: SignInClient): Promise<{ session: string; next: string | null }> {
  await limitNetwork(links, client.ip)
  const kept = await read.token.findFirst({
    where: { hash: hashSecret(token), purpose: 'confirm' },
    select: { account: { select: { passwordHash: true, name: true, email: true } } },
  })
  const before = kept?.account?.passwordHash ?? null
  if (chosen !== undefined && kept?.account) await refuseGuessable(chosen, kept.account, 'new')
  const passwordHash = chosen === undefined ? before : await hashPassword(chosen)
  const right = chosen !== undefined || (before !== null && password !== '' && (await verifyPassword(password, before)).right)
  const session = newSecret()
  const { accountId, next } = await write(async (tx) => {
    const { accountId, next } = await useAccountToken(tx, 'confirm', token)
    if (!right) throw notThePassword(password)
    const { count } = await tx.account.updateMany({ where: { id: accountId, passwordHash: before }, data: { passwordHash, confirmedAt: currentTime() } })
    if (count === 0) throw invalid('The password was changed elsewhere in this moment. Try again.')
    await tx.token.deleteMany({ where: { accountId, usedAt: null } })
    await tx.session.deleteMany({ where: { accountId } })
    await startSession(tx, accountId, session, client)
    return { accountId, next }
  })
  logAccountChange('confirmed', accountId, null, { newPassword: chosen !== undefined })
  return { session, next }
}

const notThePassword = (given: string) =>
  given === ''
    ? invalid('Type the password, or choose a new one', { password: 'Type the password that you chose when you signed up' })
    : invalid('This is not the password that the account was made with', { password: 'Type it again. If you did not make the account, choose a new one below' })
