// How cost grows: an article with more and more comments and votes; a site of 30 lists and one of 10,000 with 120,000 entries, page by page.
import Database from 'better-sqlite3'
import fs from 'node:fs'
import { memoryOf, startLightstick, temporary } from './machine.mjs'
import { addComments, addVotes, slug } from './seed.mjs'
import { median, percentile } from './table.mjs'
// Node 22.18 and later reads TypeScript by itself.
import { finishingSql, siteRows } from '../factories/big-site.ts'

export const title = 'Growth (rendered anew each time, nothing kept)'
const rounds = 60
// A server that has just started compiles while it answers; that is measured as the start, not here.
const warmUp = 60
const sizes = [30, Number(process.env.LISTS ?? 10_000)]

const record = (kind, appearances) => (db) =>
  `/${{ person: 'people', group: 'groups', song: 'songs', place: 'places' }[kind]}/${db
    .prepare('SELECT slug FROM Subject WHERE kind = ? AND appearances >= ? ORDER BY appearances, id LIMIT 1')
    .pluck()
    .get(kind, appearances)}`
const first = (table, lists) => (db) => db.prepare(`SELECT slug FROM "${table}" WHERE lists >= ? ORDER BY lists, id LIMIT 1`).pluck().get(lists)

/** Pages by what they are called in the table. A page of a person costs what that person's appearances cost: the same number is asked of both sites. */
const pages = {
  home: '/',
  articles: '/articles',
  article: '/articles/big-list-7',
  entry: '/articles/big-list-7/entry-3',
  'person, some 20 appearances': record('person', 18),
  'group, some 20 appearances': record('group', 18),
  'song, some 10 appearances': record('song', 9),
  'place, some 20 appearances': record('place', 18),
  people: '/people',
  places: '/places',
  songs: '/songs',
  series: '/series',
  'one series': (db) => `/series/${first('Series', 4)(db)}`,
  'one author': (db) => `/authors/${first('AuthorProfile', 10)(db)}`,
  'feed.xml': '/feed.xml',
  'sitemap.xml': '/sitemap.xml',
  'search, a name': '/search?q=seo',
  'search, three words': '/search?q=lamp+bridge+morning',
  'search, Hangul': (db) => `/search?q=${encodeURIComponent(db.prepare(`SELECT name FROM SubjectName WHERE subjectId = 'bigperson4'`).pluck().get())}`,
}
/** Only the large site has these. */
const large = {
  'articles, page 400': '/articles?page=400',
  'people, page 10': '/people?page=10',
  'person, 4,000 appearances': record('person', 4000),
  'the most credited person': '/people/bigperson0',
  'the most credited place': '/places/bigplace0',
  'sitemap, the last entries': '/sitemap/entries-60.xml',
}

export async function run() {
  const rows = []
  for (const [comments, votes] of [
    [10, 0],
    [1_000, 0],
    [10_000, 0],
    [100_000, 1_000_000],
  ]) {
    // prettier-ignore
    const site = await seeded((db) => (addComments(db, comments), addVotes(db, votes)))
    rows.push({
      what: `article, ${comments.toLocaleString('en')} comments, ${votes.toLocaleString('en')} votes`,
      ...(await measure(site, `/articles/${slug}`)),
    })
    await site.stop()
  }
  const found = {}
  for (const lists of sizes) {
    const site = await seeded((db) => addSite(db, lists))
    const db = new Database(site.database, { timeout: 5000 })
    for (const [what, page] of Object.entries(lists === sizes.at(-1) ? { ...pages, ...large } : pages))
      (found[what] ??= []).push(await measure(site, typeof page === 'string' ? page : page(db)))
    rows.push({ what: `memory after that, ${lists.toLocaleString('en')} lists`, 'resident MB': memoryOf(site.pid) })
    db.close()
    await site.stop()
  }
  for (const [what, [one, other]] of Object.entries(found)) {
    const last = other ?? one
    rows.push({ what, ...last, [`median ms, ${sizes[0]} lists`]: other ? one['median ms'] : '', ratio: other ? last['median ms'] / one['median ms'] : '' })
  }
  return rows
}

function addSite(db, lists) {
  const time = (ms) => new Date(ms).toISOString().replace('Z', '+00:00')
  for (const { table, columns, rows } of siteRows({ lists, entries: 12, people: Math.max(100, lists) }, time)) {
    const insert = db.prepare(`INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    for (const row of rows) insert.run(...row.map((value) => (typeof value === 'boolean' ? Number(value) : value)))
  }
  db.exec(finishingSql)
}

async function seeded(seed) {
  const dataDir = temporary('growth')
  const start = await startLightstick({ dataDir })
  await start.stop()
  const db = new Database(start.database)
  db.pragma('foreign_keys = OFF')
  db.pragma('synchronous = OFF')
  db.transaction(() => seed(db))()
  // What was seeded is not in the index of words yet: its job begins anew.
  db.exec(`DELETE FROM Setting WHERE name = 'search'; UPDATE Job SET runAt = '2026-01-01T00:00:00.000+00:00' WHERE key = 'search.fill'`)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  const site = await startLightstick({ dataDir, env: { PAGE_STORE: '0' } })
  const index = new Database(site.database, { readonly: true, timeout: 5000 })
  const step = index.prepare(`SELECT json_extract(value, '$.step') FROM Setting WHERE name = 'search'`).pluck()
  while (step.get() !== 'done') await new Promise((resolve) => setTimeout(resolve, 500))
  index.close()
  return site
}

/** Milliseconds of the processor that a process has used. */
function processorMs(pid) {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** The server keeps no page here, so each request renders. */
async function measure(site, path) {
  for (let round = 0; round < warmUp; round++) await (await fetch(site.url + path)).arrayBuffer()
  const times = []
  let bytes = 0
  const [before, used] = [await renders(site), processorMs(site.pid)]
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    const response = await fetch(site.url + path, { headers: { 'accept-encoding': 'identity' } })
    bytes = (await response.arrayBuffer()).byteLength
    times.push(performance.now() - started)
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  }
  const processor = (processorMs(site.pid) - used) / rounds
  if ((await renders(site)) - before < rounds) throw new Error(`${path} was not rendered for each request`)
  return { 'median ms': median(times), 'p95 ms': percentile(times, 0.95), 'processor ms': processor, 'html bytes': bytes }
}

const renders = async (site) => Number((await (await fetch(`${site.url}/metrics`)).text()).match(/_renders_total (\d+)/)?.[1] ?? 0)
