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

/** Every table's rows as one fingerprint: equal when nothing was changed. */
export function snapshot(site: Pick<Site, 'dataDir'>): Record<string, string> {
  const tables = look(site, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_prisma%'`)
  return Object.fromEntries(
    tables.map(({ name }) => {
      const table = String(name)
      if (ofTheWorker.includes(table)) return [table, String(look(site, `SELECT COUNT(*) AS n FROM "${table}"`)[0]?.n)]
      const rows = look(site, `SELECT * FROM "${table}"`).map((row) => JSON.stringify(row))
      return [table, `${rows.length} rows ${createHash('sha256').update(rows.sort().join('\n')).digest('hex').slice(0, 16)}`]
    }),
  )
}

/** What is not whole in it: rules of ours that are broken, and references to what is not there. */
export async function breachesOf(site: Pick<Site, 'dataDir'>): Promise<string[]> {
  const dangling = look(site, 'PRAGMA foreign_key_check').map((row) => `dangling: ${JSON.stringify(row)}`)
  const integrity = look(site, 'PRAGMA integrity_check').flatMap((row) => (row.integrity_check === 'ok' ? [] : [JSON.stringify(row)]))
  return [...(await findBreaches((sql) => look(site, sql))), ...dangling, ...integrity]
}
