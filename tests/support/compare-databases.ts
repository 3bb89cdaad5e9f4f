import { ask, type Row } from './query-database'

/** The SQL that reads a table's content, one text for both engines or one for each. */
type Sql = string | { sqlite: string; postgresql: string }

/**
 * What a migration did to a table: each pair reads the same facts from the old database and from the new one, and must give equal rows, in any
 * order. A column that is gone on purpose, with what stood in it, is named in `dropped`; every other column of the old table stands in a `before`.
 */
export type Change = { pairs: { before: Sql; after: Sql }[]; dropped?: string[] }

/** By the name of the old table, or, for rows that come from elsewhere, of the new one. */
export type Changes = Record<string, Change>

/** Every table with its rows, as a database was at one moment, and a way to ask more of it. */
export type Snapshot = { tables: Map<string, Row[]>; columns: Map<string, string[]> }

const listTables = {
  // Without the tables in which SQLite keeps the parts of an index of words.
  sqlite: `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite%' AND name <> '_prisma_migrations'`,
  postgresql: `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
}
const listColumns = {
  sqlite: (table: string) => `SELECT name FROM pragma_table_info('${table}')`,
  postgresql: (table: string) => `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '${table}'`,
}
const engineOf = (url: string) => (url.startsWith('file:') ? 'sqlite' : 'postgresql')

export async function takeSnapshot(url: string): Promise<Snapshot> {
  const engine = engineOf(url)
  return ask(url, async (one) => {
    const snapshot: Snapshot = { tables: new Map(), columns: new Map() }
    for (const { name } of await one(listTables[engine])) {
      const table = String(name)
      snapshot.columns.set(table, (await one(listColumns[engine](table))).map((row) => String(row.name))) // prettier-ignore
      snapshot.tables.set(table, await one(`SELECT * FROM "${table}"`))
    }
    return snapshot
  })
}

/** Reads the `before` of each pair, while the database is still the old one. */
export async function readBefore(url: string, changes: Changes): Promise<Map<Sql, string[]>> {
  return readAll(url, Object.values(changes).flatMap(({ pairs }) => pairs.map(({ before }) => before))) // prettier-ignore
}

async function readAll(url: string, sqls: Sql[]): Promise<Map<Sql, string[]>> {
  const found = new Map<Sql, string[]>()
  await ask(url, async (one) => {
    for (const sql of sqls) found.set(sql, sorted(await one(textOf(sql, url))))
  })
  return found
}

const textOf = (sql: Sql, url: string) => (typeof sql === 'string' ? sql : sql[engineOf(url)])
const sorted = (rows: Row[]) => rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort()

/**
 * What differs between a database before and after its migrations and is not described in `changes`, one line each. Tables that are not described
 * must be equal to the last column; a new table that holds rows must be described.
 */
export async function findDifferences(url: string, before: Snapshot, changes: Changes, readBefore: Map<Sql, string[]>): Promise<string[]> {
  const after = await takeSnapshot(url)
  const differences: string[] = []
  for (const [table, rows] of before.tables) {
    if (changes[table]) continue
    const now = after.tables.get(table)
    if (!now) differences.push(`${table} is gone, and nothing describes where its ${rows.length} rows are`)
    else differences.push(...compareRows(table, sorted(rows), sorted(now)))
  }
  for (const [table, rows] of after.tables)
    if (!before.tables.has(table) && !changes[table] && rows.length > 0)
      differences.push(`${table} is new, and nothing describes where its ${rows.length} rows come from`)
  for (const [table, { pairs, dropped = [] }] of Object.entries(changes)) {
    const read = pairs.map(({ before: sql }) => textOf(sql, url)).join('\n')
    const forgotten = (before.columns.get(table) ?? []).filter((column) => !read.includes(`"${column}"`) && !dropped.includes(column))
    if (forgotten.length > 0) differences.push(`${table}: nothing describes ${forgotten.join(', ')}`)
    const now = await readAll(url, pairs.map((pair) => pair.after)) // prettier-ignore
    for (const pair of pairs) differences.push(...compareRows(table, readBefore.get(pair.before)!, now.get(pair.after)!))
  }
  return differences
}

function compareRows(table: string, before: string[], after: string[]): string[] {
  const [was, is] = [new Set(before), new Set(after)]
  const lost = before.filter((row) => !is.has(row))
  const made = after.filter((row) => !was.has(row))
  if (lost.length === 0 && made.length === 0 && before.length === after.length) return []
  return [`${table}: ${before.length} rows before, ${after.length} after; lost: ${lost[0] ?? 'none'}; made: ${made[0] ?? 'none'}`]
}
