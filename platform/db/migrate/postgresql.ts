import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { closeClient } from '../close-client'
import { gateLock } from '../gate'
import { MigrationError, reasonOf } from './errors'
import { findNext, foreignTables, historyTable, refuseTransactionStatements, type HistoryRow, type Next } from './history'
import type { Migration } from './migrations'
import { statementsToDo } from './unfinished'

// The key that Prisma's own command locks while it migrates: so that waits for us too.
const lockKey = 72707369
const sayWaitingAfterMs = 2000
/** How long PostgreSQL may take to let us in, and to say what it has. */
const patienceMs = 5000

/** Applies what a PostgreSQL database lacks. */
export async function migratePostgresql(databaseUrl: string, migrations: Migration[], say: (line: string) => void): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true, connectionTimeoutMillis: patienceMs })
  client.on('error', () => {}) // a lost connection fails the statement that waits for it
  await client.connect()
  try {
    // A migration may take long and wait for others; this first question may not: a server that has fallen silent must not keep the start for ever.
    if (!findNext(migrations, await inTime(readHistory(client)))) return []
    // The server then notices within a second that this process was killed, and frees the lock; older servers and some systems cannot.
    await client.query(`SET client_connection_check_interval = '1s'`).catch(() => {})
    const applied = await applyAll(client, migrations, say)
    await countRows(client, say)
    return applied
  } finally {
    await closeClient(client)
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => {}) // it fails once more when the connection is closed
  const late = sleep(patienceMs, undefined, { ref: false }).then(() => Promise.reject(new Error('Query read timeout')))
  return Promise.race([answer, late])
}

/** What was moved to new columns and tables has no statistics, and autovacuum comes by a minute later at the earliest: until then PostgreSQL guesses. */
async function countRows(client: pg.Client, say: (line: string) => void) {
  await client.query('SET statement_timeout = 0')
  await client.query('ANALYZE').catch((error: unknown) => say(`PostgreSQL could not count its rows (ANALYZE): ${reasonOf(error)}. It does so by itself later.`))
}

async function applyAll(client: pg.Client, migrations: Migration[], say: (line: string) => void): Promise<string[]> {
  const applied: string[] = []
  for (;;) {
    // With a stricter level the history would be read as it was before the wait for the lock.
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED')
    try {
      await client.query(`SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '10min'; SET LOCAL idle_in_transaction_session_timeout = 0`)
      await lock(client, say)
      const next = findNext(migrations, await readHistory(client))
      if (next) {
        refuseTransactionStatements(next.migration)
        // Waits for the writes under way in other processes, and keeps new ones out.
        await client.query('SELECT pg_advisory_xact_lock($1)', [gateLock])
        await apply(client, next)
      }
      await client.query('COMMIT')
      if (!next) return applied
      applied.push(next.migration.name)
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {}) // on a lost connection the server has done it
      throw error
    }
  }
}

/** Waits for another process that migrates; the lock goes with the transaction. */
async function lock(client: pg.Client, say: (line: string) => void) {
  const waiting = setTimeout(() => say('Waiting for another process that migrates the database.'), sayWaitingAfterMs)
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey])
  } finally {
    clearTimeout(waiting)
  }
}

/** Applies one migration and writes its row, in the transaction that is open. */
async function apply(client: pg.Client, { migration, unfinished }: Next) {
  const startedAt = new Date()
  // The script was one query, and so one transaction, in older versions too: here either all of its statements are to be done, or none.
  const script = unfinished ? (await statementsToDo(migration, lookUpIn(client))).join(';\n') : migration.sql
  try {
    await client.query(script)
    await client.query(createHistory)
    const finished = `UPDATE ${historyTable} SET finished_at = clock_timestamp(), applied_steps_count = 1, logs = NULL WHERE id = $1`
    const inserted = `INSERT INTO ${historyTable} (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES ($1, $2, clock_timestamp(), $3, $4, 1)`
    if (unfinished) await client.query(finished, [unfinished.id])
    else await client.query(inserted, [randomUUID(), migration.checksum, migration.name, startedAt])
    // What the script left to the end of the transaction fails here, and not without a name.
    await client.query('SET CONSTRAINTS ALL IMMEDIATE')
  } catch (error) {
    throw new MigrationError(`The migration ${migration.name} failed and was rolled back: ${reasonOf(error)}. The database is as it was.`, { cause: error })
  }
}

async function readHistory(client: pg.Client): Promise<HistoryRow[]> {
  // In this order: another process that begins this site makes its tables and the history at one moment, which may be between the two questions.
  const tables = await client.query<{ name: string }>(tablesOfPrograms)
  const there = await client.query<{ there: boolean }>(`SELECT to_regclass('${historyTable}') IS NOT NULL AS there`)
  if (!there.rows[0]!.there) {
    if (tables.rows[0]) throw foreignTables(tables.rows[0].name)
    return []
  }
  const { rows } = await client.query<HistoryRow>(
    `SELECT id, migration_name AS name, finished_at IS NOT NULL AS finished FROM ${historyTable} WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  )
  return rows
}

// Tables where ours would be made, without those that belong to an extension.
const tablesOfPrograms = `SELECT c.relname AS name FROM pg_class c
  WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1 LIMIT 1`

const lookUps: Record<string, string> = {
  TABLE: `SELECT 1 FROM pg_class WHERE relkind = 'r' AND relname = $1 AND relnamespace = current_schema()::regnamespace`,
  INDEX: `SELECT 1 FROM pg_class WHERE relkind = 'i' AND relname = $1 AND relnamespace = current_schema()::regnamespace`,
  TYPE: `SELECT 1 FROM pg_type WHERE typname = $1 AND typnamespace = current_schema()::regnamespace`,
  CONSTRAINT: `SELECT 1 FROM pg_constraint WHERE conname = $1 AND connamespace = current_schema()::regnamespace`,
}

const lookUpIn = (client: pg.Client) => async (kind: string, name: string) => ((await client.query(lookUps[kind]!, [name])).rows.length > 0 ? true : null)

// As Prisma makes it, so that its own command reads it.
const createHistory = `CREATE TABLE IF NOT EXISTS ${historyTable} (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`
