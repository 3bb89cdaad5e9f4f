// 1,000 lists of fourteen entries are imported beside a running site while one client votes, one vote after the other, and eight connections read 300 pages.
import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { startLightstick, temporary } from './machine.mjs'
import { addSite, slug } from './seed.mjs'
import { median, percentile } from './table.mjs'

export const title = 'An import of 1,000 lists beside a running site (SQLite)'
const lists = Number(process.env.LISTS ?? 1000)
const entriesInList = 14
const people = 3000
// As `npm run lightstick` has them.
const flags = JSON.parse(fs.readFileSync('package.json', 'utf8'))
  .scripts.lightstick.split(' ')
  .filter((word) => word.startsWith('--'))
const words = 'The camera stays on the roof until the last chorus, and nobody looks at the view. '

/** A folder of content: shared records, and lists whose entries credit them. */
function writeContent(count) {
  const folder = temporary('content')
  const names = Array.from(
    { length: people },
    (_, n) => `  person-${n}: { name: Person ${n}, parent: groups/group-${n % 300}, names: [{ name: 사람 ${n}, lang: ko }] }`,
  )
  const groups = Array.from({ length: 300 }, (_, n) => `  group-${n}: { name: Group ${n} }`)
  fs.writeFileSync(
    path.join(folder, 'records.yaml'),
    `format: 1\npeople:\n${names.join('\n')}\ngroups:\n${groups.join('\n')}\nauthors:\n  bench-desk: { name: The bench desk }\n`,
  )
  for (let n = 0; n < count; n++) {
    const entries = Array.from({ length: entriesInList }, (_, k) => {
      const credits = [
        `- artist: groups/group-${(n * 7 + k) % 300}`,
        `- lead: people/person-${(n * entriesInList + k) % people}`,
        `- cast: people/person-${(n + k * k) % people}`,
      ]
      return `### “Song ${k} of ${n}” {#song-${k}}\n= "Somebody, somewhere"\n${credits.join('\n')}\n\n${words.repeat(5)}\n\n${words.repeat(3)}\n`
    })
    const front = `---\nformat: 1\nslug: imported-${n}\ntitle: Imported list ${n}\nstandfirst: ${words.trim()}\nauthors: [bench-desk]\n---\n`
    fs.writeFileSync(path.join(folder, `imported-${n}.md`), `${front}\n${words.repeat(4)}\n\n${entries.join('\n')}`)
  }
  return folder
}

/** Votes until it is told to stop, each as another reader; the time that each took, in milliseconds. */
async function vote(site, entries, during) {
  const waits = []
  const refused = []
  for (let n = 0; during(); n++) {
    const started = performance.now()
    const answer = await fetch(`${site.url}/api/articles/${slug}/vote`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': `bench ${n}` },
      body: JSON.stringify({ entry: entries[n % entries.length] }),
    })
    await answer.text()
    waits.push(performance.now() - started)
    if (!answer.ok) refused.push(answer.status)
  }
  return { waits, refused }
}

const readers = 8
const pagesRead = 300
/** Each connection asks 25 times a second: so many readers come, however quick the answers are. */
const readEveryMs = 40

/** Reads pages until it is told to stop, on connections that stay open. The time of each answer from when it was to be asked for, in milliseconds. */
async function readPages(site, during) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: readers })
  const ask = (path) =>
    new Promise((resolve, reject) =>
      http
        .get(site.url + path, { agent, headers: { 'accept-encoding': 'gzip' } }, (response) =>
          response
            .resume()
            .once('end', () => resolve(response.statusCode))
            .once('error', reject),
        )
        .once('error', reject),
    )
  const [times, failed] = [[], []]
  const one = async (connection) => {
    const began = performance.now() + (connection * readEveryMs) / readers
    for (let n = 0; during(); n++) {
      const due = began + n * readEveryMs
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
      const status = await ask(`/articles/big-list-${(n * readers + connection) % pagesRead}`)
      times.push(performance.now() - due)
      if (status !== 200) failed.push(status)
    }
  }
  await Promise.all(Array.from({ length: readers }, (_, connection) => one(connection)))
  agent.destroy()
  return { times, failed }
}

/** Runs `lightstick` as an operator does. Its peak of resident memory is asked for until it ends. */
function lightstick(dataDir, args) {
  const started = performance.now()
  const child = spawn(process.execPath, [...flags, 'scripts/lightstick.mjs', ...args], {
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir, DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  process.on('exit', () => child.kill('SIGKILL'))
  const done = { peak: 0, running: true, seconds: 0 }
  const look = setInterval(() => {
    const found = /VmHWM:\s+(\d+)/.exec(fs.existsSync(`/proc/${child.pid}/status`) ? fs.readFileSync(`/proc/${child.pid}/status`, 'utf8') : '')
    if (found) done.peak = Number(found[1]) / 1024
  }, 50)
  const ended = new Promise((resolve, reject) =>
    child.once('exit', (code) => {
      clearInterval(look)
      Object.assign(done, { running: false, seconds: (performance.now() - started) / 1000 })
      if (code === 0) resolve(done)
      else reject(new Error(`lightstick ${args.join(' ')} ended with ${code}`))
    }),
  )
  return { done, ended }
}

const longest = (values) => values.reduce((most, value) => Math.max(most, value), 0)

/** A site that has so many lists beside its own. */
async function withLists(count) {
  const dataDir = temporary('import')
  const start = await startLightstick({ dataDir })
  await start.stop()
  const db = new Database(start.database)
  db.pragma('foreign_keys = OFF')
  db.transaction(() => addSite(db, count))()
  db.close()
  return startLightstick({ dataDir })
}

export async function run() {
  const folder = writeContent(lists)
  const site = await withLists(pagesRead)
  const db = new Database(site.database, { readonly: true })
  const entries = db.prepare(`SELECT e.slug FROM Entry e JOIN Article a ON a.id = e.articleId WHERE a.slug = ? AND e.listed`).pluck().all(slug)
  const shown = db.prepare(`SELECT count(*) FROM Article WHERE slug LIKE 'imported-%' AND state = 'published'`).pluck()
  const rows = []
  const measure = async (act, args) => {
    const command = args && lightstick(site.dataDir, args)
    const until = performance.now() + 10_000
    const votes = vote(site, entries, () => (command ? command.done.running : performance.now() < until))
    const reading = readPages(site, () => (command ? command.done.running : performance.now() < until))
    const done = command ? await command.ended : null
    const { waits, refused } = await votes
    const { times, failed } = await reading
    rows.push({
      act,
      seconds: done?.seconds ?? '',
      votes: waits.length,
      refused: refused.length,
      'longest wait ms': longest(waits),
      'p99 ms': waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)],
      'median ms': median(waits),
      pages: times.length,
      'not read': failed.length,
      'page p50 ms': median(times),
      'page p99 ms': percentile(times, 0.99),
      'page longest ms': longest(times),
      'peak memory MB': done?.peak ?? '',
      'lists shown': shown.get(),
    })
  }
  for (let n = 0; n < pagesRead; n++) await (await fetch(`${site.url}/articles/big-list-${n}`)).arrayBuffer()
  await measure('votes and readers alone, 10 s', null)
  await measure('import --publish --check', ['import', folder, '--publish', '--check'])
  await measure(`import --publish of ${lists} lists`, ['import', folder, '--publish'])
  await measure('the same again, nothing changes', ['import', folder, '--publish'])
  const exported = temporary('export')
  await measure('export --all', ['export', '--all', '--to', exported])
  fs.rmSync(exported, { recursive: true, force: true })
  db.close()
  await site.stop()
  fs.rmSync(folder, { recursive: true, force: true })
  return rows
}
