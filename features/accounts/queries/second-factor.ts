import { currentTime } from '@/platform/clock'
import { read, type Db } from '@/platform/db'
import { hashSecret } from '../secrets'

/** What the page of the second factor shows. */
export type OwnSecondFactor = { since: Date; recoveryCodesLeft: number }

/** An account's second factor; null when it has none. */
export async function findSecondFactor(accountId: string, db: Db = read): Promise<OwnSecondFactor | null> {
  const kept = await db.secondFactor.findUnique({ where: { accountId }, select: { createdAt: true } })
  return kept && { since: kept.createdAt, recoveryCodesLeft: await db.recoveryCode.count({ where: { accountId, usedAt: null } }) }
}

/** The account of a sign-in that waits for its second factor, and since when it has one; null when it is used, over, or never was. */
export async function findSignInStep(token: string, db: Db = read): Promise<{ accountId: string; email: string; since: Date | null } | null> {
  const account = { select: { id: true, email: true, secondFactor: { select: { createdAt: true } } } } as const
  const select = { purpose: true, usedAt: true, expiresAt: true, account } as const
  const found = await db.token.findUnique({ where: { hash: hashSecret(token) }, select })
  if (found?.purpose !== 'second-factor' || found.usedAt || found.expiresAt <= currentTime() || !found.account) return null
  return { accountId: found.account.id, email: found.account.email, since: found.account.secondFactor?.createdAt ?? null }
}
