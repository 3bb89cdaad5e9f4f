import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'

/**
 * Who uses a site's data. Each process that may write holds a shared lock on a small file in DATA_DIR; putting a backup in place needs it alone. The locks
 * are the operating system's: they end with the process, however it ends, so nobody has to tidy up after `kill -9`.
 */

/** The data cannot be used now: a backup is put in its place, or another process uses it. The message is one line for the operator. */
export class DataInUseError extends Error {
  override name = 'DataInUseError'
}

const fileName = '.in-use'
const rehearsalName = '.rehearsing'

// Bundlers give each layer of the application its own copy of this module; a process holds one lock for each folder.
const holder = globalThis as unknown as { [key: symbol]: Map<string, Database.Database> | undefined }
const held = (holder[Symbol.for('lightstick.in-use')] ??= new Map())

/** Says that this process uses the data in a folder, until it ends. Throws DataInUseError while a backup is put in its place. */
export function useData(dataDir: string): void {
  if (held.has(dataDir)) return
  held.set(
    dataDir,
    lock(dataDir, 'shared', () => new DataInUseError('A backup is being restored here: wait until that has ended, and start again.')),
  )
}

/** Runs `act` while no other process uses the data. Throws DataInUseError when one does. */
export async function withDataAlone<T>(dataDir: string, act: () => Promise<T>): Promise<T> {
  const alone = lock(
    dataDir,
    'exclusive',
    () => new DataInUseError(`Another process uses the data in ${dataDir}: stop the site, and any other command, first. Nothing was changed.`),
  )
  try {
    return await act()
  } finally {
    alone.close()
  }
}

/** Says that this process works in a folder of its own until `end`: so nobody takes it for left behind. */
export function useFolder(folder: string): { end: () => void } {
  const shared = lock(folder, 'shared', () => new DataInUseError(`Another process uses ${folder}.`))
  return { end: () => shared.close() }
}

/** Whether a process works in a folder. */
export function isInUse(folder: string): boolean {
  try {
    lock(folder, 'exclusive', () => new DataInUseError(`Another process uses ${folder}.`), fileName, 0).close()
    return false
  } catch (error) {
    if (error instanceof DataInUseError) return true
    throw error
  }
}

/**
 * Says that this process rehearses in a folder (./rehearse.ts); `end` of what it returns ends that. When no other process does, `tidy` is run before: what
 * lies there then was left by one that was killed.
 */
export function useRehearsals(dataDir: string, tidy: () => void): { end: () => void } {
  tidyRehearsals(dataDir, tidy)
  const shared = lock(dataDir, 'shared', () => new DataInUseError('Another import is just beginning here: try again.'), rehearsalName)
  return { end: () => shared.close() }
}

/** Runs `tidy` when no process rehearses in a folder. */
export function tidyRehearsals(dataDir: string, tidy: () => void): void {
  try {
    const alone = lock(dataDir, 'exclusive', () => new DataInUseError('Another process checks an import.'), rehearsalName, 0)
    try {
      tidy()
    } finally {
      alone.close()
    }
  } catch (error) {
    if (!(error instanceof DataInUseError)) throw error
  }
}

function lock(dataDir: string, kind: 'shared' | 'exclusive', busy: () => Error, name = fileName, timeout = kind === 'shared' ? 500 : 2000): Database.Database {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const db = new Database(path.join(dataDir, name), { timeout })
  try {
    // An open read transaction holds SQLite's shared lock; an exclusive one waits for all of those. Nothing is ever written.
    db.exec(kind === 'shared' ? 'BEGIN' : 'BEGIN EXCLUSIVE')
    db.prepare('SELECT COUNT(*) FROM sqlite_master').get()
    return db
  } catch (error) {
    db.close()
    throw String((error as { code?: string }).code).startsWith('SQLITE_BUSY') ? busy() : error
  }
}
