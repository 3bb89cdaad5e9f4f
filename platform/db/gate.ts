import { AppError, isAppError } from '../errors'
import { log } from '../log'
import type { Db } from './types'

/**
 * Keeps the writes of a process out of a database that a newer version is migrating, or has migrated (docs/decisions/0020-handing-over.md). Nothing is
 * written for it: what a process that was killed leaves behind cannot keep the gate shut.
 */

// Bundlers give each layer of the application its own copy of this module; the process has one state.
const holder = globalThis as unknown as { [key: symbol]: { known: number | null; told: boolean } | undefined }
const state = (holder[Symbol.for('lightstick.gate')] ??= { known: null, told: false })

/** PostgreSQL: each write shares this advisory lock, and a migration holds it alone. */
export const gateLock = 72707370

const countMigrations = async (db: Pick<Db, '$queryRaw'>): Promise<number> =>
  Number((await db.$queryRaw<{ n: number | bigint }[]>`SELECT COUNT(*) AS n FROM "_prisma_migrations" WHERE finished_at IS NOT NULL`)[0]?.n)

/** Called once the process has applied its own migrations: from now on it writes only while there are no more of them. */
export async function closeGateAfterMigrations(db: Pick<Db, '$queryRaw'>): Promise<void> {
  state.known = await countMigrations(db)
}

/** Whether somebody has asked for the gate to be kept. */
export const isGateKept = () => state.known !== null

/** Throws unavailable (503) when the database has been migrated past this process. `tx` has the lock that keeps migrations out. */
export async function refuseAfterMigrations(tx: Pick<Db, '$queryRaw'>): Promise<void> {
  if (state.known !== null && (await countMigrations(tx)) > state.known) throw beingUpdated()
}

const updatedWords = 'The site is being updated, so nothing can be saved just now. What you typed is still here: send it again in half a minute.'

/** The error for who writes while the site is updated. */
export function beingUpdated(): AppError {
  if (!state.told) log.warn('a newer version migrates the database: this process writes no more')
  state.told = true
  return new AppError('unavailable', updatedWords, { retryAfter: 30 })
}

/** Whether something failed only because a newer version migrates the database: it was said once, and is no fault. */
export const isBeingUpdated = (error: unknown): boolean => isAppError(error) && error.message === updatedWords
