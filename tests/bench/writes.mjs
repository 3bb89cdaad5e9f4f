// Votes and comments accepted a second, durable, at 8 connections; each checked in the database afterwards.
import Database from 'better-sqlite3'
import { startLightstick, wrk } from './machine.mjs'
import { median } from './table.mjs'

export const title = 'Votes and comments accepted a second (SQLite, synchronous=FULL, 8 connections)'
const slug = 'k-pop-mvs-filmed-abroad'
const rounds = 5

const script = (path, body) => `
local n = 0
local entries = { %ENTRIES% }
request = function()
  n = n + 1
  local entry = entries[(n % #entries) + 1]
  local body = ${body}
  return wrk.format("POST", "${path}", { ["content-type"] = "application/json", ["user-agent"] = "bench " .. ROUND .. " " .. n }, body)
end`

export async function run() {
  const site = await startLightstick()
  const html = await (await fetch(`${site.url}/articles/${slug}`)).text()
  const entries = [...html.matchAll(/id="([a-z0-9-]+)"[^>]*data-entry=/g)].map((match) => `"${match[1]}"`).join(', ')
  const cases = [
    { name: 'votes of new readers', table: 'Vote', path: `/api/articles/${slug}/vote`, body: `'{"entry":"' .. entry .. '"}'` },
    {
      name: 'comments of new readers',
      table: 'Comment',
      path: `/api/articles/${slug}/comments`,
      body: `'{"name":"Reader","body":"A thought that nobody had before, number ' .. ROUND .. '-' .. n .. '."}'`,
    },
  ]
  const db = new Database(site.database, { readonly: true })
  const count = (table) => db.prepare(`SELECT count(*) AS n FROM "${table}"`).get().n
  const rows = []
  for (const { name, table, path, body } of cases) {
    const before = count(table)
    const results = []
    for (let round = 0; round < rounds; round++) {
      const text = `ROUND = "${table}${round}"\n${script(path, body).replace('%ENTRIES%', entries)}`
      results.push(await wrk(site.url, { connections: 8, seconds: 4, script: text }))
    }
    const accepted = results.reduce((sum, { requests, failed }) => sum + requests - failed, 0)
    const stored = count(table) - before
    const failed = results.reduce((sum, result) => sum + result.failed, 0)
    // wrk stops without reading the last answers: as many as connections for each round may be stored and not counted.
    if (stored < accepted || stored > accepted + failed + rounds * 8) throw new Error(`${name}: ${accepted} accepted, ${stored} in the database`)
    rows.push({
      act: name,
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
