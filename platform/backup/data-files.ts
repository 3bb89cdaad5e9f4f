import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** What no backup holds at the top of DATA_DIR: copies of the database, and what a restore put aside; and a database beside which others' files would be read. */
const keptOut = new Set(['backups', 'lightstick.db', 'lightstick.db-wal', 'lightstick.db-shm', 'lightstick.db-journal'])

/** Whether a file of DATA_DIR with this path (with slashes) may be in a backup beside the database: hidden ones are not. */
export const isBackedUp = (name: string): boolean => !keptOut.has(name.split('/')[0]!) && !name.split('/').some((part) => part.startsWith('.'))

/** Files of DATA_DIR that belong in a backup, as paths with slashes: all that `isBackedUp`, but for the database. Links are followed. */
export function listDataFiles(dataDir: string, databaseFile: string | null): string[] {
  const ofDatabase = new Set(databaseFile === null ? [] : ['', '-wal', '-shm', '-journal', '.restoring'].map((ending) => databaseFile + ending))
  const found: string[] = []
  const look = (below: string) => {
    for (const name of fs.readdirSync(path.join(dataDir, below)).sort()) {
      const relative = below === '' ? name : `${below}/${name}`
      const full = path.join(dataDir, relative)
      if (ofDatabase.has(full) || !isBackedUp(relative)) continue
      const stat = fs.statSync(full, { throwIfNoEntry: false })
      if (stat?.isDirectory()) look(relative)
      else if (stat?.isFile()) found.push(relative)
    }
  }
  if (fs.existsSync(dataDir)) look('')
  return found
}

/** SHA-256 of a file in hex. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Resolves when a file, or the names in a folder, are on the disk and not only in memory. */
export function reachDisk(fileOrFolder: string): void {
  const handle = fs.openSync(fileOrFolder, 'r')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
