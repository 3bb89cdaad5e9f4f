// Votes and comments accepted a second, durable, at 8 connections, on one list and over 100; each checked in the database afterwards.
import Database from 'better-sqlite3'
import { startLightstick, temporary, wrk } from './machine.mjs'
import { addArticles, slug } from './seed.mjs'
import { median } from './table.mjs'

export const title = 'Votes and comments accepted a second (SQLite, synchronous=FULL, 8 connections)'
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
  seeding.close()

  const site = await startLightstick({ dataDir })
  const db = new Database(site.database, { readonly: true })
  const count = (table) => db.prepare(`SELECT count(*) AS n FROM "${table}"`).get().n
  const entriesOf = db.prepare(`SELECT e.slug FROM Entry e JOIN Article a ON a.id = e.articleId WHERE a.slug = ? AND e.listed`).pluck()
  const rows = []
  for (const [where, slugs] of [
    ['one list', [slug]],
    [`${lists} lists`, Array.from({ length: lists }, (_, n) => `list-${n}`)],
  ])
    for (const { name, table, path, body } of acts) {
      const before = count(table)
      const results = []
      for (let round = 0; round < rounds; round++) {
        const mark = `${table}-${slugs.length}-${round}`
        const paths = slugs.map((one) => `/api/articles/${one}/${path}`)
        const text = script(mark, paths, body(mark), slugs.map((one) => entriesOf.all(one))) // prettier-ignore
        results.push(await wrk(site.url, { connections: 8, seconds: 4, script: text }))
      }
      const accepted = results.reduce((sum, { requests, failed }) => sum + requests - failed, 0)
      const stored = count(table) - before
      const failed = results.reduce((sum, result) => sum + result.failed, 0)
      // wrk stops without reading the last answers: as many as connections for each round may be stored and not counted.
      if (stored < accepted || stored > accepted + failed + rounds * 8) throw new Error(`${name}, ${where}: ${accepted} accepted, ${stored} in the database`)
      rows.push({
        act: `${name}, ${where}`,
        '/s': median(results.map(({ rate }) => rate)),
        'p50 ms': median(results.map(({ p50 }) => p50)),
        'p99 ms': median(results.map(({ p99 }) => p99)),
        accepted,
        'in the database': stored,
        refused: failed,
      })
    }
  const wrong = db
    .prepare(`SELECT count(*) AS n FROM Tally t WHERE counted <> (SELECT count(*) FROM Vote v WHERE v.entryId = t.entryId AND v.state = 'counted')`)
    .get().n
  if (wrong > 0) throw new Error(`${wrong} tallies are wrong`)
  db.close()
  await site.stop()
  return rows
}
