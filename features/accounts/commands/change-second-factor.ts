import { write, type Tx } from '@/platform/db'
import { announce } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import { logAccountChange } from '../account-log'
import { ownCodes } from '../rate-limits'
import { newRecoveryCodes } from '../recovery-codes'
import { acceptCode } from './accept-code'
import { checkOwnPassword } from './check-own-password'
import { keepRecoveryCodes } from './turn-on-second-factor'

type Proof = { password: string; code: string }

/** Makes ten other recovery codes; the earlier ones get in no more. Throws invalid (422) for a wrong password or code, conflict (409), too_many (429). */
export async function renewRecoveryCodes(accountId: string, proof: Proof): Promise<string[]> {
  const codes = newRecoveryCodes()
  await withProof(accountId, proof, async (tx) => {
    await keepRecoveryCodes(tx, accountId, codes)
    await announce(tx, 'account.second-factor-changed', { accountId, change: 'recovery-codes' })
  })
  logAccountChange('recovery codes', accountId)
  return codes
}

/** Turns one's own second factor off. Throws as `renewRecoveryCodes` does. */
export async function turnOffSecondFactor(accountId: string, proof: Proof): Promise<void> {
  await withProof(accountId, proof, (tx) => forget(tx, accountId))
  logAccountChange('second factor off', accountId)
}

/** Takes an account's second factor away from the machine itself, for somebody who lost the codes and the recovery codes. Resolves to whether there was one. */
export async function removeSecondFactor(accountId: string): Promise<boolean> {
  const had = await write(async (tx) => {
    if ((await tx.secondFactor.count({ where: { accountId } })) === 0) return false
    await forget(tx, accountId)
    return true
  })
  if (had) logAccountChange('second factor off', accountId, 'operator')
  return had
}

async function withProof(accountId: string, { password, code }: Proof, change: (tx: Tx) => Promise<void>): Promise<void> {
  await checkOwnPassword(accountId, password)
  const tried = await limitId(ownCodes, accountId)
  await write(async (tx) => {
    await acceptCode(tx, accountId, code)
    await change(tx)
  })
  await tried.forgive()
}

async function forget(tx: Tx, accountId: string): Promise<void> {
  await tx.secondFactor.delete({ where: { accountId } })
  await tx.recoveryCode.deleteMany({ where: { accountId } })
  await tx.token.deleteMany({ where: { accountId, purpose: 'second-factor' } })
  await announce(tx, 'account.second-factor-changed', { accountId, change: 'off' })
}
