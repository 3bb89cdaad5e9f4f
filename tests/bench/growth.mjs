// How cost grows: an article with 10, 1,000 and 10,000 comments; a site with 10, 1,000 and 10,000 articles.
import Database from 'better-sqlite3'
import { memoryOf, startLightstick, temporary } from './machine.mjs'
import { addArticles, addComments, slug } from './seed.mjs'
import { median, percentile } from './table.mjs'

export const title = 'Growth (rendered anew each time, nothing kept)'
const rounds = 150
// A server that has just started compiles while it answers; that is measured as the start, not here.
const warmUp = 150

export async function run() {
  const rows = []
  for (const comments of [10, 1_000, 10_000]) {
    const site = await seeded((db) => addComments(db, comments))
    rows.push(await measure(site, `article, ${comments.toLocaleString('en')} comments`, `/articles/${slug}`))
    await site.stop()
  }
  for (const articles of [10, 1_000, 10_000]) {
    const site = await seeded((db) => addArticles(db, articles))
    for (const [name, path] of [
      ['home', '/'],
      ['articles', '/articles'],
      ['person', '/people/g-dragon'],
      ['group', '/groups/bigbang'],
      ['search', '/search?q=bigbang'],
      ['search, two names', '/search?q=London+G-Dragon'],
      ['search, initials', `/search?q=${encodeURIComponent('ㅂㅂ')}`],
      ['search, a typo', '/search?q=bingbang'],
    ])
      rows.push(await measure(site, `${name}, ${articles.toLocaleString('en')} articles`, path))
    await site.stop()
  }
  return rows
}

async function seeded(seed) {
  const dataDir = temporary('growth')
  const first = await startLightstick({ dataDir })
  await first.stop()
  const db = new Database(first.database)
  db.pragma('foreign_keys = ON')
  db.transaction(() => seed(db))()
  // What was seeded is not in the index of words yet: its job begins anew.
  db.exec(`DELETE FROM Setting WHERE name = 'search'; UPDATE Job SET runAt = '2026-01-01T00:00:00.000+00:00' WHERE key = 'search.fill'`)
  db.close()
  const site = await startLightstick({ dataDir, env: { PAGE_STORE: '0' } })
  const index = new Database(site.database, { readonly: true, timeout: 5000 })
  const step = index.prepare(`SELECT json_extract(value, '$.step') FROM Setting WHERE name = 'search'`).pluck()
  while (step.get() !== 'done') await new Promise((resolve) => setTimeout(resolve, 500))
  index.close()
  return site
}

/** The server keeps no page here, so each request renders. */
async function measure(site, what, path) {
  for (let round = 0; round < warmUp; round++) await (await fetch(site.url + path)).arrayBuffer()
  const times = []
  let bytes = 0
  const before = await renders(site)
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    const response = await fetch(site.url + path, { headers: { 'accept-encoding': 'identity' } })
    bytes = (await response.arrayBuffer()).byteLength
    times.push(performance.now() - started)
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  }
  const rendered = (await renders(site)) - before
  if (rendered < rounds) throw new Error(`${path} was rendered ${rendered} times in ${rounds} requests`)
  return { what, 'median ms': median(times), 'p95 ms': percentile(times, 0.95), 'html bytes': bytes, 'resident MB': memoryOf(site.pid) }
}

const renders = async (site) => Number((await (await fetch(`${site.url}/metrics`)).text()).match(/_renders_total (\d+)/)?.[1] ?? 0)
