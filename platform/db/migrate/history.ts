import { MigrationError, NewerDatabaseError } from './errors'
import { findTransactionStatement, type Migration } from './migrations'

/** A row of `_prisma_migrations` that was not rolled back. */
export type HistoryRow = { id: string; name: string; finished: boolean }

/** What comes next. `unfinished` is the row that an older version left when it was ended in this migration. */
export type Next = { migration: Migration; unfinished?: HistoryRow }

/** The first migration that a database lacks; null when it has all. Throws NewerDatabaseError when it has one that this code does not know. */
export function findNext(migrations: Migration[], rows: HistoryRow[]): Next | null {
  const known = migrations.map(({ name }) => name)
  const unknown = rows.findLast(({ name }) => !known.includes(name))
  if (unknown) {
    throw new NewerDatabaseError(
      `The database is newer than this code: it has the migration ${unknown.name}, and the newest known here is ${known.at(-1)}. Run the newer version, or restore a backup made before it.`,
    )
  }
  const migration = migrations.find(({ name }) => !rows.some((row) => row.name === name && row.finished))
  return migration ? { migration, unfinished: rows.find(({ name }) => name === migration.name) } : null
}

/** Refuses a script that would end its own transaction. */
export function refuseTransactionStatements({ name, sql }: Migration): void {
  const found = findTransactionStatement(sql)
  if (found)
    throw new MigrationError(
      `The migration ${name} cannot be applied: it runs in one transaction and must not say “${found.split('\n').at(-1)}”. Nothing was changed.`,
    )
}

/** The name is Prisma's. A database that has tables and not this one belongs to another program. */
export const historyTable = '_prisma_migrations'

export const foreignTables = (table: string) =>
  new MigrationError(
    `The database holds tables that are not Lightstick's (${table}): set DATABASE_URL to an empty database, or restore a backup. Nothing was changed.`,
  )
