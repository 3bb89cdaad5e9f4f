import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { finishRestore, isUnfinished, removeUndecided } from '../backup/put-in-place'
import { config } from '../config'
import { checkSecret } from '../root-secret'
import { closeClient } from './close-client'
import { useData, withDataAlone } from './in-use'
import { migrate, type MigrateOptions } from './migrate'
import { historyTable } from './migrate/history'
import { removeRehearsals } from './rehearse'

/** The data folder is a site's, and its database is gone. The message is one line for the operator. */
class MissingDatabaseError extends Error {
  override name = 'MissingDatabaseError'
}

/**
 * What each process does before it uses the data: finishes a restore that was interrupted, says that it uses the data, deletes copies
 * that were left there, refuses a folder whose database is gone, and applies the migrations that the database lacks, whose names it returns. Throws errors whose messages are for the operator.
 */
export async function prepareData(options: Pick<MigrateOptions, 'say'>): Promise<string[]> {
  const { dataDir, databaseUrl } = config
  if (isUnfinished(dataDir)) await withDataAlone(dataDir, async () => finishRestore(dataDir))
  useData(dataDir)
  if (!config.secretIsShared) checkSecret(dataDir)
  removeUndecided(dataDir, databaseUrl.startsWith('file:') ? path.resolve(databaseUrl.replace(/^file:/, '')) : null)
  removeRehearsals(dataDir)
  if (!config.newDatabase) await refuseLostDatabase(dataDir, databaseUrl)
  return migrate(databaseUrl, options)
}

/** What only a site that has had a database has in its data folder: its secret, unless SECRET is set, and the mark of the folder with its pictures, unless they are in a bucket. */
const marksOfSite = [
  ['the secrets', path.join('secrets', 'root')],
  ['the pictures', path.join('media', 'this-folder')],
] as const

async function refuseLostDatabase(dataDir: string, databaseUrl: string): Promise<void> {
  const [what, mark] = marksOfSite.find(([, name]) => fs.existsSync(path.join(dataDir, name))) ?? []
  if (!mark || !(await isEmpty(databaseUrl))) return
  const name = databaseUrl.startsWith('file:')
    ? `The database ${databaseUrl.replace(/^file:/, '')} is missing or empty`
    : 'The database that DATABASE_URL names is empty'
  throw new MissingDatabaseError(
    `${name}, and ${what} of a site are in ${path.dirname(path.join(dataDir, mark))}: is the right disk mounted? Restore a backup (lightstick restore FILE), or, to begin a new site there, start once with NEW_DATABASE=true.`,
  )
}

/** Whether a database has no table at all. What cannot be read is not empty: the migration says why. */
async function isEmpty(databaseUrl: string): Promise<boolean> {
  if (!databaseUrl.startsWith('file:')) return isEmptyPostgresql(databaseUrl)
  const file = databaseUrl.replace(/^file:/, '')
  if (!fs.existsSync(file) || fs.statSync(file).size === 0) return true
  const db = new Database(file, { timeout: 5000 })
  try {
    return db.prepare('SELECT COUNT(*) FROM sqlite_master').pluck().get() === 0
  } catch {
    return false
  } finally {
    db.close()
  }
}

async function isEmptyPostgresql(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000, query_timeout: 5000 })
  client.on('error', () => {}) // a lost connection fails the question that waits for it
  await client.connect()
  try {
    return (await client.query('SELECT 1 FROM pg_tables WHERE tablename = $1', [historyTable])).rows.length === 0
  } finally {
    await closeClient(client)
  }
}
