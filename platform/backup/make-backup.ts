import Database from 'better-sqlite3'
import { packTar, type TarSource } from 'modern-tar/fs'
import fs from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { currentTime, nowMs } from '../clock'
import { isInUse, useFolder } from '../db/in-use'
import { contentsOf } from './check-database'
import { hashFile, listDataFiles, reachDisk } from './data-files'
import { BackupError, databaseName, manifestName, type Manifest } from './manifest'
import { readArchive } from './read-archive'

export type BackupSource = {
  dataDir: string
  /** The SQLite file; null when the database is PostgreSQL, which is not in the backup. */
  databaseFile: string | null
  /** Of this code. */
  version: string
}

/** A file of the archive: where it is now, and what it is called there. */
type Packed = { source: string; name: string; bytes: number; sha256: string; mtime: Date }

/**
 * Writes a backup of a site to `target` (a tar file with gzip) and returns its manifest. The site may run: the database is copied as it is at one moment, with
 * everything that was acknowledged before the call. The archive is read again and held against its manifest before it gets its name; a backup that
 * cannot be made leaves whatever was there as it was. Throws BackupError.
 */
export async function makeBackup({ dataDir, databaseFile, version }: BackupSource, target: string): Promise<Manifest> {
  refuseInside(dataDir, target)
  if (databaseFile !== null && !fs.existsSync(databaseFile)) throw new BackupError(`There is no database to back up: ${databaseFile} does not exist.`)
  fs.mkdirSync(path.dirname(target), { recursive: true })
  removeLeft(path.dirname(target))
  const scratch = fs.mkdtempSync(path.join(path.dirname(target), scratchPrefix))
  const inUse = useFolder(scratch)
  try {
    const packed: Packed[] = []
    let database: Manifest['database'] = null
    // The database first: files that it names are there before it names them.
    if (databaseFile !== null) {
      const copy = path.join(scratch, databaseName)
      database = await copyAtOneMoment(databaseFile, copy)
      packed.push(await describe(copy, databaseName))
    }
    for (const name of listDataFiles(dataDir, databaseFile)) {
      // What is deleted meanwhile was not to be kept.
      const file = await describe(path.join(dataDir, name), name).catch(ignoreMissing)
      if (file) packed.push(file)
    }
    const files = packed.map(({ name, bytes, sha256 }) => ({ path: name, bytes, sha256 }))
    const manifest: Manifest = { format: 1, version, madeAt: currentTime().toISOString(), engine: databaseFile ? 'sqlite' : 'postgresql', database, files }
    const archive = path.join(scratch, 'archive')
    await pack(packed, manifest, archive)
    await readArchive(archive).catch((error: unknown) => {
      throw new BackupError(`The backup was read again and is not right: ${(error as Error).message} A file may have changed while it was copied: try again.`)
    })
    reachDisk(archive)
    fs.renameSync(archive, target)
    reachDisk(path.dirname(target))
    return manifest
  } finally {
    inUse.end()
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}

const scratchPrefix = '.lightstick-backup-'
/** Younger ones may be of a process that is about to say that it works there. */
const leftAfterMs = 60_000

/** Deletes what backups to this folder have left that were killed: each holds a copy of the database. */
function removeLeft(folder: string) {
  for (const name of fs.readdirSync(folder).filter((one) => one.startsWith(scratchPrefix))) {
    const left = path.join(folder, name)
    const stat = fs.statSync(left, { throwIfNoEntry: false })
    const isYoung = stat && Math.abs(nowMs() - stat.ctimeMs) < leftAfterMs
    if (stat?.isDirectory() && !isYoung && !isInUse(left)) fs.rmSync(left, { recursive: true, force: true })
  }
}

/** A backup in the folder that it backs up would be in the next one, and that in the next. */
function refuseInside(dataDir: string, target: string) {
  const [top = '', ...rest] = path.relative(dataDir, target).split(path.sep)
  if (top === '..' || path.isAbsolute(top) || (top === 'backups' && rest.length > 0)) return
  throw new BackupError(`A backup does not belong among the data: write it outside of ${dataDir}, or into ${path.join(dataDir, 'backups')}.`)
}

/**
 * Copies a SQLite file, page by page, in one read transaction: whole, and as it was at one moment, whoever writes meanwhile. Every row keeps its number,
 * which it would not after VACUUM INTO.
 */
async function copyAtOneMoment(from: string, to: string): Promise<Manifest['database']> {
  const source = new Database(from, { timeout: 10_000, fileMustExist: true })
  try {
    await source.backup(to, { progress: () => 0x7fffffff })
  } finally {
    source.close()
  }
  const copy = new Database(to)
  try {
    copy.pragma('journal_mode = DELETE') // one file, with nothing beside it
    return contentsOf(copy)
  } finally {
    copy.close()
  }
}

async function describe(source: string, name: string): Promise<Packed> {
  const { size, mtime } = fs.statSync(source)
  return { source, name, bytes: size, sha256: await hashFile(source), mtime }
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

async function pack(packed: Packed[], manifest: Manifest, target: string) {
  const sources = packed.map(({ source, name, bytes, mtime }): TarSource => {
    const entry = { target: name, mode: 0o600, mtime }
    if (bytes === 0) return { ...entry, type: 'content', content: '' }
    return { ...entry, type: 'stream', content: Readable.from(bytesOf(source, bytes)), size: bytes }
  })
  const list: TarSource = { type: 'content', content: JSON.stringify(manifest, null, 1), target: manifestName, mode: 0o600 }
  await pipeline(packTar([...sources, list]), createGzip({ level: 6 }), fs.createWriteStream(target, { mode: 0o600 }))
}

/** Opened when its turn comes: a site may have more files than a process may open. */
async function* bytesOf(file: string, bytes: number) {
  yield* fs.createReadStream(file, { end: bytes - 1 })
}
