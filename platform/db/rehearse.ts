import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import { config } from '../config'
import { AppError } from '../errors'
import { openClient, type Client } from './client'
import { sharedDatabase } from '.'
import { tidyRehearsals, useRehearsals } from './in-use'
import { keepTrying, rehearseOnPostgresql } from './postgresql'
import type { Tx } from './types'

/**
 * One step of a rehearsal, as if it were one of `write`; later steps see what it did. When it throws, nothing of it stays. `touchesOthers` says, of what came
 * of it, whether it changed rows that other acts wait for: on PostgreSQL those are given back at once, and later steps do not see what it did.
 */
export type Step = <T>(act: (tx: Tx) => Promise<T>, touchesOthers?: (value: T) => boolean) => Promise<T>

const prefix = '.rehearsal-'
// A step is a few statements; the first of all waits until the copy is opened.
const stepMs = 600_000

/**
 * Runs `act` on the database as it is now, and keeps nothing of what its steps write. Nobody waits for it: on SQLite the steps run on a copy of the database
 * in the data folder, which has no name any more when they begin, so that nothing of it is left however the process ends; on PostgreSQL in a transaction
 * that is rolled back. `act` may be run again when it lost a race. `growth`: how many bytes its steps may write. Throws unavailable (503) when the disk
 * has no room for the copy.
 */
export async function rehearse<T>(act: (step: Step) => Promise<T>, { growth = 0 } = {}): Promise<T> {
  const shared = sharedDatabase()
  if (shared) return keepTrying(() => rehearseOnPostgresql(shared, act))
  return withCopy(config.databaseUrl.replace(/^file:/, ''), config.dataDir, growth, (copy) =>
    act((step) => copy.$transaction((tx) => step(tx), { maxWait: stepMs, timeout: stepMs })),
  )
}

/** Deletes copies that were left by processes that were killed while they copied. */
export function removeRehearsals(dataDir: string): void {
  if (copiesIn(dataDir).length > 0) tidyRehearsals(dataDir, () => removeCopies(dataDir))
}

const copiesIn = (dataDir: string): string[] => fs.readdirSync(dataDir).filter((name) => name.startsWith(prefix))

function removeCopies(dataDir: string): void {
  for (const name of copiesIn(dataDir)) fs.rmSync(path.join(dataDir, name), { recursive: true, force: true })
}

async function withCopy<T>(database: string, dataDir: string, growth: number, act: (copy: Client) => Promise<T>): Promise<T> {
  const inUse = useRehearsals(dataDir, () => removeCopies(dataDir))
  const folder = fs.mkdtempSync(path.join(dataDir, prefix))
  try {
    const file = path.join(folder, 'copy.db')
    refuseFull(database, dataDir, growth)
    await copyDatabase(database, file)
    const copy = openClient(`file:${file}`, 'scratch')
    try {
      await copy.$queryRaw`SELECT COUNT(*) FROM sqlite_master`
      // On Windows a file that is open cannot be removed: there it is removed at the end.
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 0 })
      return await act(copy)
    } finally {
      await copy.$disconnect()
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
    inUse.end()
  }
}

/** Page by page in one read transaction, which keeps nobody from writing. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new Database(from, { timeout: 10_000, fileMustExist: true })
  try {
    await source.backup(to, { progress: () => 0x7fffffff })
  } finally {
    source.close()
  }
}

function refuseFull(database: string, dataDir: string, growth: number): void {
  const sizeOf = (file: string) => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const { bavail, bsize } = fs.statfsSync(dataDir)
  const [needed, free] = [sizeOf(database) + sizeOf(`${database}-wal`) + growth, bavail * bsize]
  if (free >= needed) return
  const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`
  throw new AppError(
    'unavailable',
    `The disk has too little room to check this import: it is tried on a copy of the database in ${dataDir}, which needs ${megabytes(needed)}, and ${megabytes(free)} are free. Nothing was changed.`,
  )
}
