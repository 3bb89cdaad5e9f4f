import { currentTime } from '@/platform/clock'
import { read, type Db } from '@/platform/db'
import { hashSecret } from '../secrets'
import type { Role } from '@/platform/roles'

/** Who a session belongs to. */
export type SessionView = {
  id: string
  expiresAt: Date
  lastSeenAt: Date
  account: { id: string; name: string; email: string; role: Role; readerId: string | null; hasSecondFactor: boolean }
}

type SessionRow = {
  id: string
  expiresAt: Date
  lastSeenAt: Date
  accountId: string
  name: string
  email: string
  role: Role
  confirmedAt: Date | null
  suspendedAt: Date | null
  readerId: string | null
  secondFactorOf: string | null
}

/**
 * The session that a cookie's token opens; null when it is unknown or over, or its account is suspended or not confirmed. Asked for every page of
 * whoever is signed in, so it is one statement by hand: as a nested `select` it is three, and took 3 to 7 times as long on both engines.
 */
export async function findSession(token: string, db: Db = read): Promise<SessionView | null> {
  const [row] = await db.$queryRaw<SessionRow[]>`
    SELECT s."id", s."expiresAt", s."lastSeenAt", a."id" AS "accountId", a."name", a."email", a."role", a."confirmedAt", a."suspendedAt", r."id" AS "readerId",
      f."accountId" AS "secondFactorOf"
    FROM "Session" s JOIN "Account" a ON a."id" = s."accountId" LEFT JOIN "Reader" r ON r."accountId" = a."id"
      LEFT JOIN "SecondFactor" f ON f."accountId" = a."id"
    WHERE s."tokenHash" = ${hashSecret(token)}`
  if (!row || row.expiresAt <= currentTime() || row.suspendedAt || !row.confirmedAt) return null
  const { id, expiresAt, lastSeenAt, accountId, name, email, role, readerId, secondFactorOf } = row
  return { id, expiresAt, lastSeenAt, account: { id: accountId, name, email, role, readerId, hasSecondFactor: secondFactorOf !== null } }
}

export type AccountView = { id: string; email: string; name: string; confirmedAt: Date | null; suspendedAt: Date | null }
const accountView = { id: true, email: true, name: true, confirmedAt: true, suspendedAt: true } as const

export const findAccountById = (id: string, db: Db = read): Promise<AccountView | null> => db.account.findUnique({ where: { id }, select: accountView })

export const findAccountByEmail = (email: string, db: Db = read): Promise<AccountView | null> =>
  db.account.findUnique({ where: { email: email.trim().toLowerCase() }, select: accountView })

/** The account that a provider's account signs in to. */
export async function findAccountByIdentity(provider: string, providerAccountId: string, db: Db = read): Promise<AccountView | null> {
  const where = { provider_providerAccountId: { provider, providerAccountId } }
  return (await db.identity.findUnique({ where, select: { account: { select: accountView } } }))?.account ?? null
}

/** What the account page shows. */
export type OwnAccount = { email: string; name: string; role: Role; hasPassword: boolean; providers: string[] }

export async function getOwnAccount(id: string, db: Db = read): Promise<OwnAccount> {
  const select = { email: true, name: true, role: true, passwordHash: true, identities: { select: { provider: true } } } as const
  const { passwordHash, identities, ...account } = await db.account.findUniqueOrThrow({ where: { id }, select })
  return {
    ...account,
    hasPassword: passwordHash !== null,
    providers: [...new Set(identities.map(({ provider }) => provider))],
  }
}

export type OwnSession = { id: string; userAgent: string; createdAt: Date; lastSeenAt: Date; isThis: boolean }

/** The devices that are signed in, this one first, then the newest; at most 100. */
export async function listSessions(accountId: string, token: string | null, db: Db = read): Promise<OwnSession[]> {
  const rows = await db.session.findMany({
    where: { accountId, expiresAt: { gt: currentTime() } },
    orderBy: { createdAt: 'desc' },
    take: 100,
    select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true, tokenHash: true },
  })
  const mine = token ? hashSecret(token) : null
  return rows.map(({ tokenHash, ...row }) => ({ ...row, isThis: tokenHash === mine })).sort((a, b) => Number(b.isThis) - Number(a.isThis))
}

/**
 * Whether a one-time link still works, to say so before anyone types, and the page where it leads in the end, also of one that is over. Using it is another thing
 * (commands/use-token.ts).
 */
export async function findLink(purpose: 'confirm' | 'reset' | 'owner', token: string, db: Db = read): Promise<{ works: boolean; next: string | null }> {
  const found = await db.token.findUnique({ where: { hash: hashSecret(token) }, select: { purpose: true, usedAt: true, expiresAt: true, next: true } })
  if (found?.purpose !== purpose) return { works: false, next: null }
  return { works: found.usedAt === null && found.expiresAt > currentTime(), next: found.next }
}

/** An account for the command line: by its address. */
export const findAccountForUpdate = (email: string, db: Db = read) =>
  db.account.findUnique({ where: { email }, select: { id: true, name: true, role: true, suspendedAt: true, confirmedAt: true } })
