import Database from 'better-sqlite3'
import pg from 'pg'
import { nameForms } from '../../platform/text/fold'
import { finishingSql, siteRows, type Rows, type SiteSize } from '../factories/big-site'

/** Fills a migrated database with a large site, past everything that keeps it whole: for measuring, and for looking at plans. */
export async function fillDatabase(url: string, size: SiteSize): Promise<void> {
  await (url.startsWith('file:') ? fillSqlite : fillPostgresql)(url, size)
}

async function fillSqlite(url: string, size: SiteSize): Promise<void> {
  const db = new Database(url.replace(/^file:/, ''), { timeout: 5000 })
  db.pragma('foreign_keys = OFF')
  db.pragma('synchronous = OFF')
  db.transaction(() => {
    for (const { table, columns, rows } of rowsOf(size, (ms) => new Date(ms).toISOString().replace('Z', '+00:00'))) {
      const insert = db.prepare(`INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
      for (const row of rows) insert.run(...row.map((value) => (typeof value === 'boolean' ? Number(value) : value)))
    }
    db.exec(finishingSql)
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

async function fillPostgresql(url: string, size: SiteSize): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query('BEGIN; SET LOCAL session_replication_role = replica')
    const { rows: typed } = await client.query<{ name: string; type: string }>(
      `SELECT table_name || '.' || column_name AS name, CASE WHEN data_type = 'USER-DEFINED' THEN '"' || udt_name || '"' ELSE data_type END AS type
       FROM information_schema.columns WHERE table_schema = 'public'`,
    )
    const types = new Map(typed.map(({ name, type }) => [name, type]))
    for (const { table, columns, rows } of rowsOf(size, (ms) => new Date(ms).toISOString())) {
      const arrays = columns.map((_, index) => rows.map((row) => (row[index] === null ? null : String(row[index]))))
      const values = columns.map((column, index) => `unnest($${index + 1}::text[])::${types.get(`${table}.${column}`)}`)
      await client.query(`INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) SELECT ${values.join(', ')}`, arrays)
    }
    await client.query(`${finishingSql}; COMMIT; ANALYZE`)
  } finally {
    await client.end()
  }
}

/** The rows of a site, with where somebody may begin to type the names of its records and lists (features/records/commands/write-name-forms.ts). */
function* rowsOf(...args: Parameters<typeof siteRows>): Generator<Rows> {
  for (const piece of siteRows(...args)) {
    yield piece
    const [kind, name] = [piece.columns.indexOf('kind'), piece.columns.indexOf(piece.table === 'Article' ? 'title' : 'name')]
    if (piece.table === 'Subject') yield formsOf(piece.rows.map((row) => ({ kind: String(row[kind]), id: String(row[0]), name: String(row[name]) })))
    if (piece.table === 'Article') yield formsOf(piece.rows.map((row) => ({ kind: 'list', id: String(row[0]), name: String(row[name]) })))
  }
}

function formsOf(named: { kind: string; id: string; name: string }[]): Rows {
  const rows = named.flatMap(({ kind, id, name }) => {
    const { whole, starts, middles } = nameForms(name)
    const ranks = new Map<string, number>()
    for (const [rank, texts] of [[whole], starts, middles].entries()) for (const text of texts) if (text && !ranks.has(text)) ranks.set(text, rank)
    return [...ranks].map(([text, rank]) => [kind, id, rank, text])
  })
  return { table: 'NameForm', columns: ['kind', 'targetId', 'rank', 'text'], rows }
}
