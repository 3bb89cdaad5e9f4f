import fs from 'node:fs'
import path from 'node:path'
import { config } from '@/platform/config'
import { close, read } from '@/platform/db'
import { migrate } from '@/platform/db/migrate'

/**
 * Brings the database to this code's migrations before a command uses it. Looks first: the schema engine wants a SQLite file for itself,
 * and a command may run beside a server that has it open. Throws NewerDatabaseError.
 */
export async function prepareDatabase(): Promise<void> {
  if (!(await isCurrent())) await migrate(config.databaseUrl)
}

/** Closes what was opened, so that the process can end. */
export const leaveDatabase = close

async function isCurrent(): Promise<boolean> {
  if (config.engine === 'sqlite' && !fs.existsSync(config.databaseUrl.replace(/^file:/, ''))) return false
  const folder = path.join(process.cwd(), 'prisma/migrations', config.engine)
  const known = fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  try {
    const rows = await read.$queryRaw<
      { migration_name: string }[]
    >`SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
    const applied = rows.map((row) => row.migration_name)
    return applied.length === known.length && known.every((name) => applied.includes(name))
  } catch {
    return false // no table of migrations yet
  }
}
