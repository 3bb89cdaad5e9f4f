import { nowMs } from '@/platform/clock'
import { read, write, type Tx } from '@/platform/db'
import { conflict, forbidden } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { logAccountChange } from '../account-log'
import { newCodeSecret, stepOfCode } from '../one-time-code'
import { maySetUpSecondFactor, type Someone } from '../policy'
import { newRecoveryCodes, recoveryCodeHash } from '../recovery-codes'
import { seal } from '../sealed'
import { hashSecret } from '../secrets'
import { secretOf, wrongCode } from './accept-code'
import { checkOwnPassword } from './check-own-password'

const onAlready = () => conflict('Your second factor is on already. To set up another app, turn it off first.')

/**
 * Makes a key for a second factor, for whoever says their password. Nothing is kept: it is on when a code of it was typed (`turnOnSecondFactor`). Throws forbidden (403),
 * invalid (422), conflict (409) when one is on.
 */
export async function beginSecondFactor(actor: Someone, { password }: { password: string }): Promise<string> {
  const accountId = askWhetherMay(actor)
  await checkOwnPassword(accountId, password)
  if (await read.secondFactor.findUnique({ where: { accountId }, select: { accountId: true } })) throw onAlready()
  return newCodeSecret()
}

/**
 * Turns the second factor on with a key whose code was typed, ends the account's other sessions, and returns the recovery codes, which nobody sees again. Throws
 * invalid (422) for a wrong code, forbidden (403), conflict (409) when one is on.
 */
export async function turnOnSecondFactor(actor: Someone, { secret, code }: { secret: string; code: string }, token: string): Promise<string[]> {
  const accountId = askWhetherMay(actor)
  const lastStep = stepOfCode(secret, code, nowMs())
  if (lastStep === null) throw wrongCode('This code is not right. Is the clock of the phone right?')
  const codes = newRecoveryCodes()
  await write(async (tx) => {
    if (await tx.secondFactor.findUnique({ where: { accountId }, select: { accountId: true } })) throw onAlready()
    await tx.secondFactor.create({ data: { accountId, secret: seal(secret, secretOf(accountId)), lastStep } })
    await keepRecoveryCodes(tx, accountId, codes)
    await tx.session.deleteMany({ where: { accountId, tokenHash: { not: hashSecret(token) } } })
    await announce(tx, 'account.second-factor-changed', { accountId, change: 'on' })
  })
  logAccountChange('second factor on', accountId)
  return codes
}

function askWhetherMay(actor: Someone): string {
  if (!actor.account || !maySetUpSecondFactor(actor)) throw forbidden('Second factors are for the accounts of those who write here')
  return actor.account.id
}

/** Keeps these codes in place of any earlier ones. */
export async function keepRecoveryCodes(tx: Tx, accountId: string, codes: string[]): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { accountId } })
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ hash: recoveryCodeHash(code)!, accountId })) })
}
