import Database from 'better-sqlite3'
import type { Manifest } from './manifest'

type Contents = NonNullable<Manifest['database']>

/** What a SQLite file holds: its migrations, and the number of rows of each table. */
export function contentsOf(db: Database.Database): Contents {
  const names = db.prepare(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
  )
  const tables = names.pluck().all() as string[]
  const rows = Object.fromEntries(tables.map((name) => [name, db.prepare(`SELECT COUNT(*) FROM "${name}"`).pluck().get() as number]))
  const migrations = tables.includes('_prisma_migrations')
    ? (db
        .prepare('SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name')
        .pluck()
        .all() as string[])
    : []
  return { migrations, rows }
}

/** The faults of a SQLite file that nobody else has open, each as words after “the database”; none when it is whole and holds what the manifest says. */
export function faultsOf(file: string, expected: Contents): string[] {
  const db = new Database(file, { fileMustExist: true })
  try {
    const integrity = db.pragma('integrity_check(5)', { simple: true })
    if (integrity !== 'ok') return [`is damaged (${String(integrity)})`]
    const keys = db.pragma('foreign_key_check') as unknown[]
    if (keys.length > 0) return [`has ${keys.length} rows that point at no row`]
    const found = contentsOf(db)
    const names = new Set([...Object.keys(expected.rows), ...Object.keys(found.rows)])
    return [...names].flatMap((name) =>
      expected.rows[name] === found.rows[name] ? [] : [`has ${found.rows[name] ?? 0} rows of ${name}, and not ${expected.rows[name] ?? 0}`],
    )
  } catch (error) {
    return [`cannot be read (${(error as Error).message})`]
  } finally {
    db.close()
  }
}
