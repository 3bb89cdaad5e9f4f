import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { findBreaches } from '../../support/invariants'
import type { Site } from './server'

type Row = Record<string, unknown>

/** Looks into a running site's database, beside it. */
export function look(site: Pick<Site, 'dataDir'>, sql: string, ...values: unknown[]): Row[] {
  const db = new Database(path.join(site.dataDir, 'lightstick.db'), { readonly: true, timeout: 5000 })
  try {
    return db.prepare(sql).all(...values) as Row[]
  } finally {
    db.close()
  }
}

/** Changes it beside the running site: to make what cannot be made through a door, such as an old comment. */
export function change(site: Pick<Site, 'dataDir'>, sql: string, ...values: unknown[]): void {
  const db = new Database(path.join(site.dataDir, 'lightstick.db'), { timeout: 5000 })
  try {
    db.prepare(sql).run(...values)
  } finally {
    db.close()
  }
}

// What the worker does with them in its own time is not a change.
const ofTheWorker = ['Event', 'Job']

type Taken = { db: Database.Database; version: unknown; tables: Record<string, string> }
/** The last snapshot of each site: while nobody commits, it is still true, and reading every row again would take most of the time of these tests. */
const lastTaken = new Map<string, Taken>()

/** Every table's rows as one fingerprint: equal when nothing was changed. */
export function snapshot({ dataDir }: Pick<Site, 'dataDir'>): Record<string, string> {
  const last = lastTaken.get(dataDir)
  const db = last?.db ?? new Database(path.join(dataDir, 'lightstick.db'), { readonly: true, timeout: 5000 })
  // Changes with each commit of another connection. Asked first: what is committed while the rows are read is met the next time.
  const version = db.pragma('data_version', { simple: true })
  if (last && last.version === version) return last.tables
  const names = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_prisma%'`).pluck()
  const tables = Object.fromEntries(
    (names.all() as string[]).map((table) => {
      if (ofTheWorker.includes(table)) return [table, String(db.prepare(`SELECT COUNT(*) FROM "${table}"`).pluck().get())]
      const rows = db
        .prepare(`SELECT * FROM "${table}"`)
        .all()
        .map((row) => JSON.stringify(row))
      return [table, `${rows.length} rows ${createHash('sha256').update(rows.sort().join('\n')).digest('hex').slice(0, 16)}`]
    }),
  )
  lastTaken.set(dataDir, { db, version, tables })
  return tables
}

/** What is not whole in it: rules of ours that are broken, and references to what is not there. */
export async function breachesOf(site: Pick<Site, 'dataDir'>): Promise<string[]> {
  const dangling = look(site, 'PRAGMA foreign_key_check').map((row) => `dangling: ${JSON.stringify(row)}`)
  const integrity = look(site, 'PRAGMA integrity_check').flatMap((row) => (row.integrity_check === 'ok' ? [] : [JSON.stringify(row)]))
  return [...(await findBreaches((sql) => look(site, sql))), ...dangling, ...integrity]
}
