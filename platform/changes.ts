import { config } from './config'
import { followPostgresql } from './changes/postgresql'
import { followSqlite } from './changes/sqlite'

/**
 * Tells the front of changes that other processes made: on PostgreSQL they are heard at once, on SQLite (the command line, say)
 * they are looked for four times a second. Resolves when nothing can be missed any more, to what stops it.
 */
export const followChanges = (): Promise<() => Promise<void>> => (config.engine === 'postgresql' ? followPostgresql(config.databaseUrl) : followSqlite())
