import Database from 'better-sqlite3'
import pg from 'pg'
import { engine } from './database'

export type Statement = { sql: string; values: unknown[] }

/** The reading statements that `fn` sends to the database, by whichever client. */
export const statementsOf = async (fn: () => Promise<unknown>): Promise<Statement[]> =>
  (await allStatementsOf(fn)).filter(({ sql }) => /^\s*(SELECT|WITH)\b/i.test(sql) && /\bFROM\b/i.test(sql))

/** The statements of `fn` that write. */
export const writesOf = async (fn: () => Promise<unknown>): Promise<Statement[]> =>
  (await allStatementsOf(fn)).filter(({ sql }) => /^\s*(INSERT|UPDATE|DELETE)\b/i.test(sql))

async function allStatementsOf(fn: () => Promise<unknown>): Promise<Statement[]> {
  const heard: Statement[] = []
  const stop = engine === 'sqlite' ? listenToSqlite(heard) : listenToPostgresql(heard)
  try {
    await fn()
  } finally {
    stop()
  }
  return heard
}

/** The class of all statements of better-sqlite3, which does not export it. */
function sqliteStatements() {
  const db = new Database(':memory:')
  const prototype = Object.getPrototypeOf(db.prepare('SELECT 1')) as { all: (...values: unknown[]) => unknown[]; run: (...values: unknown[]) => unknown }
  db.close()
  return prototype
}

// At their running, not at their making: a connection keeps them (platform/db/client.ts).
function listenToSqlite(heard: Statement[]): () => void {
  const prototype = sqliteStatements()
  const { all, run } = prototype
  const hear =
    <T>(own: (...values: unknown[]) => T) =>
    (statement: Database.Statement, values: unknown[]) => {
      heard.push({ sql: statement.source, values: values.flat() })
      return own.apply(statement, values)
    }
  const [hearAll, hearRun] = [hear(all), hear(run)]
  prototype.all = function (this: Database.Statement, ...values) {
    return hearAll(this, values)
  }
  prototype.run = function (this: Database.Statement, ...values) {
    return hearRun(this, values)
  }
  return () => void Object.assign(prototype, { all, run })
}

/** Milliseconds: on the clock, and of it what this thread had of the processor, in steps of a few. */
type Took = { clock: number; own: number }

const now = (): Took => {
  // Node 22 tells it of the whole process alone.
  const { user, system } = (process.threadCpuUsage ?? process.cpuUsage)()
  return { clock: performance.now(), own: (user + system) / 1000 }
}

/** How long SQLite took for each statement that `fn` sends, all uses of it together; lists of values of any length are one statement. */
export async function timesOf(fn: () => Promise<unknown>): Promise<Map<string, Took>> {
  const prototype = sqliteStatements()
  const { all, run } = prototype
  const times = new Map<string, Took>()
  const timed = <T>(own: (...values: unknown[]) => T) =>
    function (this: Database.Statement, ...values: unknown[]): T {
      const started = now()
      const answer = own.apply(this, values)
      const ended = now()
      if (/^(EXPLAIN|BEGIN|COMMIT|ROLLBACK)/.test(this.source)) return answer // of EXPLAIN: platform/db/slow-statements.ts asked
      const sql = oneStatement(this.source)
      const before = times.get(sql) ?? { clock: 0, own: 0 }
      times.set(sql, { clock: before.clock + ended.clock - started.clock, own: before.own + ended.own - started.own })
      return answer
    }
  Object.assign(prototype, { all: timed(all), run: timed(run) })
  try {
    await fn()
  } finally {
    Object.assign(prototype, { all, run })
  }
  return times
}

/** Lists of values of any length, and unions of any number of equal parts, are one statement. */
export const oneStatement = (sql: string): string =>
  sql
    .replace(/\?(?:,\s*\?)+/g, '?…')
    .replace(/\s+/g, ' ')
    .replace(/(SELECT "entryId" FROM \(.+?\) n)(?: UNION \1)+/, '$1 UNION …')
    .trim()

type Plan = { 'Node Type': string; 'Actual Rows': number; 'Actual Loops': number; 'Rows Removed by Filter'?: number; 'Rows Removed by Index Recheck'?: number; 'Heap Fetches'?: number; Plans?: Plan[] } // prettier-ignore

/** How many rows PostgreSQL really read from tables and indexes for each statement that `fn` sends, and how many the statement gave. */
export async function actualRows(url: string, fn: () => Promise<unknown>): Promise<{ sql: string; read: number; given: number }[]> {
  const statements = await statementsOf(fn)
  const client = new pg.Client(url)
  await client.connect()
  await client.query('SET random_page_cost = 1.1') // as platform/db/client.ts has it
  try {
    const found = []
    for (const { sql, values } of statements) {
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, values)
      const plan = rows[0]!['QUERY PLAN'][0].Plan
      found.push({ sql, read: rowsRead(plan), given: plan['Actual Rows'] })
    }
    return found
  } finally {
    await client.end()
  }
}

// What a bitmap of an index names is counted where it is read from the table.
function rowsRead(plan: Plan): number {
  const below = (plan.Plans ?? []).reduce((sum, each) => sum + rowsRead(each), 0)
  if (!plan['Node Type'].endsWith('Scan') || /Subquery|CTE|Function|Values|Bitmap Index/.test(plan['Node Type'])) return below
  const each = plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0)
  return below + each * plan['Actual Loops']
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
