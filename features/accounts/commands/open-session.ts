import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'
import { hashSecret } from '../secrets'
import type { SignInClient } from '../sign-in-client'
import { startSession } from './start-session'
import { logSignIn } from '../account-log'

/** `startSession` in a transaction of its own: for a sign-in that next-auth has checked. */
export async function openSession(accountId: string, token: string, client: SignInClient): Promise<void> {
  await write((tx) => startSession(tx, accountId, token, client))
  logSignIn('signed in', accountId, client)
}

/** Moves a session's end, as next-auth asks for it. */
export async function prolongSession(token: string, expiresAt: Date): Promise<void> {
  await write((tx) => tx.session.updateMany({ where: { tokenHash: hashSecret(token) }, data: { expiresAt, lastSeenAt: currentTime() } }))
}
