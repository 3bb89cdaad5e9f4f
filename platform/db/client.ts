import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient as PostgresqlClient } from '@/prisma/generated/postgresql/client'
import { PrismaClient as SqliteClient } from '@/prisma/generated/sqlite/client'
import { keepPrivate } from './private-files'

/** Both engines are written against the SQLite client's type: it is the narrower one. */
export type Client = SqliteClient

/** Opens a client. `role` decides what a SQLite connection may do; on PostgreSQL both are one pool. */
export function openClient(databaseUrl: string, role: 'read' | 'write'): Client {
  if (databaseUrl.startsWith('file:')) return new SqliteClient({ adapter: sqliteAdapter(databaseUrl, role) })
  return new PostgresqlClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: 12 }) }) as unknown as Client
}

/**
 * better-sqlite3 with the settings that make an acknowledged write a write on disk. The busy time-out is short because
 * waiting would stop the whole process: `write` tries again instead.
 */
function sqliteAdapter(databaseUrl: string, role: 'read' | 'write') {
  keepPrivate(databaseUrl.replace(/^file:/, ''))
  const factory = new PrismaBetterSqlite3({ url: databaseUrl, timeout: role === 'write' ? 20 : 2000 })
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    await adapter.executeScript('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000;')
    if (role === 'read') await adapter.executeScript('PRAGMA query_only = ON;')
    return adapter
  }
  return factory
}
