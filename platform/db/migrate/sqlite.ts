import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { keepPrivate } from '../private-files'
import { hasStatistics, writeStatistics } from '../statistics'
import { copyDatabase } from './copy'
import { MigrationError, reasonOf } from './errors'
import { findNext, foreignTables, historyTable, refuseTransactionStatements, type HistoryRow, type Next } from './history'
import type { Migration } from './migrations'
import { mayBeUnfinished, statementsToDo } from './unfinished'

const waitForLockMs = 10 * 60_000
const sayWaitingAfterMs = 2000

type Say = (line: string) => void

/** Applies what a SQLite file lacks. The connection is this function's own: foreign keys are off on it, and it is closed at the end. */
export async function migrateSqlite(file: string, migrations: Migration[], say: Say): Promise<string[]> {
  keepPrivate(file)
  const db = new Database(file, { timeout: 100 })
  try {
    // Looks first: a process that has nothing to apply takes no lock, so it never waits for one that writes.
    if (!findNext(migrations, await untilFree(() => readHistory(db), say))) {
      if (!(await untilFree(() => hasStatistics(db), say))) await untilFree(() => writeStatistics(db), say)
      return []
    }
    await untilFree(() => db.pragma('journal_mode = WAL'), say)
    db.pragma('synchronous = FULL')
    // Inside a transaction this is ignored, and dropping a table to rebuild it would then delete its children by cascade.
    db.pragma('foreign_keys = OFF')
    // Migrations count and move rows: by old statistics that could take hours on a large file.
    if (holdsData(db)) await untilFree(() => writeStatistics(db), say)
    const applied = await applyAll(db, file, migrations, say)
    await untilFree(() => writeStatistics(db), say)
    return applied
  } catch (error) {
    throw explainFile(error, file)
  } finally {
    db.close()
  }
}

async function applyAll(db: Database.Database, file: string, migrations: Migration[], say: Say): Promise<string[]> {
  const applied: string[] = []
  let copy: string | null = null
  for (;;) {
    // The history is read again under the lock: another process may have applied it meanwhile.
    await untilFree(() => db.exec('BEGIN IMMEDIATE'), say)
    try {
      const next = findNext(migrations, readHistory(db))
      if (!next) return applied
      refuseTransactionStatements(next.migration)
      if (!copy && holdsData(db)) {
        copy = copyDatabase(file, next.migration.name)
        say(`The database was copied to ${copy} before the upgrade.`)
      }
      await apply(db, next, copy)
      applied.push(next.migration.name)
    } finally {
      if (db.inTransaction) db.exec('ROLLBACK')
    }
  }
}

/** Applies one migration, writes its row and commits. When it throws, the caller rolls back. */
async function apply(db: Database.Database, { migration, unfinished }: Next, copy: string | null) {
  const startedAt = prismaTime()
  // Somebody may have deleted the unfinished row by hand: these migrations are completed with or without it.
  const script = unfinished || mayBeUnfinished(migration) ? (await statementsToDo(migration, lookUpIn(db))).map((sql) => `${sql};`).join('\n') : migration.sql
  try {
    db.exec(script)
    refuseBrokenKeys(db)
    db.exec(createHistory)
    if (unfinished) db.prepare(`UPDATE ${historyTable} SET finished_at = ?, applied_steps_count = 1, logs = NULL WHERE id = ?`).run(prismaTime(), unfinished.id)
    else
      db.prepare(`INSERT INTO ${historyTable} (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES (?, ?, ?, ?, ?, 1)`).run(
        randomUUID(),
        migration.checksum,
        prismaTime(),
        migration.name,
        startedAt,
      )
    db.exec('COMMIT')
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    const where = copy ? ` A copy from before is ${copy}.` : ''
    throw new MigrationError(`The migration ${migration.name} failed and was rolled back: ${reasonOf(error)}. The database is as it was.${where}`, {
      cause: error,
    })
  }
}

/** Throws when a row points at a row that does not exist. */
function refuseBrokenKeys(db: Database.Database) {
  const broken = db.pragma('foreign_key_check') as { table: string; parent: string }[]
  if (broken.length === 0) return
  const pairs = [...new Set(broken.map(({ table, parent }) => `${table} that point at no row of ${parent}`))]
  throw new Error(`it leaves ${broken.length} rows in ${pairs.join(', ')} (PRAGMA foreign_key_check lists them)`)
}

function readHistory(db: Database.Database): HistoryRow[] {
  const tables = db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`)
    .pluck()
    .all() as string[]
  if (!tables.includes(historyTable)) {
    if (tables.length > 0) throw foreignTables(tables[0]!)
    return []
  }
  const rows = db
    .prepare(
      `SELECT id, migration_name AS name, finished_at IS NOT NULL AS finished FROM ${historyTable} WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
    )
    .all() as { id: string; name: string; finished: number }[]
  return rows.map((row) => ({ ...row, finished: row.finished === 1 }))
}

function holdsData(db: Database.Database): boolean {
  const tables = db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> ?`)
    .pluck()
    .all(historyTable) as string[]
  // An index of words keeps rows of its own, also when it holds nothing.
  const virtual = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%'`).pluck().all() as string[]
  const isOfIndex = (name: string) => virtual.some((index) => name === index || name.startsWith(`${index}_`))
  return tables.some((name) => !isOfIndex(name) && db.prepare(`SELECT EXISTS (SELECT 1 FROM "${name}")`).pluck().get() === 1)
}

const lookUpIn = (db: Database.Database) => (kind: string, name: string) =>
  (db.prepare('SELECT sql FROM sqlite_master WHERE type = ? AND name = ?').pluck().get(kind.toLowerCase(), name) as string | undefined) ?? null

/** Does it again while another process holds the file's lock, without stopping this process meanwhile. */
async function untilFree<T>(fn: () => T, say: Say): Promise<T> {
  const from = Date.now()
  let told = false
  for (;;) {
    try {
      return fn()
    } catch (error) {
      if (!String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) throw error
      if (Date.now() - from > waitForLockMs)
        throw new MigrationError('The database has been locked by another program for ten minutes. Nothing was changed: end that program, and start again.')
      if (!told && Date.now() - from > sayWaitingAfterMs) say('Waiting for another process that has the database locked.')
      told ||= Date.now() - from > sayWaitingAfterMs
      await sleep(50)
    }
  }
}

/** The form in which Prisma writes times into its own table: `2026-11-26T09:27:22.400+00:00`. */
const prismaTime = () => new Date().toISOString().replace('Z', '+00:00')

// As Prisma makes it, so that its own command reads it.
const createHistory = `CREATE TABLE IF NOT EXISTS "${historyTable}" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`

function explainFile(error: unknown, file: string): unknown {
  const code = String((error as { code?: string }).code)
  if (code === 'SQLITE_NOTADB')
    return new MigrationError(`${file} is not a SQLite database: set DATABASE_URL to another, or restore a backup.`, { cause: error })
  if (code.startsWith('SQLITE_CORRUPT')) return new MigrationError(`The database file ${file} is damaged or cut short: restore a backup.`, { cause: error })
  return error
}
