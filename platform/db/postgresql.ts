import { isUniqueViolation } from './unique-violation'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from './client'
import { beingUpdated, gateLock, isGateKept, refuseAfterMigrations } from './gate'
import type { Tx } from './types'

const maxTries = 12

/** Waits for whoever holds this lock; it is held until the transaction ends. */
const takeLock = async (tx: Tx, key: string): Promise<void> =>
  void (await tx.$queryRaw`SELECT 1 AS done FROM (SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))) AS locked`)

/** Waits for each of these locks, in one order for everybody, in one statement. */
export const takeLocks = async (tx: Tx, keys: string[]): Promise<void> =>
  void (await tx.$queryRaw`
    SELECT COUNT(pg_advisory_xact_lock(hashtextextended(k, 0))::text) AS locked FROM (SELECT k FROM unnest(${[...new Set(keys)]}::text[]) AS k ORDER BY k OFFSET 0) AS sorted`)

/** Tables whose rows hold counts that transactions under different keys change. */
export type CountedTable = 'Article' | 'Entry' | 'Subject' | 'Series' | 'AuthorProfile'

/** Locks these rows for a change, in the order of their ids. */
export const takeRows = async (tx: Tx, table: CountedTable, ids: string[]): Promise<void> =>
  void (await tx.$queryRawUnsafe(
    `SELECT COUNT(*) AS locked FROM (SELECT "id" FROM "${table}" WHERE "id" = ANY($1::text[]) ORDER BY "id" FOR NO KEY UPDATE) AS taken`,
    ids,
  ))

/** Runs `act` in a transaction, again when it lost a race (serialization failure or deadlock). */
export async function runOnPostgresql<T>(client: Client, act: (tx: Tx) => Promise<T>, lock?: string | string[]): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await client.$transaction(
        async (tx) => {
          if (isGateKept()) await passGate(tx)
          if (lock) await (typeof lock === 'string' ? takeLock(tx, lock) : takeLocks(tx, lock))
          return act(tx)
        },
        // The types know SQLite's isolation level only.
        { isolationLevel: (lock ? 'ReadCommitted' : 'Serializable') as 'Serializable', maxWait: 10_000, timeout: 60_000 },
      )
    } catch (error) {
      if (!lostRace(error) || tries === maxTries) throw error
      await sleep(2 ** Math.min(tries, 6) * Math.random() * 4)
    }
  }
}

/** Carries what a rehearsal found out of the transaction that is rolled back. */
class Rehearsed<T> extends Error {
  constructor(readonly value: T) {
    super('Rehearsed')
  }
}

const rehearsalMs = 3_600_000

/**
 * Runs the steps of `act` in one transaction that is rolled back (./rehearse.ts). Each is a savepoint, which gives the locks of its rows back when it ends by
 * a rollback. Nothing is serializable here, so no act of others fails because of what was read.
 */
export async function rehearseOnPostgresql<T>(
  client: Client,
  act: (step: <S>(step: (tx: Tx) => Promise<S>, touchesOthers?: (value: S) => boolean) => Promise<S>) => Promise<T>,
): Promise<T> {
  try {
    return await client.$transaction(
      async (tx): Promise<T> => {
        if (isGateKept()) await passGate(tx)
        throw new Rehearsed(
          await act(async (step, touchesOthers = () => false) => {
            await tx.$executeRawUnsafe('SAVEPOINT step')
            try {
              const value = await step(tx)
              if (touchesOthers(value)) await tx.$executeRawUnsafe('ROLLBACK TO SAVEPOINT step')
              await tx.$executeRawUnsafe('RELEASE SAVEPOINT step')
              return value
            } catch (error) {
              await tx.$executeRawUnsafe('ROLLBACK TO SAVEPOINT step')
              throw error
            }
          }),
        )
      },
      { isolationLevel: 'ReadCommitted' as 'Serializable', maxWait: 10_000, timeout: rehearsalMs },
    )
  } catch (error) {
    if (error instanceof Rehearsed) return error.value as T
    throw error
  }
}

/** Runs `act` again when it lost a race, or when somebody else made meanwhile what it was making. */
export async function keepTrying<T>(act: () => Promise<T>, tries = 3): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (tries <= 1 || !(lostRace(error) || isUniqueViolation(error))) throw error
    return keepTrying(act, tries - 1)
  }
}

/** Takes a share of the lock that migrations take alone. Throws unavailable (503) while one waits for it or holds it, or once there was one. */
async function passGate(tx: Tx): Promise<void> {
  const [row] = await tx.$queryRaw<{ open: boolean }[]>`SELECT pg_try_advisory_xact_lock_shared(${gateLock}) AS open`
  if (!row?.open) throw beingUpdated()
  await refuseAfterMigrations(tx)
}

function lostRace(error: unknown): boolean {
  const { code, meta } = error as { code?: string; meta?: unknown }
  return (
    code === 'P2034' ||
    /40001|40P01|could not serialize|deadlock detected|TransactionWriteConflict/.test(`${JSON.stringify(meta ?? '')} ${String((error as Error).message)}`)
  )
}
