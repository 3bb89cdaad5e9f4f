import path from 'node:path'
import { z } from 'zod'
import { isBackedUp } from './data-files'

/** What stands in a backup beside its files. It is the last thing in the archive: one that was cut short has none. */
const manifestShape = z.object({
  format: z.literal(1),
  /** The version in package.json. */
  version: z.string(),
  /** ISO 8601. */
  madeAt: z.string(),
  engine: z.enum(['sqlite', 'postgresql']),
  /** Null when the database is not in the backup (PostgreSQL). */
  database: z.object({ migrations: z.array(z.string()), rows: z.record(z.string(), z.number()) }).nullable(),
  /** Everything else in the archive. `path` is from DATA_DIR, with slashes; `sha256` in hex. */
  files: z.array(z.object({ path: z.string().refine(isPlainPath), bytes: z.number(), sha256: z.string() })),
})
export type Manifest = z.output<typeof manifestShape>

export const manifestName = 'lightstick-backup.json'
/** The name of the database in the archive, whatever it is called on the disk. */
export const databaseName = 'lightstick.db'

/** The backup cannot be made or used. The message is for the operator. */
export class BackupError extends Error {
  override name = 'BackupError'
}

/** Reads a manifest. Throws BackupError. */
export function readManifest(text: string): Manifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new BackupError('It is damaged: its list of contents cannot be read.')
  }
  const format = (value as { format?: unknown } | null)?.format
  if (typeof format === 'number' && format > 1)
    throw new BackupError(`It was made by a newer Lightstick (format ${format} of backups): restore it with that version.`)
  const parsed = manifestShape.safeParse(value)
  if (!parsed.success) throw new BackupError('It is damaged: its list of contents is not complete.')
  return parsed.data
}

/** Relative, below the folder, spelt in one way, and nothing that a backup never holds: a lock, a plan, or a file that would be read beside the database. */
function isPlainPath(name: string): boolean {
  if (name !== databaseName && !isBackedUp(name)) return false
  return name !== '' && !path.posix.isAbsolute(name) && !name.includes('\\') && path.posix.normalize(name) === name && !name.split('/').includes('..')
}
