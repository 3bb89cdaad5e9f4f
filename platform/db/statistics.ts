import { config } from '../config'
import { write } from '.'

/**
 * Tells SQLite how many rows its tables hold and how they differ, which it chooses its plans by; it looks at a part of each table that has changed much.
 * PostgreSQL does so by itself (autovacuum). Statements of ours that matter say themselves where to begin: this is for the others.
 */
export async function updateStatistics(): Promise<void> {
  // 0x10002: all tables, also those that this connection has not asked yet.
  if (config.engine === 'sqlite') await write((tx) => tx.$queryRawUnsafe('PRAGMA optimize = 0x10002'))
}
