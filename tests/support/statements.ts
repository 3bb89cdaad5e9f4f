import Database from 'better-sqlite3'
import pg from 'pg'
import { engine } from './database'

type Statement = { sql: string; values: unknown[] }

/** The reading statements that `fn` sends to the database, by whichever client. */
export async function statementsOf(fn: () => Promise<unknown>): Promise<Statement[]> {
  const heard: Statement[] = []
  const stop = engine === 'sqlite' ? listenToSqlite(heard) : listenToPostgresql(heard)
  try {
    await fn()
  } finally {
    stop()
  }
  return heard.filter(({ sql }) => /^\s*(SELECT|WITH)\b/i.test(sql) && /\bFROM\b/i.test(sql))
}

// At their running, not at their making: a connection keeps them (platform/db/client.ts).
function listenToSqlite(heard: Statement[]): () => void {
  const db = new Database(':memory:')
  const prototype = Object.getPrototypeOf(db.prepare('SELECT 1')) as { all: (...values: unknown[]) => unknown[] }
  db.close()
  const own = prototype.all
  prototype.all = function (this: Database.Statement, ...values) {
    heard.push({ sql: this.source, values: [] })
    return own.apply(this, values)
  }
  return () => void (prototype.all = own)
}

function listenToPostgresql(heard: Statement[]): () => void {
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown }
  const own = prototype.query
  prototype.query = function (...args) {
    const [first, second] = args
    const { text, values } = typeof first === 'object' && first !== null ? (first as { text?: string; values?: unknown[] }) : { text: String(first) }
    heard.push({ sql: text ?? '', values: values ?? (Array.isArray(second) ? second : []) })
    return own.apply(this, args)
  }
  return () => void (prototype.query = own)
}

/** How the database would answer each statement, as it says itself. */
export async function plansOf(statements: Statement[]): Promise<string[]> {
  const url = process.env.DATABASE_URL ?? ''
  if (engine === 'sqlite') {
    const db = new Database(url.replace(/^file:/, ''), { readonly: true })
    try {
      return statements.map(({ sql }) =>
        (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...nulls(sql)) as { detail: string }[]).map(({ detail }) => detail).join('\n'),
      )
    } finally {
      db.close()
    }
  }
  const client = new pg.Client(url)
  await client.connect()
  try {
    const plans: string[] = []
    for (const { sql, values } of statements) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values)
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
    }
    return plans
  } finally {
    await client.end()
  }
}

const nulls = (sql: string): null[] => Array.from({ length: sql.match(/\?/g)?.length ?? 0 }, () => null)
