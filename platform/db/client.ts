import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils'
import type { Database, Statement } from 'better-sqlite3'
import { LRUCache } from 'lru-cache'
import type { Socket } from 'node:net'
import pg from 'pg'
import { monotonicMs } from '../clock'
import { config } from '../config'
import { giveWay } from '../turns'
import { rememberFile } from './replaced'
import { PrismaClient as PostgresqlClient } from '@/prisma/generated/postgresql/client'
import { PrismaClient as SqliteClient } from '@/prisma/generated/sqlite/client'
import { keepPrivate } from './private-files'
import { noteStatement } from './slow-statements'
import { makeStatementNames } from './statement-names'

/** Both engines are written against the SQLite client's type: it is the narrower one. */
export type Client = SqliteClient

/** `scratch`: a copy that is thrown away, so nothing of it need reach the disk; nobody else has it open. */
type Role = 'read' | 'write' | 'scratch'

/**
 * Opens a client. `role` decides what a SQLite connection may do; on PostgreSQL all are one pool. `prepare`: whether statements are prepared once for each connection
 * of that pool, so that whoever stands between must not give a transaction another connection of the server (PREPARED_STATEMENTS).
 */
export function openClient(databaseUrl: string, role: Role, { prepare = config.preparedStatements }: { prepare?: boolean } = {}): Client {
  if (databaseUrl.startsWith('file:')) return new SqliteClient({ adapter: sqliteAdapter(databaseUrl, role) })
  const nameOf = makeStatementNames()
  // Its type knows no statement without a name, and pg takes one: it is then prepared for this use alone.
  const statementNameGenerator = ({ sql }: SqlQuery) => nameOf(sql) as string
  const adapter = new PrismaPg(openPool(databaseUrl), { disposeExternalPool: true, ...(prepare && { statementNameGenerator }) })
  return new PostgresqlClient({ adapter }) as unknown as Client
}

/** How long PostgreSQL may take to let us in. */
const connectMs = 2500
/** How long one may wait for a connection while others have all of them. */
const queueMs = 15_000
/** How long one statement may take, waiting for locks included. The longest that was seen waited 13 seconds. */
const statementMs = 30_000
/** How long a transaction may do nothing before PostgreSQL ends it: whoever began it is gone, and its locks keep others waiting. */
const idleInTransactionMs = 20_000
/** How long a connection may be silent. PostgreSQL ends a statement before that and says so: then only the network can be to blame. */
const silentMs = statementMs + 5000

const pools = new Set<Set<pg.PoolClient>>()

const socketOf = (client: pg.PoolClient) => (client as unknown as { connection: { stream: Socket } }).connection.stream

/** The pool has one time limit for waiting and for connecting, and passes it on. */
class ImpatientClient extends pg.Client {
  constructor(options?: pg.ClientConfig) {
    super({ ...options, connectionTimeoutMillis: connectMs })
  }
}

/** Statements that take locks, and the question for a plan itself: their time says nothing of how they are answered. */
const waitsByIntent = /^\s*EXPLAIN\b|\bpg_(?:try_)?advisory_|\bFOR (?:NO KEY )?UPDATE\b|\bFOR KEY SHARE\b/i

type Explain = (sql: string, values: unknown[]) => Promise<string>

/** Times its statements: from sending to the answer, waiting for locks included. `explain` gives the plan of one that reads. */
const timedClient = (explain: Explain) =>
  class extends ImpatientClient {
    // pg declares this method in many forms. Prisma sends an object; the pool adds a callback.
    override query(...given: unknown[]): never {
      const query = super.query.bind(this) as (...args: unknown[]) => unknown
      const [first, ...rest] = given
      const { text, values = Array.isArray(rest[0]) ? rest[0] : [] } = (typeof first === 'string' ? { text: first } : first) as pg.QueryConfig<unknown[]>
      const started = monotonicMs()
      const end = () => {
        if (waitsByIntent.test(text)) return
        noteStatement(text, monotonicMs() - started, () => (/^\s*(SELECT|WITH)\b/i.test(text) ? explain(text, values) : 'asked of reading statements alone'))
      }
      const callback = rest.at(-1)
      if (typeof callback === 'function') {
        const done = (error: unknown, result: unknown) => {
          end()
          callback(error, result)
        }
        return query(first, ...rest.slice(0, -1), done) as never
      }
      const answer = query(first, ...rest) as Promise<unknown>
      answer.then(end, end)
      return answer as never
    }
  }

function openPool(connectionString: string): pg.Pool {
  const explain = async (sql: string, values: unknown[]) => {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  }
  const pool = new pg.Pool({
    connectionString,
    max: 12,
    connectionTimeoutMillis: queueMs,
    Client: timedClient(explain) as unknown as typeof pg.Client,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    // Its default is for a disk that turns: it goes through a table of some ten thousand rows for two dozen of them. Ours are in memory, or on flash.
    options: '-c random_page_cost=1.1',
  })
  const clients = new Set<pg.PoolClient>()
  pools.add(clients)
  pool.on('connect', (client) => {
    clients.add(client)
    const socket = socketOf(client)
    socket.setTimeout(silentMs, () => socket.destroy())
  })
  pool.on('remove', (client) => clients.delete(client))
  return pool
}

/** Ends every connection to PostgreSQL, those too that wait for an answer: what waits fails at once. For when the network has swallowed them. */
export function dropConnections(): void {
  for (const clients of pools) for (const client of clients) socketOf(client).destroy()
}

/**
 * better-sqlite3 with the settings that make an acknowledged write a write on disk. The busy time-out is short because
 * waiting would stop the whole process: `write` tries again instead.
 */
function sqliteAdapter(databaseUrl: string, role: Role) {
  keepPrivate(databaseUrl.replace(/^file:/, ''))
  const factory = new PrismaBetterSqlite3({ url: databaseUrl, timeout: role === 'read' ? 2000 : 20 })
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    if (role === 'write') rememberFile(databaseUrl.replace(/^file:/, ''))
    keepStatements((adapter as unknown as { client: Database }).client, role === 'scratch' ? 100 : maxStatements)
    const journal =
      role === 'scratch'
        ? 'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;'
        : 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;'
    await adapter.executeScript(`${journal} PRAGMA foreign_keys = ON; PRAGMA cache_size = -${role === 'scratch' ? 4000 : 16000};`)
    if (role === 'read') await adapter.executeScript('PRAGMA query_only = ON;')
    givesWay(adapter, 'last')
    const startTransaction = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (isolation) => givesWay(await startTransaction(isolation), 'first')
    return adapter
  }
  return factory
}

/**
 * better-sqlite3 answers at once, and what Prisma does before and after are settled promises: a loop of statements would hold the event loop until its end. So
 * each asks whether others have waited long enough (platform/turns.ts). The end of a transaction does not: when Prisma ends one whose time is over, a statement
 * that still waits must find it ended, and not run by itself.
 */
function givesWay<T extends SqlQueryable>(queryable: T, place: 'first' | 'last'): T {
  let hasEnded = false
  const inTurn = async <R>(query: SqlQuery, run: (query: SqlQuery) => Promise<R>): Promise<R> => {
    if (place === 'first' && /^(COMMIT|ROLLBACK)$/.test(query.sql)) hasEnded = true
    else {
      await giveWay(place)
      if (hasEnded) throw new Error('The transaction was ended while a statement waited')
    }
    return run(query)
  }
  const queryRaw = queryable.queryRaw.bind(queryable)
  const executeRaw = queryable.executeRaw.bind(queryable)
  queryable.queryRaw = (query) => inTurn(query, queryRaw)
  queryable.executeRaw = (query) => inTurn(query, executeRaw)
  return queryable
}

/** How many statements a connection keeps ready. A list of values of another length is another statement. */
const maxStatements = 500

/**
 * Prisma's adapter has every statement prepared anew, which was a twentieth of the processor's time for a page and a tenth for a vote (a profile from before this
 * was here). This keeps them by their text. A value that is bound to a statement of better-sqlite3 stays bound, so each use gets an object of its own, which
 * passes the values on when it runs. Statements run at once and to their end, so two uses of one cannot meet.
 */
function keepStatements(database: Database, max: number): void {
  const prepare = database.prepare.bind(database)
  const kept = new LRUCache<string, { statement: Statement; columns: ReturnType<Statement['columns']> | null }>({ max })
  const plan = (sql: string) => {
    const steps = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array.from(sql.matchAll(/\?/g), () => null)) as { detail: string }[]
    return steps.map(({ detail }) => detail).join('\n')
  }
  const timed = <T>(sql: string, run: () => T): T => {
    const started = monotonicMs()
    try {
      return run()
    } finally {
      noteStatement(sql, monotonicMs() - started, () => plan(sql))
    }
  }
  const use = (sql: string) => {
    let known = kept.get(sql)
    if (!known) {
      const statement = prepare(sql)
      // What is asked for once does not change: Prisma names each column.
      known = { statement, columns: statement.reader ? statement.columns() : null }
      kept.set(sql, known)
    }
    const { statement, columns } = known
    let values: unknown[] = []
    const ofThisUse = {
      reader: statement.reader,
      bind: (given: unknown[]) => {
        values = given
        return ofThisUse
      },
      columns: () => columns ?? statement.columns(),
      raw: () => {
        statement.raw()
        return ofThisUse
      },
      run: () => timed(sql, () => statement.run(values)),
      all: () => timed(sql, () => statement.all(values)),
    }
    return ofThisUse
  }
  database.prepare = use as unknown as Database['prepare']
}
