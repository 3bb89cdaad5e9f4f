import type { FormerAddress } from '@/platform/bridge'
import { monotonicMs } from '@/platform/clock'
import { read, type Db } from '@/platform/db'
import { log } from '@/platform/log'
import { candidatesOf, locationOf } from '../address'
import { noteUse } from './note-uses'

const select = { path: true, target: true, status: true, lastUsedAt: true } as const

/** The row that holds an address: the nearest of those that could. One question, however many rows there are. */
async function findRow(path: string, query: string, db: Db) {
  const keys = candidatesOf(path, query)
  const rows = await db.oldAddress.findMany({ where: { path: { in: keys } }, select })
  return keys.map((key) => rows.find((row) => row.path === key)).find((row) => row !== undefined) ?? null
}

/** Where an address of a former site leads; null where there is none. */
export async function findRedirect(path: string, query: string, db: Db = read): Promise<FormerAddress | null> {
  const row = await findRow(path, query, db)
  if (!row) return null
  noteUse(row)
  if (row.target === null) return { status: 410, location: null }
  return { status: row.status === 302 ? 302 : 301, location: locationOf({ path: row.path, target: row.target }, path) }
}

/** Where an address of a former site leads, for who moves what stood there; null where there is none. It counts as no use. */
export async function whereItLed(path: string, query: string, db: Db = read): Promise<string | null> {
  const row = await findRow(path, query, db)
  return row && row.target !== null ? locationOf({ path: row.path, target: row.target }, path) : null
}

/** Whether readers who ask for a path, at which the site itself has nothing, are led on from there. It counts as no use. */
export const leadsOn = async (path: string, db: Db = read): Promise<boolean> => ((await findRow(path, '', db))?.target ?? null) !== null

const askAgainMs = 2000
/** A site that has some is asked now and then whether it still has. */
const stillMs = 60_000
// One for the process: bundlers give each layer of the application its own copy of this module.
const holder = globalThis as unknown as { [key: symbol]: { hasAny: boolean; askedAt: number } | undefined }
const known = (holder[Symbol.for('lightstick.old-addresses')] ??= { hasAny: false, askedAt: Number.NEGATIVE_INFINITY })

/** After old addresses were added in this process: they count at once. */
export const noteRedirects = (): void => void (known.hasAny = true)

/** Finds out whether the site has old addresses. */
export async function askForRedirects(db: Db = read): Promise<void> {
  known.askedAt = monotonicMs()
  known.hasAny = (await db.oldAddress.findFirst({ select: { path: true } })) !== null
}

/**
 * Whether it is worth asking: anybody may make up addresses, and a site that has no old ones asks for none. What another process has added is known two seconds later, by a
 * question for which nobody waits.
 */
export function mayHaveRedirects(): boolean {
  if (monotonicMs() - known.askedAt > (known.hasAny ? stillMs : askAgainMs))
    askForRedirects().catch((error: unknown) => log.debug({ error }, 'it could not be asked whether there are old addresses'))
  return known.hasAny
}
