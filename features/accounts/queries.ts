import { read, type Db } from '@/platform/db'
import { hashSecret } from './secrets'
import type { Role } from './schema'

/** Who a session belongs to. */
export type SessionView = {
  id: string
  expiresAt: Date
  lastSeenAt: Date
  account: { id: string; name: string; email: string; role: Role; confirmed: boolean; readerId: string | null }
}

/** The session that a cookie's token opens, in one query; null when it is unknown or over, or its account is suspended. */
export async function findSession(token: string, db: Db = read): Promise<SessionView | null> {
  const session = await db.session.findUnique({
    where: { tokenHash: hashSecret(token) },
    select: {
      id: true,
      expiresAt: true,
      lastSeenAt: true,
      account: { select: { id: true, name: true, email: true, role: true, confirmedAt: true, suspendedAt: true, reader: { select: { id: true } } } },
    },
  })
  if (!session || session.expiresAt <= new Date() || session.account.suspendedAt) return null
  const { id, name, email, role, confirmedAt, reader } = session.account
  return {
    id: session.id,
    expiresAt: session.expiresAt,
    lastSeenAt: session.lastSeenAt,
    account: { id, name, email, role, confirmed: confirmedAt !== null, readerId: reader?.id ?? null },
  }
}
