import { read, write } from '@/platform/db'
import { forbidden, invalid } from '@/platform/errors'
import { networkOf } from '@/platform/http/network'
import { limitNetwork, limitText } from '@/platform/http/rate-limit'
import { hashPassword, verifyPassword } from '../password'
import { logSignIn } from '../account-log'
import { knownDevice } from '../known-device'
import { attempts } from '../rate-limits'
import { email as emailShape } from '../schema'
import { newSecret } from '../secrets'
import { suspendedWords } from '../shut-out'
import type { SignInClient } from '../sign-in-client'
import { remindToConfirm } from './send-confirmation'
import { startSession } from './start-session'

// One answer for all: an address that nobody has confirmed yet must not look different from one that nobody has.
const wrong = () =>
  invalid('The address or the password is not right, or the address is not confirmed yet', {
    password: 'Check both, or choose “Forgotten?”. If you have just signed up: follow the link in our mail',
  })

/**
 * Checks address and password and starts a session; returns its token, or that of a sign-in that waits for a second factor (`startSession`). Throws invalid (422) alike for an unknown address, a wrong password and
 * an address that is not confirmed (whoever knows its password gets the link once more, by mail), forbidden (403) for a suspended account,
 * too_many (429), unavailable (503). `onSuspended` hears of an account that is suspended and has no second factor, once its password is right.
 */
export async function signIn(
  input: { email: string; password: string; next?: string | null },
  client: SignInClient,
  onSuspended?: (accountId: string) => void,
): Promise<string> {
  // Text that is no address has no account. PostgreSQL refuses some texts (NUL), so they are not asked about.
  const email = emailShape.safeParse(input.email).data ?? ''
  const tried = await limitAttempts(email, client).catch((error: unknown) => {
    logSignIn('too many tries', null, client)
    throw error
  })
  const select = { id: true, passwordHash: true, suspendedAt: true, confirmedAt: true, secondFactor: { select: { accountId: true } } } as const
  const account = email ? await read.account.findUnique({ where: { email }, select }) : null
  const { right, stale } = await verifyPassword(input.password, account?.passwordHash ?? null)
  if (!account || !right) {
    logSignIn(account ? 'wrong password' : 'unknown address', account?.id ?? null, client)
    throw wrong()
  }
  if (!account.confirmedAt) {
    logSignIn('not confirmed', account.id, client)
    remindToConfirm(email, input.next)
    throw wrong()
  }
  if (account.suspendedAt) {
    logSignIn('suspended', account.id, client)
    // Who has a second factor has not shown it here.
    if (!account.secondFactor) onSuspended?.(account.id)
    throw forbidden(suspendedWords)
  }

  const passwordHash = stale ? await hashPassword(input.password) : account.passwordHash
  const token = newSecret()
  const signedIn = await write(async (tx) => {
    // Also the check that nobody changed the password or suspended the account while it was compared.
    const { count } = await tx.account.updateMany({
      where: { id: account.id, passwordHash: account.passwordHash, suspendedAt: null },
      data: { passwordHash },
    })
    if (count === 0) throw wrong()
    return startSession(tx, account.id, token, client)
  })
  logSignIn(signedIn ? 'signed in' : 'code asked for', account.id, client)
  // Who has only the password may try it as often as anybody else.
  if (signedIn) await tried.forgive()
  return token
}

/**
 * Three buckets: guessing one account from one place, from everywhere, and many accounts from one place. A device that signed in to this account before has one of
 * its own instead: strangers who keep the others full cannot keep its owner out.
 */
async function limitAttempts(email: string, { ip, device }: SignInClient) {
  const known = knownDevice(device, email)
  if (known) return limitText(attempts.device, known)
  const pair = await limitText(attempts.pair, `${networkOf(ip)} ${email}`)
  const account = await limitText(attempts.account, email)
  const network = await limitNetwork(attempts.network, ip)
  return {
    async forgive() {
      await pair.forgive()
      await account.forgive()
      // Only this one attempt is taken back: an attacker with an account could otherwise reset the limit by signing in.
      await network.forgive(1)
    },
  }
}
