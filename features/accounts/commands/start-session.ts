import { nowMs } from '@/platform/clock'
import type { Tx } from '@/platform/db'
import { newId } from '@/platform/id'
import { deviceCookie } from '../known-device'
import { findSession } from '../queries/accounts'
import { findSecondFactor } from '../queries/second-factor'
import { hashSecret } from '../secrets'
import { noReaderCookie, sessionCookie, sessionLifetimeMs, signInStepLifetimeMs } from '../sessions'
import { noShutOutCookie } from '../shut-out'
import type { SignInClient } from '../sign-in-client'
import { adoptGuest } from './adopt-guest'

/**
 * Signs in to an account whoever has shown a password, a link of a mail, or a provider's word; resolves to true. When the account has a second factor, nobody is signed
 * in: `token` is then that of a sign-in that waits for a code (`finishSignIn`), and it resolves to false. `token` is made by the caller, because a transaction may run twice.
 */
export async function startSession(tx: Tx, accountId: string, token: string, client: SignInClient): Promise<boolean> {
  const account = await tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { email: true, secondFactor: { select: { accountId: true } } } })
  if (account.secondFactor) {
    const expiresAt = new Date(nowMs() + signInStepLifetimeMs)
    await tx.token.create({ data: { hash: hashSecret(token), purpose: 'second-factor', accountId, email: account.email, expiresAt } })
    return false
  }
  await openSession(tx, accountId, token, client)
  return true
}

/** Signs a visitor in, without asking for more: a new session, never one that was there before (session fixation), and the guest comes along. */
export async function openSession(tx: Tx, accountId: string, token: string, client: SignInClient): Promise<void> {
  if (client.session) await tx.session.deleteMany({ where: { tokenHash: hashSecret(client.session) } })
  const expiresAt = new Date(nowMs() + sessionLifetimeMs)
  await tx.session.create({ data: { id: newId(), tokenHash: hashSecret(token), accountId, expiresAt, userAgent: client.userAgent } })
  await adoptGuest(tx, client.guest, accountId)
}

/** What the answer to a sign-in sets: the session, the mark of a device that is known from now on, and no guest any more. */
export async function signedInCookies(token: string, client: SignInClient): Promise<string[]> {
  const account = (await findSession(token))?.account
  // Who has a second factor has shown a code: there is no other way to a session.
  const device = account ? [deviceCookie(account.email, (await findSecondFactor(account.id))?.since ?? null)] : []
  return [sessionCookie(token), noShutOutCookie(), ...device, ...(client.guest ? [noReaderCookie()] : [])]
}
