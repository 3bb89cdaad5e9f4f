import Database from 'better-sqlite3'
import fs from 'node:fs'
import { DataInUseError } from '../db/in-use'

/**
 * Makes sure that nobody has a SQLite file open, also a program that is not ours, and keeps it so until the returned function is called. A file that SQLite
 * cannot read is nobody's. Throws DataInUseError.
 */
export function holdFileAlone(file: string): () => void {
  if (!fs.existsSync(file) || fs.statSync(file).size === 0) return () => {}
  const db = new Database(file, { timeout: 1000 })
  try {
    // Leaving WAL needs the file alone: every connection holds a lock as long as it is open. What its -wal held is then in the file.
    db.pragma('journal_mode = DELETE')
    db.exec('BEGIN EXCLUSIVE')
    return () => db.close()
  } catch (error) {
    db.close()
    if (!String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) return () => {}
    throw new DataInUseError(`Another program has ${file} open: end it first. Nothing was changed.`)
  }
}
