import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { reachDisk } from './data-files'

/** `to` goes to `aside`, if it is there; then `from` takes its place, if there is one. */
export const moveShape = z.object({ from: z.string().nullable(), to: z.string(), aside: z.string() })
export type Move = z.output<typeof moveShape>

/** The folder in which a restore unpacks, and in which it brings files to another disk. */
export const unpacking = '.restoring'

/** What a restore has decided to do. */
export const planName = '.restore.json'

const probeName = '.restore-probe'

/** Whether what is in one folder can be renamed into the other: not where a disk is mounted between the two, be it a part of the same one. */
function isOneDisk(folder: string, other: string): boolean {
  const [from, to] = [path.join(folder, probeName), path.join(other, probeName)]
  fs.writeFileSync(from, '', { mode: 0o600 })
  try {
    fs.renameSync(from, to)
    fs.rmSync(to, { force: true })
    return true
  } catch (error) {
    fs.rmSync(from, { force: true })
    if ((error as NodeJS.ErrnoException).code === 'EXDEV') return false
    throw error
  }
}

const isFolder = (file: string) => fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true

/** Where a restore puts what was in a folder: into its folder `backups`, or into a hidden one where another disk is mounted there. */
export function asideIn(folder: string, stamp: string): string {
  const backups = path.join(folder, 'backups')
  return !isFolder(backups) || isOneDisk(folder, backups) ? path.join(backups, `before-restore-${stamp}`) : path.join(folder, `.before-restore-${stamp}`)
}

/**
 * The moves that put `unpacked` in the place of `to`, and what is there aside. A folder that is another disk, or a link to one, stays what it is: its contents are exchanged in it, so the new ones are
 * brought there first, and the old ones stay in a hidden folder beside them.
 */
export function movesInto(to: string, unpacked: string, aside: string, stamp: string): Move[] {
  const isLink = fs.lstatSync(to, { throwIfNoEntry: false })?.isSymbolicLink() === true
  if (!isFolder(to) || !isFolder(unpacked) || (!isLink && isOneDisk(path.dirname(to), to)))
    return [{ from: unpacked, to, aside: path.join(aside, path.basename(to)) }]
  const real = fs.realpathSync(to)
  const brought = path.join(real, unpacking)
  fs.rmSync(brought, { recursive: true, force: true })
  fs.cpSync(unpacked, brought, { recursive: true })
  reachDiskBelow(brought)
  const there = fs.readdirSync(real).filter((name) => !name.startsWith('.'))
  const names = new Set([...there, ...fs.readdirSync(brought)])
  return [...names].map((name) => {
    const from = path.join(brought, name)
    return { from: fs.existsSync(from) ? from : null, to: path.join(real, name), aside: path.join(real, `.before-restore-${stamp}`, name) }
  })
}

function reachDiskBelow(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name)
    if (entry.isDirectory()) reachDiskBelow(full)
    else reachDisk(full)
  }
  reachDisk(folder)
}

/** The folders in which these moves find what they put in place. */
export const unpackedFor = (moves: readonly Move[]): string[] => [
  ...new Set(
    moves.flatMap(({ from }) => {
      const parts = from?.split(path.sep) ?? []
      const at = parts.indexOf(unpacking)
      return at === -1 ? [] : [parts.slice(0, at + 1).join(path.sep)]
    }),
  ),
]

/** Where a restore brings the database to before anything is decided. */
export const stagedBeside = (databaseFile: string) => `${databaseFile}.restoring`

/** What a restore may leave in a data folder that was killed before it was decided: copies of the whole site. */
export function leftUndecided(dataDir: string, databaseFile: string | null): string[] {
  // A folder that is another disk, or a link to one, has its own.
  const folders = [dataDir, ...fs.readdirSync(dataDir).map((name) => path.join(dataDir, name))].filter(isFolder)
  const left = [
    path.join(dataDir, `${planName}.part`),
    ...folders.map((folder) => path.join(folder, unpacking)),
    ...(databaseFile ? [stagedBeside(databaseFile)] : []),
  ]
  return left.filter((name) => fs.existsSync(name))
}
