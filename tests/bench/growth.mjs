// How cost grows: an article with more and more comments and votes; a site of 30 lists and one of 10,000 with 120,000 entries, page by page.
import Database from 'better-sqlite3'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { chromium } from 'playwright'
import { needChromium } from '../../scripts/steps/machine.mjs'
import { memoryOf, startLightstick, startNginx, temporary } from './machine.mjs'
import { etagOf, mixture, readersWhoVoted } from './mixture.mjs'
import { addComments, addSite, addVotes, slug } from './seed.mjs'
import { median, percentile } from './table.mjs'

export const title = 'Growth (rendered anew each time, nothing kept)'
const rounds = 40
// A server that has just started compiles while it answers; that is measured as the start, not here.
const warmUp = 20
const sizes = [30, Number(process.env.LISTS ?? 10_000)]

const record = (kind, appearances) => (db) =>
  `/${{ person: 'people', group: 'groups', song: 'songs', place: 'places' }[kind]}/${db
    .prepare('SELECT slug FROM Subject WHERE kind = ? AND appearances >= ? ORDER BY appearances, id LIMIT 1')
    .pluck()
    .get(kind, appearances)}`
const first = (table, lists) => (db) => db.prepare(`SELECT slug FROM "${table}" WHERE articleCount >= ? ORDER BY articleCount, id LIMIT 1`).pluck().get(lists)

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
  groups: '/groups',
  authors: '/authors',
  'one author': (db) => `/authors/${first('AuthorProfile', 10)(db)}`,
  'feed.xml': '/feed.xml',
  'feed.json': '/feed.json',
  'sitemap.xml': '/sitemap.xml',
  'search, a name': '/search?q=seo',
  'search, three words': '/search?q=lamp+bridge+morning',
  'search, nothing found': '/search?q=seoxbayun+zamp+qridge',
  'search, Hangul': (db) => `/search?q=${encodeURIComponent(db.prepare(`SELECT name FROM SubjectName WHERE subjectId = 'bigperson4'`).pluck().get())}`,
}
/** Asked by an admin who is signed in; nothing is kept of these at any time. */
const studio = {
  'studio: lists': '/admin',
  'studio: lists, a search': '/admin?q=list+77',
  'studio: records': '/admin/records',
  'studio: people': '/admin/people',
  'studio: pictures': '/admin/media',
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
  rows.push(...(await talkRows()))
  const sites = []
  for (const lists of sizes) sites.push(await seeded((db) => addSite(db, lists)))
  const databases = sites.map(({ database }) => new Database(database, { timeout: 5000 }))
  const at = (page, db) => (typeof page === 'string' ? page : page(db))
  for (const [what, page] of Object.entries(pages)) {
    const [small, big] = await measure(sites, databases.map((db) => at(page, db))) // prettier-ignore
    rows.push({ what, ...big, [`median ms, ${sizes[0]} lists`]: small['median ms'], ratio: big['median ms'] / small['median ms'] })
  }
  const cookies = []
  for (const site of sites) cookies.push(await signedIn(site))
  for (const [what, page] of Object.entries(studio)) {
    const [small, big] = await measure(sites, [page, page], { cookies })
    rows.push({ what, ...big, [`median ms, ${sizes[0]} lists`]: small['median ms'], ratio: big['median ms'] / small['median ms'] })
  }
  for (const [what, page] of Object.entries(large)) rows.push({ what, ...(await measure([sites[1]], [at(page, databases[1])]))[0] })
  for (const [index, site] of sites.entries())
    rows.push({ what: `memory after that, ${sizes[index].toLocaleString('en')} lists`, 'resident MB': memoryOf(site.pid) })
  for (const db of databases) db.close()
  for (const site of sites) await site.stop()
  rows.push(await memoryUnderMixture(sites[1].dataDir))
  return rows
}

const talk = [
  [100, 0],
  [100_000, 1_000_000],
]

/** One list with few comments and one with very many, asked by turns: its pages, its comments for programs, a vote and a comment by somebody new. */
async function talkRows() {
  const sites = []
  for (const [comments, votes] of talk) sites.push(await seeded((db) => (addComments(db, comments), addVotes(db, votes))))
  const at = `/articles/${slug}`
  const found = sites.map(({ database }) => {
    const db = new Database(database, { readonly: true })
    const entry = db
      .prepare(`SELECT e.slug FROM Entry e JOIN Article a ON a.id = e.articleId WHERE a.slug = ? AND e.listed ORDER BY e.position`)
      .pluck()
      .get(slug)
    const firsts = db.prepare(`SELECT id FROM Comment WHERE parentId IS NULL ORDER BY id`).pluck().all()
    db.close()
    return { entry, middle: firsts[Math.floor(firsts.length / 2)] }
  })
  const asked = {
    article: () => at,
    'its first entry': ({ entry }) => `${at}/${entry}`,
    'oldest first': () => `${at}?sort=oldest`,
    'from the middle on': ({ middle }) => `${at}?sort=oldest&cursor=${middle}`,
    'one thread': ({ middle }) => `${at}?comment=${middle}`,
    'its comments as JSON': () => `/api${at}/comments?sort=oldest`,
  }
  const rows = []
  const add = (what, [few, many]) =>
    rows.push({ what: `${what}, 100,000 comments`, ...many, 'median ms, 100 comments': few['median ms'], ratio: many['median ms'] / few['median ms'] })
  for (const [what, path] of Object.entries(asked)) add(what, await measure(sites, found.map(path), { renders: !path({}).startsWith('/api') }))
  let n = 0
  const posts = {
    'a vote': [`/api${at}/vote`, ({ entry }) => ({ entry })],
    'a comment': [`/api${at}/comments`, () => ({ name: `Reader ${++n}`, body: `The rooftop wins, says number ${n}.` })],
  }
  for (const [what, [path, body]] of Object.entries(posts))
    add(what, await measure(sites, [path, path], { renders: false, post: (index) => JSON.stringify(body(found[index])) }))
  for (const site of sites) await site.stop()
  return rows
}

const password = 'a long enough password'

/** The cookie of an admin, who signs in as a browser without scripts does. */
async function signedIn(site) {
  const email = 'bench@example.com'
  execFileSync(process.execPath, ['scripts/lightstick.mjs', 'user', '--email', email, '--name', 'Bench', '--role', 'admin', '--password-stdin'], {
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: site.dataDir, DATABASE_URL: '' },
    stdio: ['pipe', 'ignore', 'inherit'],
    input: `${password}\n`,
  })
  const browser = await chromium.launch({ executablePath: await needChromium(), args: ['--no-sandbox'] })
  const context = await browser.newContext({ baseURL: site.url })
  const page = await context.newPage()
  await page.goto('/sign-in?next=/about')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/about')
  const cookies = await context.cookies()
  await browser.close()
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** A process that has just started on the large site, and keeps pages as always, under a mixture of readers for a minute. */
async function memoryUnderMixture(dataDir) {
  const site = await startLightstick({ dataDir, env: { TRUSTED_PROXIES: '127.0.0.1' } })
  const nginx = await startNginx(temporary('static'), site)
  const [slug, otherSlug] = ['big-list-7', 'big-list-8']
  const readers = await readersWhoVoted(site, slug, otherSlug)
  const address = `/articles/${slug}`
  const etag = await etagOf(site.url + address, { 'accept-encoding': 'gzip' })
  const before = memoryOf(site.pid)
  await mixture({ site, nginx, address, otherSlug, ...readers, etag, seconds: 60 })
  const after = memoryOf(site.pid)
  nginx.stop()
  await site.stop()
  return { what: `mixture, 60 s, ${sizes[1].toLocaleString('en')} lists (before it: ${before} MB)`, 'resident MB': after }
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

/** Asks one page of each site, by turns. The servers keep no page here, so each request renders. */
async function measure(sites, paths, { cookies = null, renders: rendering = !cookies, post = null } = {}) {
  const found = sites.map(() => ({ times: [], bytes: 0, used: 0 }))
  const before = await Promise.all(sites.map(renders))
  for (let round = -warmUp; round < rounds; round++)
    for (const [index, site] of sites.entries()) {
      const one = found[index]
      const [started, used] = [performance.now(), processorMs(site.pid)]
      const headers = { 'accept-encoding': 'identity', ...(cookies && { cookie: cookies[index] }) }
      // Each post is of somebody who was never there.
      const posted = post && { method: 'POST', body: post(index), headers: { ...headers, 'content-type': 'application/json', 'user-agent': `bench ${round}` } }
      const response = await fetch(site.url + paths[index], posted ?? { headers })
      one.bytes = (await response.arrayBuffer()).byteLength
      if (!response.ok || response.redirected) throw new Error(`${paths[index]} answered ${response.status}`)
      if (round < 0) continue
      one.times.push(performance.now() - started)
      one.used += processorMs(site.pid) - used
    }
  const after = await Promise.all(sites.map(renders))
  if (rendering && after.some((count, index) => count - before[index] < rounds)) throw new Error(`${paths.join(' or ')} was not rendered for each request`)
  return found.map(({ times, bytes, used }) => ({
    'median ms': median(times),
    'p95 ms': percentile(times, 0.95),
    'processor ms': used / rounds,
    'html bytes': bytes,
  }))
}

const renders = async (site) => Number((await (await fetch(`${site.url}/metrics`)).text()).match(/_renders_total (\d+)/)?.[1] ?? 0)
