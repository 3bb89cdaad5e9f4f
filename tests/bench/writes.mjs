// Votes and comments accepted a second, durable, at 8 connections, on one list and over 100, on both engines; each checked in the database afterwards.
import Database from 'better-sqlite3'
import pg from 'pg'
import { startPostgresql } from '../../scripts/postgresql.mjs'
import { processorMicroseconds, startLightstick, temporary, wrk } from './machine.mjs'
import { addArticles, copyToPostgresql, slug } from './seed.mjs'
import { median } from './table.mjs'

export const title = 'Votes and comments accepted a second (durable: synchronous=FULL, fsync=on; 8 connections)'
const rounds = 5
const lists = 100

// wrk asks this for each request. Each is another reader's.
const script = (round, paths, body, entries) => `
local n = 0
local paths = { ${paths.map((path) => `"${path}"`).join(', ')} }
local entries = { ${entries.map((of) => `{ ${of.map((entry) => `"${entry}"`).join(', ')} }`).join(', ')} }
request = function()
  n = n + 1
  local list = (n % #paths) + 1
  local entry = entries[list][(n % #entries[list]) + 1]
  local body = ${body}
  return wrk.format("POST", paths[list], { ["content-type"] = "application/json", ["user-agent"] = "bench ${round} " .. n }, body)
end`

const acts = [
  { name: 'votes of new readers', table: 'Vote', path: 'vote', body: () => `'{"entry":"' .. entry .. '"}'` },
  {
    name: 'comments of new readers',
    table: 'Comment',
    path: 'comments',
    body: (round) => `'{"name":"Reader","body":"A thought that nobody had before, number ${round}-' .. n .. '."}'`,
  },
]

export async function run() {
  const dataDir = temporary('writes')
  const first = await startLightstick({ dataDir })
  await first.stop()
  const seeding = new Database(first.database)
  seeding.transaction(() => addArticles(seeding, lists))()
  const entriesOf = seeding.prepare(`SELECT e.slug FROM Entry e JOIN Article a ON a.id = e.articleId WHERE a.slug = ? AND e.listed`).pluck()
  const places = [
    ['one list', [slug]],
    [`${lists} lists`, Array.from({ length: lists }, (_, n) => `list-${n}`)],
  ].map(([where, slugs]) => ({ where, slugs, entries: slugs.map((one) => entriesOf.all(one)) }))

  const cluster = await startPostgresql({ durable: true })
  const url = cluster.urlOf('postgres')
  const other = { dataDir: temporary('writes-postgresql'), env: { DATABASE_URL: url } }
  await (await startLightstick(other)).stop()
  await copyToPostgresql(seeding, url)
  seeding.close()

  const rows = await measure('SQLite', await startLightstick({ dataDir }), places, openSqlite(first.database))
  rows.push(...(await measure('PostgreSQL', await startLightstick(other), places, await openPostgresql(url))))
  await cluster.stop()
  return rows
}

function openSqlite(file) {
  const db = new Database(file, { readonly: true })
  return { number: async (sql) => db.prepare(sql).pluck().get(), close: async () => db.close() }
}

async function openPostgresql(url) {
  const client = new pg.Client(url)
  await client.connect()
  return { number: async (sql) => Number(Object.values((await client.query(sql)).rows[0])[0]), close: () => client.end() }
}

async function measure(engine, site, places, db) {
  const rows = []
  for (const { where, slugs, entries } of places)
    for (const { name, table, path, body } of acts) {
      const count = () => db.number(`SELECT count(*) FROM "${table}"`)
      const before = await count()
      const results = []
      for (let round = 0; round < rounds; round++) {
        const mark = `${table}-${slugs.length}-${round}`
        const paths = slugs.map((one) => `/api/articles/${one}/${path}`)
        const spent = processorMicroseconds(site.pid)
        const result = await wrk(site.url, { connections: 8, seconds: 4, script: script(mark, paths, body(mark), entries) })
        results.push({ ...result, us: (processorMicroseconds(site.pid) - spent) / result.requests })
      }
      const accepted = results.reduce((sum, { requests, failed }) => sum + requests - failed, 0)
      const stored = (await count()) - before
      const failed = results.reduce((sum, result) => sum + result.failed, 0)
      // wrk stops without reading the last answers: as many as connections for each round may be stored and not counted.
      if (stored < accepted || stored > accepted + failed + rounds * 8) throw new Error(`${name}, ${where}: ${accepted} accepted, ${stored} in the database`)
      rows.push({
        engine,
        act: `${name}, ${where}`,
        '/s': median(results.map(({ rate }) => rate)),
        'µs of our process': median(results.map(({ us }) => us)),
        'p50 ms': median(results.map(({ p50 }) => p50)),
        'p99 ms': median(results.map(({ p99 }) => p99)),
        accepted,
        'in the database': stored,
        refused: failed,
      })
    }
  const wrong = await db.number(
    `SELECT count(*) FROM "Tally" t WHERE "counted" <> (SELECT count(*) FROM "Vote" v WHERE v."entryId" = t."entryId" AND v."state" = 'counted')`,
  )
  if (wrong > 0) throw new Error(`${wrong} tallies are wrong`)
  await db.close()
  await site.stop()
  return rows
}
