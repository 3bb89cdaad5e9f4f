import path from 'node:path'
import { readMigrations } from './migrate/migrations'
import { migratePostgresql } from './migrate/postgresql'
import { migrateSqlite } from './migrate/sqlite'

export { MigrationError, NewerDatabaseError } from './migrate/errors'

export type MigrateOptions = {
  /** The folder that holds one folder for each migration; by default this engine's in prisma/migrations. */
  folder?: string
  /** Is told, a sentence each time, what an operator wants to know: where the copy is, that another process is waited for. */
  say?: (line: string) => void
}

/**
 * Applies the migrations that a database lacks and returns their names. Each migration and its row in `_prisma_migrations` are one transaction:
 * a process that is killed leaves a database that the next call brings to the end. Processes that call it together on one database do it once.
 * A SQLite file that holds data is copied first. Throws NewerDatabaseError or MigrationError, whose messages are for the operator.
 */
export async function migrate(databaseUrl: string, { folder, say = () => {} }: MigrateOptions = {}): Promise<string[]> {
  const engine = databaseUrl.startsWith('file:') ? 'sqlite' : 'postgresql'
  const migrations = readMigrations(folder ?? path.join(process.cwd(), 'prisma/migrations', engine))
  return engine === 'sqlite' ? migrateSqlite(databaseUrl.replace(/^file:/, ''), migrations, say) : migratePostgresql(databaseUrl, migrations, say)
}
