import { Prisma } from '@/prisma/generated/sqlite/client'
import { ensureReader } from '@/features/accounts/commands/ensure-reader'
import { readerCookie } from '@/platform/cookies'
import type { Tx } from '@/platform/db'
import type { Actor } from '@/platform/request'
import type { Ballot } from './cast-votes'

export type Voter = { readerId: string; cookie: string | null }

/**
 * Who votes, for each ballot; null for a visitor unknown to us who takes back what they never gave. It is `ensureReader` for many
 * at once: two statements, whatever their number.
 */
export async function findVoters(tx: Tx, ballots: Ballot[]): Promise<(Voter | null)[]> {
  const asked = ballots.flatMap(({ actor, pressIds }) => (actor.account ? [] : actor.readerId ? [actor.readerId, ...pressIds] : pressIds))
  const rows = asked.length > 0 ? await tx.reader.findMany({ where: { id: { in: [...new Set(asked)] } }, select: { id: true, accountId: true } }) : []
  const known = new Map(rows.map(({ id, accountId }) => [id, accountId]))
  const missing = new Set<string>()
  const voters: (Voter | null)[] = []
  for (const { actor, entry, pressIds } of ballots) {
    if (actor.account) voters.push(await accountReader(tx, actor))
    else if (actor.readerId && (known.get(actor.readerId) ?? null) === null) {
      // A cookie that outlived its row keeps its id.
      if (!known.has(actor.readerId) && entry) missing.add(actor.readerId)
      voters.push({ readerId: actor.readerId, cookie: null })
    } else if (!entry) voters.push(null)
    else {
      const readerId = pressIds.find((id) => known.get(id) === null || missing.has(id)) ?? pressIds[0]
      if (!known.has(readerId)) missing.add(readerId)
      voters.push({ readerId, cookie: readerCookie(readerId) })
    }
  }
  if (missing.size > 0) {
    const now = new Date()
    const values = [...missing].sort().map((id) => Prisma.sql`(${id}, ${now})`)
    await tx.$executeRaw`INSERT INTO "Reader" ("id", "createdAt") VALUES ${Prisma.join(values)} ON CONFLICT ("id") DO NOTHING`
  }
  return voters
}

async function accountReader(tx: Tx, actor: Actor): Promise<Voter> {
  return actor.readerId ? { readerId: actor.readerId, cookie: null } : ensureReader(tx, actor)
}
