import fs from 'node:fs'
import path from 'node:path'
import { config } from '../config'
import { readMigrations } from '../db/migrate/migrations'
import { makeBackup } from './make-backup'
import type { Manifest } from './manifest'
import { restoreBackup, type Restored } from './restore-backup'

/** The SQLite file of this site, or null. */
const databaseFile = () => (config.engine === 'sqlite' ? path.resolve(config.databaseUrl.replace(/^file:/, '')) : null)

/** Writes a backup of the site that the settings describe. Throws BackupError. */
export function backUpThisSite(target: string): Promise<Manifest> {
  const { version } = JSON.parse(fs.readFileSync(path.join(process.cwd(), 'package.json'), 'utf8')) as { version: string }
  return makeBackup({ dataDir: config.dataDir, databaseFile: databaseFile(), version }, target)
}

/** Puts a backup in the place of the data of the site that the settings describe. Throws BackupError or DataInUseError. */
export function restoreThisSite(archive: string): Promise<Restored> {
  const knownMigrations = readMigrations(path.join(process.cwd(), 'prisma/migrations', config.engine)).map(({ name }) => name)
  return restoreBackup(archive, { dataDir: config.dataDir, databaseFile: databaseFile(), knownMigrations })
}

export type Tools = { dump: string; restore: string }

/** The commands of PostgreSQL that copy this site's database and bring it back, without its password; null on SQLite. */
export function toolsOfPostgresql(): Tools | null {
  if (config.engine === 'sqlite') return null
  const url = new URL(config.databaseUrl)
  const schema = url.searchParams.get('schema')
  url.searchParams.delete('schema') // Prisma's own word
  url.password = ''
  const database = `--dbname='${url.href}'`
  return {
    dump: `pg_dump --format=custom ${schema ? `--schema=${schema} ` : ''}--file=lightstick.dump ${database}`,
    restore: `pg_restore --clean --if-exists --no-owner --single-transaction ${database} lightstick.dump`,
  }
}
