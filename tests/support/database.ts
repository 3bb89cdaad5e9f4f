import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { findBreaches } from './invariants'

/** The engine under test. */
export const engine = process.env.TEST_ENGINE as 'sqlite' | 'postgresql'

/**
 * Call at the top of a test file: the file runs on both engines, on a database of its own, and each test starts with empty tables.
 * `{ each: false }` empties them once for the file, for tests that build on each other. Whatever a test did, the database must be whole after it;
 * `{ whole: false }` is for rows that were made up for a query, with counters that count nothing.
 */
export function useDatabase({ each = true, whole = true }: { each?: boolean; whole?: boolean } = {}) {
  const [before, after] = each ? [beforeEach, afterEach] : [beforeAll, afterAll]
  before(emptyTables)
  if (whole) after(expectWholeDatabase)
}

/** Holds the database to the rules in ./invariants.ts. */
export async function expectWholeDatabase() {
  const breaches = await (engine === 'postgresql' ? breachesInPostgresql : breachesInSqlite)(process.env.DATABASE_URL ?? '')
  expect(breaches, 'rules of the database that are broken').toEqual([])
}

async function breachesInPostgresql(url: string) {
  const { default: pg } = await import('pg')
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await findBreaches(async (sql) => (await client.query(sql)).rows as unknown[])
  } finally {
    await client.end()
  }
}

async function breachesInSqlite(url: string) {
  const { default: Database } = await import('better-sqlite3')
  const db = new Database(url.replace(/^file:/, ''), { readonly: true, timeout: 5000 })
  try {
    return await findBreaches((sql) => db.prepare(sql).all())
  } finally {
    db.close()
  }
}

/** Empties every table but the list of migrations. The connection is its own: what is tested keeps its clients. */
export async function emptyTables() {
  await (engine === 'postgresql' ? emptyPostgresql : emptySqlite)(process.env.DATABASE_URL ?? '')
}

async function emptyPostgresql(url: string) {
  const { default: pg } = await import('pg')
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    )
    // Foreign keys are triggers: this role does not fire them, and deleting from small tables is ten times as fast as truncating them.
    await client.query(['BEGIN', 'SET LOCAL session_replication_role = replica', ...rows.map((row) => `DELETE FROM ${row.name}`), 'COMMIT'].join(';'))
  } finally {
    await client.end()
  }
}

async function emptySqlite(url: string) {
  const { default: Database } = await import('better-sqlite3')
  const db = new Database(url.replace(/^file:/, ''), { timeout: 5000 })
  try {
    db.pragma('foreign_keys = OFF')
    const tables = db.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')`).all() as { name: string }[]
    const kept = /^(sqlite_|_prisma_migrations$)/
    db.transaction(() => {
      // Triggers keep histories, but while this stands there (features/decisions/commands/unlock-history.ts).
      db.exec(`INSERT OR IGNORE INTO "Setting" ("name", "value") VALUES ('history.unlocked', 'true')`)
      for (const { name } of tables) if (name !== 'Setting' && !kept.test(name)) db.exec(`DELETE FROM "${name}"`)
      db.exec('DELETE FROM "Setting"')
    }).immediate()
  } finally {
    db.close()
  }
}
