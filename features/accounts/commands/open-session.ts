import { currentTime } from '@/platform/clock'
import { write } from '@/platform/db'
import { hashSecret } from '../secrets'
import type { SignInClient } from '../sign-in-client'
import { startSession } from './start-session'

/** `startSession` in a transaction of its own: for a sign-in that next-auth has checked. */
export const openSession = (accountId: string, token: string, client: SignInClient) => write((tx) => startSession(tx, accountId, token, client))

/** Moves a session's end, as next-auth asks for it. */
export async function prolongSession(token: string, expiresAt: Date): Promise<void> {
  await write((tx) => tx.session.updateMany({ where: { tokenHash: hashSecret(token) }, data: { expiresAt, lastSeenAt: currentTime() } }))
}
