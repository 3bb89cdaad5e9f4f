import { currentTime, nowMs } from '@/platform/clock'
import type { Tx } from '@/platform/db'
import { conflict, invalid } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { log } from '@/platform/log'
import { stepAt, stepOfCode } from '../one-time-code'
import { recoveryCodeHash } from '../recovery-codes'
import { unseal } from '../sealed'

/** What a key is sealed with: it belongs to one account. */
export const secretOf = (accountId: string) => `second factor of ${accountId}`

/**
 * Accepts a one-time code or a recovery code of an account, each once: of two that come at the same time, one gets through. Throws invalid (422) for a code that is
 * wrong, too old or used, conflict (409) when the account has no second factor.
 */
export async function acceptCode(tx: Tx, accountId: string, typed: string): Promise<void> {
  const kept = await tx.secondFactor.findUnique({ where: { accountId }, select: { secret: true } })
  if (!kept) throw conflict('This account has no second factor (any more)')
  const hash = recoveryCodeHash(typed)
  if (hash !== null) return acceptRecoveryCode(tx, accountId, hash)
  if (/\p{L}/u.test(typed)) throw wrongCode('This is no code of ours. A recovery code has 16 letters and digits, one from the app six digits')

  const secret = unseal(kept.secret, secretOf(accountId))
  if (secret === null) {
    log.error(
      { account: accountId },
      'the key of a second factor cannot be read: SECRET, or the secrets in the data folder, are not those that it was made with',
    )
    throw wrongCode('The codes of this account cannot be checked any more. Use a recovery code, and write to the site’s owner')
  }
  const now = nowMs()
  const step = stepOfCode(secret, typed, now)
  if (step === null) throw wrongCode('This code is not right. Type the one that the app shows now')
  // A step that is still to come was accepted while our clock was ahead; it must keep nobody out until then.
  const unused = { OR: [{ lastStep: { lt: step } }, { lastStep: { gt: stepAt(now) + 1 } }] }
  const { count } = await tx.secondFactor.updateMany({ where: { accountId, ...unused }, data: { lastStep: step } })
  if (count === 0) throw wrongCode('This code was used already. Wait until the app shows the next one')
}

async function acceptRecoveryCode(tx: Tx, accountId: string, hash: string): Promise<void> {
  const { count } = await tx.recoveryCode.updateMany({ where: { hash, accountId, usedAt: null }, data: { usedAt: currentTime() } })
  if (count === 0) throw wrongCode('This recovery code is not right, or it was used already')
  await announce(tx, 'account.second-factor-changed', { accountId, change: 'recovery-code-used' })
}

export const wrongCode = (message: string) => invalid(message, { code: message })
