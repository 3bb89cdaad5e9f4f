import { config } from '../config'
import { listenOnPostgresql } from './listen/postgresql'
import { listenOnSqlite } from './listen/sqlite'

/**
 * Feeds the bus with what other processes did: on PostgreSQL they are heard at once, on SQLite (the command line, say) they are looked for four
 * times a second. Resolves when nothing can be missed any more, to what stops it.
 */
export const listenForEvents = (): Promise<() => Promise<void>> => (config.engine === 'postgresql' ? listenOnPostgresql(config.databaseUrl) : listenOnSqlite())
