import { write } from '@/platform/db'
import { hashSecret } from '../secrets'

/** Signs out: the session that the token opens is gone at once, and so is a sign-in that waits for its code. */
export async function signOut(token: string | null): Promise<void> {
  if (!token) return
  const hash = hashSecret(token)
  await write(async (tx) => {
    await tx.session.deleteMany({ where: { tokenHash: hash } })
    await tx.token.deleteMany({ where: { hash, purpose: 'second-factor' } })
  })
}

/** Signs one of one's own devices out. Ending what has ended already is fine; another account's session is not found. */
export async function endSession(accountId: string, sessionId: string): Promise<void> {
  await write((tx) => tx.session.deleteMany({ where: { id: sessionId, accountId } }))
}

/** Signs every device out but the one with this token. */
export async function endOtherSessions(accountId: string, token: string): Promise<void> {
  await write((tx) => tx.session.deleteMany({ where: { accountId, tokenHash: { not: hashSecret(token) } } }))
}
