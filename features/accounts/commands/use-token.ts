import { currentTime } from '@/platform/clock'
import type { Tx } from '@/platform/db'
import { gone } from '@/platform/errors'
import { hashSecret } from '../secrets'

export type Purpose = 'confirm' | 'reset' | 'owner' | 'second-factor'

const spent = () => gone('This link has been used already, or it is too old. Ask for a new one.')

/** Marks a one-time link as used and returns what it was made for. Of two that use it at once, one gets through. Throws gone (410). */
export async function useToken(tx: Tx, purpose: Purpose, token: string): Promise<{ accountId: string | null; email: string | null; next: string | null }> {
  const hash = hashSecret(token)
  const now = currentTime()
  const { count } = await tx.token.updateMany({ where: { hash, purpose, usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } })
  if (count === 0) throw spent()
  return tx.token.findUniqueOrThrow({ where: { hash }, select: { accountId: true, email: true, next: true } })
}

/** The same for what belongs to an account: also refuses when the address changed, was confirmed in another way, or the account was suspended since. */
export async function useAccountToken(tx: Tx, purpose: Exclude<Purpose, 'owner'>, token: string): Promise<{ accountId: string; next: string | null }> {
  const { accountId, email, next } = await useToken(tx, purpose, token)
  const account = accountId ? await tx.account.findUnique({ where: { id: accountId }, select: { email: true, suspendedAt: true, confirmedAt: true } }) : null
  if (!accountId || !account || account.email !== email || account.suspendedAt || (purpose === 'confirm' && account.confirmedAt)) throw spent()
  return { accountId, next }
}
