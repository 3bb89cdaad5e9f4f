import { read, write } from '@/platform/db'
import { forbidden, invalid } from '@/platform/errors'
import { forgive, limit } from '@/platform/http/rate-limit'
import { hashPassword, verifyPassword } from '../password'
import { email as emailShape } from '../schema'
import { newSecret } from '../secrets'
import { networkOf, type Visit } from '../visit'
import { startSession } from './start-session'

const wrong = () => invalid('The address or the password is not right', { password: 'Check both, or choose “Forgot your password?”' })

/**
 * Checks address and password and starts a session; returns its token. Throws invalid (422) alike for an unknown address and a
 * wrong password, forbidden (403) for a suspended account, too_many (429), unavailable (503).
 */
export async function signIn(input: { email: string; password: string }, visit: Visit): Promise<string> {
  // What is no address has no account; databases do not even take every text (PostgreSQL: no NUL).
  const email = emailShape.safeParse(input.email).data ?? ''
  const attempts = limitAttempts(email, visit)
  const select = { id: true, passwordHash: true, suspendedAt: true } as const
  const account = email ? await read.account.findUnique({ where: { email }, select }) : null
  const { right, stale } = await verifyPassword(input.password, account?.passwordHash ?? null)
  if (!account || !right) throw wrong()
  if (account.suspendedAt) throw forbidden('This account is suspended. Write to the site’s owner if you think that is a mistake.')

  const passwordHash = stale ? await hashPassword(input.password) : account.passwordHash
  const token = newSecret()
  await write(async (tx) => {
    // Also the check that nobody changed the password or suspended the account while it was compared.
    const { count } = await tx.account.updateMany({
      where: { id: account.id, passwordHash: account.passwordHash, suspendedAt: null },
      data: { passwordHash },
    })
    if (count === 0) throw wrong()
    await startSession(tx, account.id, token, visit)
  })
  attempts.forgive()
  return token
}

/** Three buckets: guessing one account from one place, from everywhere, and many accounts from one place. */
function limitAttempts(email: string, { ip }: Visit) {
  const place = networkOf(ip)
  const [pair, account, network] = [`sign-in:${place}:${email}`, `sign-in:account:${email}`, `sign-in:from:${place}`]
  limit(pair, { burst: 8, every: 30 })
  limit(account, { burst: 60, every: 60 })
  limit(network, { burst: 60, every: 10 })
  return {
    forgive() {
      forgive(pair)
      forgive(account)
      // Only this one attempt: else whoever has an account could guess others' for ever, signing in between.
      forgive(network, 1)
    },
  }
}
