import fs from 'node:fs'
import path from 'node:path'
import { currentTime } from '../clock'
import { withDataAlone } from '../db/in-use'
import { faultsOf } from './check-database'
import { listDataFiles, reachDisk } from './data-files'
import { holdFileAlone } from './hold-file-alone'
import { BackupError, databaseName, type Manifest } from './manifest'
import { asideIn, movesInto, stagedBeside, unpackedFor, unpacking, type Move } from './places'
import { finishRestore, isUnfinished, writePlan } from './put-in-place'
import { readArchive } from './read-archive'

export type RestoreTarget = {
  dataDir: string
  /** Where the SQLite file belongs; null when the database is PostgreSQL. */
  databaseFile: string | null
  /** The migrations that this code knows. */
  knownMigrations: string[]
}

export type Restored = {
  manifest: Manifest
  /** Where what was there before is kept; null when nothing was. */
  aside: string | null
}

/**
 * Puts the backup `archive` in the place of a site's data. The backup is unpacked beside the data and checked first: one that is not whole, newer than
 * this code or of the other engine changes nothing. A process that is killed leaves the old data or the new, never a mixture: what was decided is finished
 * by whoever uses the data next. Throws BackupError, and DataInUseError when another process uses the data.
 */
export const restoreBackup = (archive: string, target: RestoreTarget): Promise<Restored> =>
  withDataAlone(target.dataDir, async () => {
    finishRestore(target.dataDir)
    return restoreAlone(archive, target)
  })

async function restoreAlone(archive: string, { dataDir, databaseFile, knownMigrations }: RestoreTarget): Promise<Restored> {
  const unpacked = path.join(dataDir, unpacking)
  fs.rmSync(unpacked, { recursive: true, force: true })
  // Not with `recursive`: of a disk that is read-only Node would say then that the folder is not there.
  fs.mkdirSync(unpacked, { mode: 0o700 })
  const moves: Move[] = []
  try {
    const manifest = await readArchive(archive, unpacked)
    refuseForeign(manifest, databaseFile, knownMigrations)
    // The database may be kept on another disk than the rest: then it is brought there before anything is moved.
    const newDatabase = databaseFile && manifest.database && bringBeside(path.join(unpacked, databaseName), databaseFile)
    if (newDatabase) {
      const faults = faultsOf(newDatabase, manifest.database!)
      if (faults.length > 0) throw new BackupError(`Its database ${faults.join('; ')}.`)
      fs.chmodSync(newDatabase, 0o600)
    }
    for (const folder of foldersOf(unpacked)) reachDisk(folder)
    giveToOwner(dataDir, unpacked, newDatabase)
    const stamp = currentTime().toISOString().replaceAll(/[:.]/g, '-')
    if (databaseFile && newDatabase) {
      // An old -wal would be played into the new file: it goes first, and stays with its own.
      const aside = asideIn(path.dirname(databaseFile), stamp)
      for (const ending of ['-wal', '-shm', '-journal', '']) {
        const old = databaseFile + ending
        moves.push({ from: ending === '' ? newDatabase : null, to: old, aside: path.join(aside, path.basename(old)) })
      }
    }
    const tops = new Set(manifest.files.map((file) => file.path.split('/')[0]!).filter((name) => name !== databaseName))
    const aside = asideIn(dataDir, stamp)
    for (const name of tops) moves.push(...movesInto(path.join(dataDir, name), path.join(unpacked, name), aside, stamp))
    for (const folder of unpackedFor(moves)) if (folder !== unpacked) giveToOwner(dataDir, folder, null)
    const before = moves.filter(({ to }) => fs.existsSync(to))
    const release = databaseFile ? holdFileAlone(databaseFile) : () => {}
    try {
      writePlan(dataDir, moves)
      finishRestore(dataDir)
    } finally {
      release()
    }
    return { manifest, aside: before.length > 0 ? path.dirname(before[0]!.aside) : null }
  } finally {
    // What a plan names is part of the data.
    if (!isUnfinished(dataDir)) {
      for (const folder of [unpacked, ...unpackedFor(moves)]) fs.rmSync(folder, { recursive: true, force: true })
      if (databaseFile) fs.rmSync(stagedBeside(databaseFile), { force: true })
    }
  }
}

function refuseForeign({ engine, database }: Manifest, databaseFile: string | null, known: string[]) {
  const here = databaseFile ? 'sqlite' : 'postgresql'
  const names = { sqlite: 'a SQLite file', postgresql: 'PostgreSQL' }
  if (engine !== here) throw new BackupError(`It is of a site whose database is ${names[engine]}; DATABASE_URL says that this one's is ${names[here]}.`)
  const unknown = database?.migrations.find((name) => !known.includes(name))
  if (unknown)
    throw new BackupError(`Its database is newer than this code: it has the migration ${unknown}, which is not known here. Restore it with the newer version.`)
}

function bringBeside(unpacked: string, databaseFile: string): string {
  const beside = stagedBeside(databaseFile)
  fs.mkdirSync(path.dirname(databaseFile), { recursive: true, mode: 0o700 })
  fs.rmSync(beside, { force: true })
  try {
    fs.renameSync(unpacked, beside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    fs.copyFileSync(unpacked, beside)
    fs.rmSync(unpacked)
    reachDisk(beside)
  }
  return beside
}

/** Whoever restores as root leaves files that the site's user can read. */
function giveToOwner(dataDir: string, unpacked: string, database: string | null) {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = fs.statSync(dataDir)
  const files = listDataFiles(unpacked, null).map((name) => path.join(unpacked, name))
  for (const name of [...files, ...foldersOf(unpacked), ...(database ? [database] : [])]) fs.chownSync(name, uid, gid)
}

const foldersOf = (folder: string): string[] => [
  folder,
  ...fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? foldersOf(path.join(folder, entry.name)) : [])),
]
