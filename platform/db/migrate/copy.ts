import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import { MigrationError, reasonOf } from './errors'

const keptCopies = 3
const marginBytes = 1024 * 1024

/** Free bytes of the disk that holds a folder. */
const freeBytes = (folder: string) => {
  const { bavail, bsize } = fs.statfsSync(folder)
  return bavail * bsize
}

/**
 * Copies a SQLite database to `backups/before-NAME.db` beside it and returns the copy's path. The copy is whole and on disk when this returns;
 * the newest three are kept. The caller holds the write lock through another connection, so nothing changes meanwhile.
 * Throws MigrationError, and leaves no part of a copy, when it cannot be made.
 */
export function copyDatabase(file: string, before: string, free = freeBytes): string {
  const folder = path.join(path.dirname(file), 'backups')
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const copy = path.join(folder, `before-${before}.db`)
  const partial = `${copy}.partial`
  removePartials(folder)
  const source = new Database(file, { timeout: 5000 })
  try {
    const needed = usedBytes(source) + marginBytes
    const there = free(folder)
    if (there < needed)
      throw new MigrationError(
        `There is not enough disk space to copy the database before the upgrade: ${megabytes(needed)} are needed in ${folder}, and ${megabytes(there)} are free. Nothing was changed.`,
      )
    source.prepare('VACUUM INTO ?').run(partial)
    fs.chmodSync(partial, fs.statSync(file).mode & 0o777)
    reachDisk(partial)
    fs.renameSync(partial, copy)
    reachDisk(folder)
  } catch (error) {
    removePartials(folder)
    if (error instanceof MigrationError) throw error
    throw new MigrationError(`The database could not be copied to ${folder} before the upgrade: ${reasonOf(error)}. Nothing was changed.`, { cause: error })
  } finally {
    source.close()
  }
  removeOld(folder)
  return copy
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 / 1024)} MB`

function usedBytes(db: Database.Database): number {
  const ask = (pragma: string) => Number(db.pragma(pragma, { simple: true }))
  return (ask('page_count') - ask('freelist_count')) * ask('page_size')
}

/** What a process that was killed while it copied has left. */
function removePartials(folder: string) {
  for (const name of fs.readdirSync(folder)) if (/^before-.*\.partial(-journal|-wal|-shm)?$/.test(name)) fs.rmSync(path.join(folder, name), { force: true })
}

function reachDisk(fileOrFolder: string) {
  const handle = fs.openSync(fileOrFolder, 'r')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

function removeOld(folder: string) {
  const copies = fs.readdirSync(folder).filter((name) => /^before-.*\.db$/.test(name))
  const ages = copies.map((name) => ({ file: path.join(folder, name), madeAt: fs.statSync(path.join(folder, name)).mtimeMs }))
  for (const { file } of ages.sort((a, b) => b.madeAt - a.madeAt).slice(keptCopies)) fs.rmSync(file, { force: true })
}
