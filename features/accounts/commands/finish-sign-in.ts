import { write } from '@/platform/db'
import { isAppError, gone } from '@/platform/errors'
import { limitId, limitNetwork, limitText } from '@/platform/http/rate-limit'
import { logSignIn } from '../account-log'
import { knownDevice } from '../known-device'
import { findSignInStep } from '../queries/second-factor'
import { codes } from '../rate-limits'
import { newSecret } from '../secrets'
import type { SignInClient } from '../sign-in-client'
import { acceptCode } from './accept-code'
import { openSession } from './start-session'
import { useAccountToken } from './use-token'

const over = () => gone('This sign-in took too long, or was finished already. Please sign in again.')

/**
 * Ends a sign-in whose second factor was asked for (`startSession`), with a one-time code or a recovery code; returns the session's token. Throws gone (410)
 * when the sign-in is over, the password was changed or the account suspended meanwhile, invalid (422) for a wrong code, too_many (429).
 */
export async function finishSignIn({ code }: { code: string }, client: SignInClient): Promise<string> {
  const step = client.session
  const waiting = step === null ? null : await findSignInStep(step)
  if (step === null || !waiting) throw over()
  const tried = await limitCodes(waiting, client).catch((error: unknown) => {
    logSignIn('too many tries', waiting.accountId, client)
    throw error
  })
  const token = newSecret()
  try {
    await write(async (tx) => {
      const { accountId } = await useAccountToken(tx, 'second-factor', step)
      await acceptCode(tx, accountId, code)
      await openSession(tx, accountId, token, client)
    })
  } catch (error) {
    if (isAppError(error) && error.code === 'gone') throw over()
    if (isAppError(error) && error.code === 'invalid') logSignIn('wrong code', waiting.accountId, client)
    throw error
  }
  logSignIn('signed in', waiting.accountId, client)
  await tried.forgive()
  return token
}

/**
 * Only who has passed the password comes here, so no stranger can keep these full. A device that has shown a code before is counted by itself all the same: the password
 * may be known to somebody else.
 */
async function limitCodes({ accountId, email, since }: { accountId: string; email: string; since: Date | null }, { ip, device }: SignInClient) {
  const network = await limitNetwork(codes.network, ip)
  const known = since && knownDevice(device, email, since)
  const own = known ? await limitText(codes.device, known) : await limitId(codes.account, accountId)
  return {
    async forgive() {
      await network.forgive(1)
      await own.forgive()
    },
  }
}
