import { Prisma } from '@/prisma/generated/sqlite/client'
import { config } from '../config'
import { forgetAfterCommit, takeAfterCommit } from './after-commit'
import { closeGateAfterMigrations } from './gate'
import { openClient, type Client } from './client'
import { forgetFile } from './replaced'
import { runOnPostgresql, takeLocks, takeRows, type CountedTable } from './postgresql'
import { SqliteWriter } from './sqlite'
import type { Db, Tx } from './types'

export { isBeingUpdated } from './gate'
export type { Db, Tx } from './types'

/** Called when this process has applied its migrations: `write` refuses, with unavailable (503), while a newer version migrates the database and after. */
export const stopWritingAfterMigrations = (): Promise<void> => closeGateAfterMigrations(read)

/**
 * After many rows were written at once: has PostgreSQL count them now, which it would do by itself a minute later at the earliest, and until then it goes by the number
 * that there was. SQLite goes by fixed numbers (statistics.ts).
 */
export const countRowsAnew = async (): Promise<void> => void (await sharedDatabase()?.$executeRawUnsafe('ANALYZE'))

export type WriteOptions = {
  /**
   * PostgreSQL only: acts with one key are done one after the other, so a hot list's votes wait instead of failing and trying again.
   * The act may then change only what the keys stand for. Without a key the transaction is serializable.
   */
  lock?: string | string[]
}

type State = { read: Client; writer: SqliteWriter | null; write: Client | null }

// One state for the process, although bundlers give each layer of the application its own copy of this module.
const key = Symbol.for('lightstick.db')
const holder = globalThis as unknown as { [key]?: State }

function state(): State {
  if (holder[key]) return holder[key]
  const { databaseUrl, engine } = config
  if (engine === 'sqlite')
    return (holder[key] = { read: openClient(databaseUrl, 'read'), writer: new SqliteWriter(openClient(databaseUrl, 'write')), write: null })
  const client = openClient(databaseUrl, 'write')
  return (holder[key] = { read: client, writer: null, write: client })
}

/** The database when other processes may share it (PostgreSQL), for what must be counted outside of transactions; null on SQLite. */
export const sharedDatabase = (): Client | null => state().write

/** The reading client. It has no method that writes, and on SQLite its connection refuses to. */
export const read: Db = new Proxy({} as Db, { get: (_, name) => Reflect.get(state().read, name) })

/**
 * The only door for changes: `fn` runs in one transaction, which is durable when the promise resolves; when `fn` throws, nothing of it stays.
 * On SQLite acts wait in one queue, and those that wait together become one commit. On PostgreSQL an act that lost a race runs again:
 * so `fn` does nothing that cannot be done twice (no mail, no files). What it left for after the commit (`afterCommit`) runs then.
 */
export async function write<T>(fn: (tx: Tx) => Promise<T>, options: WriteOptions = {}): Promise<T> {
  const { writer, write } = state()
  let after: (() => void)[] = []
  const act = async (tx: Tx) => {
    forgetAfterCommit(tx)
    const value = await fn(tx)
    after = takeAfterCommit(tx)
    return value
  }
  const value = writer ? await writer.run(act) : await runOnPostgresql(write!, act, options.lock)
  for (const run of after) run()
  return value
}

/**
 * For an act that touches what several keys of `WriteOptions.lock` stand for: keeps it apart from acts with those keys. Without it an act under a key
 * could count rows that this one is changing. Takes the locks in one order, so that two such acts do not wait for each other.
 */
export async function lockAll(tx: Tx, keys: string[]): Promise<void> {
  if (config.engine === 'postgresql' && keys.length > 0) await takeLocks(tx, keys)
}

/**
 * For a statement that changes several rows which other transactions change under other keys: locks them first, in one order for everybody, so that two
 * such statements do not wait for each other.
 */
export async function lockRows(tx: Tx, table: CountedTable, ids: string[]): Promise<void> {
  const distinct = [...new Set(ids)]
  if (config.engine === 'postgresql' && distinct.length > 0) await takeRows(tx, table, distinct)
}

/** Ends a `SELECT` whose rows must still be there when this transaction commits, so that others may point at them. SQLite has one writer. */
export const stayingRows = (): Prisma.Sql => (config.engine === 'postgresql' ? Prisma.sql`FOR KEY SHARE` : Prisma.empty)

/**
 * Ends a `SELECT` of rows, in an order that is everybody's, whose acts are done one after the other, under whatever keys: the second sees what the first committed. Others may
 * point at them meanwhile. `of`: the alias of the table, where the statement has others. SQLite has one writer.
 */
export const rowsInTurn = (of?: string): Prisma.Sql =>
  config.engine === 'postgresql' ? Prisma.sql`FOR NO KEY UPDATE ${of ? Prisma.raw(`OF ${of}`) : Prisma.empty}` : Prisma.empty

/** Ends a `SELECT` of rows that must stay as they are until this transaction ends. SQLite has one writer. */
export const heldRows = (): Prisma.Sql => (config.engine === 'postgresql' ? Prisma.sql`FOR SHARE` : Prisma.empty)

/** Ends a `SELECT` of rows that this transaction is going to delete unless something points at them: nothing can begin to until it ends. SQLite has one writer. */
export const goingRows = (): Prisma.Sql => (config.engine === 'postgresql' ? Prisma.sql`FOR UPDATE` : Prisma.empty)

/** A Json column as a plain statement gives it: its text on SQLite, its value on PostgreSQL. */
export const jsonOf = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T

/** Closes the connections; the next use opens them again. */
export async function close(): Promise<void> {
  const open = holder[key]
  if (!open) return
  delete holder[key]
  forgetFile()
  await open.writer?.close()
  await open.read.$disconnect()
}
