import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'
import { limitNetwork } from '@/platform/http/rate-limit'
import { newSecret } from '../secrets'
import type { SignInClient } from '../sign-in-client'
import { links } from '../rate-limits'
import { startSession } from './start-session'
import { useAccountToken } from './use-token'

/** Confirms the address that a link was mailed to, and signs in whoever followed it. Returns the session's token. Throws gone (410). */
export async function confirmAddress({ token }: { token: string }, client: SignInClient): Promise<string> {
  await limitNetwork(links, client.ip)
  const session = newSecret()
  await write(async (tx) => {
    const accountId = await useAccountToken(tx, 'confirm', token)
    await tx.account.updateMany({ where: { id: accountId, confirmedAt: null }, data: { confirmedAt: currentTime() } })
    await tx.token.deleteMany({ where: { accountId, purpose: 'confirm', usedAt: null } })
    await startSession(tx, accountId, session, client)
  })
  return session
}
