import { currentTime } from '@/platform/clock'
import { read } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import { hashSecret } from '../secrets'
import { mayGiveRole, mayManageAccounts, maySuspend, type Someone } from '../policy'
import { roles, type Role } from '@/platform/roles'
import { fold } from '@/platform/text/fold'

/** An account as those see it who manage accounts. `gives`: the roles that whoever looks may give it. */
export type Person = {
  id: string
  name: string
  email: string
  role: Role
  isYou: boolean
  confirmed: boolean
  suspended: boolean
  secondFactor: boolean
  byline: string | null
  lastSeenAt: Date | null
  gives: Role[]
  maySuspend: boolean
}

const most = 200
const mostFound = 50
const atOnce = 1000

/** Everybody who has a role, the highest first; with `words`, all whose name or address has them, readers too (at most 50). Throws forbidden (403). */
export async function listPeople(actor: Someone, words = ''): Promise<Person[]> {
  if (!mayManageAccounts(actor)) throw forbidden('Only admins and owners see the accounts of the site')
  const asked = words.trim()
  const rows = await read.account.findMany({
    where: asked ? { id: { in: await findIds(asked) } } : { role: { not: 'reader' } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: most,
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      confirmedAt: true,
      suspendedAt: true,
      author: { select: { name: true } },
      secondFactor: { select: { accountId: true } },
      sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' }, take: 1 },
    },
  })
  const people = rows.map(({ id, name, email, role, confirmedAt, suspendedAt, author, secondFactor, sessions }): Person => ({
    id,
    name,
    email,
    role,
    isYou: id === actor.account!.id,
    confirmed: confirmedAt !== null,
    suspended: suspendedAt !== null,
    secondFactor: secondFactor !== null,
    byline: author?.name ?? null,
    lastSeenAt: sessions[0]?.lastSeenAt ?? null,
    gives: roles.filter((one) => one === role || ((confirmedAt !== null || one === 'reader') && mayGiveRole(actor, role, one))),
    maySuspend: maySuspend(actor, { id, role }),
  }))
  return people.sort((a, b) => roles.indexOf(b.role) - roles.indexOf(a.role))
}

/**
 * Of accounts whose name has these words, compared as names are everywhere, or whose address has them, the oldest first. The database cannot fold a name, so all are read,
 * in parts between which others get their turn.
 */
async function findIds(words: string): Promise<string[]> {
  const [folded, address] = [fold(words), words.toLowerCase()]
  const found: string[] = []
  for (let [after, more] = ['', true]; more && found.length < mostFound;) {
    const rows = await read.account.findMany({
      where: { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: atOnce,
      select: { id: true, name: true, email: true },
    })
    for (const { id, name, email } of rows) if ((folded && fold(name).includes(folded)) || email.includes(address)) found.push(id)
    after = rows.at(-1)?.id ?? after
    more = rows.length === atOnce
  }
  return found.slice(0, mostFound)
}

/** An invitation that nobody has followed yet. */
export type WaitingInvitation = {
  id: string
  role: Role
  note: string
  email: string | null
  by: string | null
  createdAt: Date
  expiresAt: Date
  mayWithdraw: boolean
}

/** The invitations that wait, the newest first. Throws forbidden (403). */
export async function listInvitations(actor: Someone): Promise<WaitingInvitation[]> {
  if (!mayManageAccounts(actor)) throw forbidden('Only admins and owners see invitations')
  const rows = await read.invitation.findMany({
    where: { usedAt: null, withdrawnAt: null, expiresAt: { gt: currentTime() } },
    orderBy: { id: 'desc' },
    select: { id: true, role: true, note: true, email: true, createdAt: true, expiresAt: true, madeBy: { select: { name: true } } },
  })
  return rows.map(({ madeBy, ...row }) => ({ ...row, by: madeBy?.name ?? null, mayWithdraw: mayGiveRole(actor, null, row.role) }))
}

/** What somebody who has a link is told before they accept; null when it works no more. */
export async function findInvitation(token: string): Promise<{ role: Role; email: string | null; by: string; hasAccount: boolean } | null> {
  const found = await read.invitation.findUnique({
    where: { tokenHash: hashSecret(token) },
    select: { role: true, email: true, usedAt: true, withdrawnAt: true, expiresAt: true, madeBy: { select: { name: true } } },
  })
  if (!found?.madeBy || found.usedAt || found.withdrawnAt || found.expiresAt <= currentTime()) return null
  const hasAccount = found.email !== null && (await read.account.count({ where: { email: found.email } })) > 0
  return { role: found.role, email: found.email, by: found.madeBy.name, hasAccount }
}
