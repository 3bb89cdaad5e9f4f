import { currentTime } from '@/platform/clock'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { readerCookie } from '@/platform/http/cookies'
import type { Tx } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { ensureReader } from './ensure-reader'

export type Visitor = {
  actor: Actor
  /** Ids for a visitor without a cookie (platform/http/idempotency-key.ts): one that is known already is theirs, else the first is. */
  pressIds: [string, ...string[]]
  /** Whether an unknown visitor becomes a guest by what they do. */
  acts: boolean
}
export type Known = { readerId: string; cookie: string | null }

/** `ensureReader` for many at once: two statements, whatever their number. Null for an unknown visitor who does nothing. */
export async function ensureReaders(tx: Tx, visitors: Visitor[]): Promise<(Known | null)[]> {
  const asked = visitors.flatMap(({ actor, pressIds }) => (actor.account ? [] : actor.readerId ? [actor.readerId, ...pressIds] : pressIds))
  const rows =
    asked.length > 0
      ? await tx.$queryRaw<
          { id: string; accountId: string | null }[]
        >`SELECT "id", "accountId" FROM "Reader" WHERE "id" IN (${Prisma.join([...new Set(asked)])})`
      : []
  const known = new Map(rows.map(({ id, accountId }) => [id, accountId]))
  const missing = new Set<string>()
  const found: (Known | null)[] = []
  for (const { actor, pressIds, acts } of visitors) {
    if (actor.account) found.push(actor.readerId ? { readerId: actor.readerId, cookie: null } : await ensureReader(tx, actor))
    else if (actor.readerId && (known.get(actor.readerId) ?? null) === null) {
      // A cookie that outlived its row keeps its id.
      if (!known.has(actor.readerId) && acts) missing.add(actor.readerId)
      found.push({ readerId: actor.readerId, cookie: null })
    } else if (!acts) found.push(null)
    else {
      const readerId = pressIds.find((id) => known.get(id) === null || missing.has(id)) ?? pressIds[0]
      if (!known.has(readerId)) missing.add(readerId)
      found.push({ readerId, cookie: readerCookie(readerId) })
    }
  }
  if (missing.size > 0) {
    const now = currentTime()
    const values = [...missing].sort().map((id) => Prisma.sql`(${id}, ${now})`)
    await tx.$executeRaw`INSERT INTO "Reader" ("id", "createdAt") VALUES ${Prisma.join(values)} ON CONFLICT ("id") DO NOTHING`
  }
  return found
}
