import { currentTime } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import { limitNetwork } from '@/platform/http/rate-limit'
import { refuseGuessable } from '../check-password'
import { hashPassword } from '../password'
import { hashSecret, newSecret } from '../secrets'
import type { SignInClient } from '../sign-in-client'
import { links } from '../rate-limits'
import { startSession } from './start-session'
import { useAccountToken } from './use-token'
import { logAccountChange } from '../account-log'

/**
 * Sets a new password by a mailed link, ends every session, and signs in whoever followed it; returns the session's token, or that of a sign-in that waits for a
 * second factor (a mail is no way round it), and the page where the link leads. The address is confirmed by that, too. Throws gone (410) for a link that is used or too old.
 */
export async function resetPassword(
  { token, password }: { token: string; password: string },
  client: SignInClient,
): Promise<{ session: string; next: string | null }> {
  await limitNetwork(links, client.ip)
  const kept = await read.token.findFirst({
    where: { hash: hashSecret(token), purpose: 'reset' },
    select: { account: { select: { name: true, email: true } } },
  })
  if (kept?.account) await refuseGuessable(password, kept.account)
  const passwordHash = await hashPassword(password)
  const session = newSecret()
  const { accountId, next } = await write(async (tx) => {
    const { accountId, next } = await useAccountToken(tx, 'reset', token)
    await tx.account.update({ where: { id: accountId }, data: { passwordHash } })
    await tx.account.updateMany({ where: { id: accountId, confirmedAt: null }, data: { confirmedAt: currentTime() } })
    await tx.token.deleteMany({ where: { accountId, usedAt: null } })
    await tx.session.deleteMany({ where: { accountId } })
    await startSession(tx, accountId, session, client)
    await announce(tx, 'account.password-changed', { accountId })
    return { accountId, next }
  })
  logAccountChange('password by mail', accountId)
  return { session, next }
}
