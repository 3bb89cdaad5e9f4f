import { currentTime } from '@/platform/clock'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { readerCookie } from '@/platform/http/cookies'
import type { Outcome } from '@/platform/batches'
import { rowsInTurn, type Tx } from '@/platform/db'
import { unauthorized } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { ensureReader } from './ensure-reader'

export type Visitor = {
  actor: Actor
  /** Ids for a visitor without a cookie (platform/http/idempotency-key.ts): one that is known already is theirs, else the first is. */
  pressIds: [string, ...string[]]
  /** Whether an unknown visitor becomes a guest by what they do. */
  acts: boolean
}
/** `isNew`: their row was made just now, so nothing is theirs. */
export type Known = { readerId: string; cookie: string | null; isNew: boolean }

/**
 * `ensureReader` for many at once: two statements, whatever their number. Null for an unknown visitor who does nothing. An account that has left since the
 * request began gets an error of its own (unauthorized), which harms none of the others; one that would leave now waits until this is done. What one reader does at once is
 * done in turn: a vote and a comment that shows it have different locks, and each asks for the other.
 */
export async function ensureReaders(tx: Tx, visitors: Visitor[]): Promise<Outcome<Known | null>[]> {
  const asked = visitors.flatMap(({ actor, pressIds }) => [...(actor.readerId ? [actor.readerId] : []), ...(actor.account ? [] : pressIds)])
  const rows =
    asked.length > 0
      ? await tx.$queryRaw<
          { id: string; accountId: string | null }[]
        >`SELECT "id", "accountId" FROM "Reader" WHERE "id" IN (${Prisma.join([...new Set(asked)])}) ORDER BY "id" ${rowsInTurn()}`
      : []
  const known = new Map(rows.map(({ id, accountId }) => [id, accountId]))
  const missing = new Set<string>()
  const found: Outcome<Known | null>[] = []
  for (const { actor, pressIds, acts } of visitors) {
    if (actor.account) {
      const isKnown = actor.readerId !== null && known.get(actor.readerId) === actor.account.id
      found.push(isKnown ? { value: { readerId: actor.readerId!, cookie: null, isNew: false } } : await readerOfAccount(tx, actor, actor.account.id))
    } else if (actor.readerId && (known.get(actor.readerId) ?? null) === null) {
      // A cookie that outlived its row keeps its id.
      const isNew = !known.has(actor.readerId) && acts
      if (isNew) missing.add(actor.readerId)
      found.push({ value: { readerId: actor.readerId, cookie: null, isNew } })
    } else if (!acts) found.push({ value: null })
    else {
      const readerId = pressIds.find((id) => known.get(id) === null || missing.has(id)) ?? pressIds[0]
      const isNew = !known.has(readerId)
      if (isNew) missing.add(readerId)
      found.push({ value: { readerId, cookie: readerCookie(readerId), isNew } })
    }
  }
  if (missing.size > 0) {
    const now = currentTime()
    const values = [...missing].sort().map((id) => Prisma.sql`(${id}, ${now})`)
    const made = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO "Reader" ("id", "createdAt") VALUES ${Prisma.join(values)} ON CONFLICT ("id") DO NOTHING RETURNING "id"`
    // Another act of theirs may have made the row since it was looked for: then something is theirs.
    for (const { id } of made) missing.delete(id)
    for (const one of found) if ('value' in one && one.value && missing.has(one.value.readerId)) one.value.isNew = false
  }
  return found
}

// Asked before it is made: the row of an account that has left would fail, and on PostgreSQL the whole transaction with it.
async function readerOfAccount(tx: Tx, actor: Actor, id: string): Promise<Outcome<Known>> {
  const account = await tx.account.findUnique({ where: { id }, select: { id: true } })
  return account ? { value: { ...(await ensureReader(tx, actor)), isNew: false } } : { error: unauthorized() }
}
