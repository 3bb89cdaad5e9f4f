import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'
import { hashSecret } from '../secrets'
import type { SignInClient } from '../sign-in-client'
import { startSession } from './start-session'
import { logSignIn } from '../account-log'

/** `startSession` in a transaction of its own: for a sign-in that next-auth has checked. */
export async function signInByProvider(accountId: string, token: string, client: SignInClient): Promise<boolean> {
  const signedIn = await write((tx) => startSession(tx, accountId, token, client))
  logSignIn(signedIn ? 'signed in' : 'code asked for', accountId, client)
  return signedIn
}

/** Moves a session's end, as next-auth asks for it. */
export async function prolongSession(token: string, expiresAt: Date): Promise<void> {
  await write((tx) => tx.session.updateMany({ where: { tokenHash: hashSecret(token) }, data: { expiresAt, lastSeenAt: currentTime() } }))
}
