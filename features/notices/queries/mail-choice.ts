import { read, type Db } from '@/platform/db'
import { readConfirmToken, readUnsubscribeToken } from '../links'

/** Where mail about a reader's inbox goes, and how often. */
export type MailChoice = { email: string; daily: boolean; isConfirmed: boolean }

export const findMailChoice = async (readerId: string, db: Db = read): Promise<MailChoice | null> => {
  const where = { readerId_kind_targetId_channel: { readerId, kind: 'inbox', targetId: readerId, channel: 'mail' } }
  const row = await db.subscription.findUnique({ where, select: { email: true, daily: true, confirmedAt: true } })
  return row?.email ? { email: row.email, daily: row.daily, isConfirmed: row.confirmedAt !== null } : null
}

/** What a link to say yes leads to; null when it does not hold (any more). */
export async function findAsked(token: string, db: Db = read): Promise<({ id: string } & MailChoice) | null> {
  const link = readConfirmToken(token)
  if (!link) return null
  const row = await db.subscription.findUnique({ where: { id: link.id }, select: { id: true, email: true, daily: true, confirmedAt: true } })
  if (!row?.email || !link.isFor(row.email)) return null
  return { id: row.id, email: row.email, daily: row.daily, isConfirmed: row.confirmedAt !== null }
}

/** Whether mail still goes where this link ends it; null for a link that is none of ours. */
export async function isMailed(token: string, db: Db = read): Promise<boolean | null> {
  const id = readUnsubscribeToken(token)
  return id === null ? null : (await db.subscription.findUnique({ where: { id }, select: { id: true } })) !== null
}
