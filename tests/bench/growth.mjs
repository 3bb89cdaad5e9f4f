// How cost grows: an article with 10, 1,000 and 10,000 comments; a site with 10, 1,000 and 10,000 articles.
import Database from 'better-sqlite3'
import { memoryOf, startLightstick, temporary } from './machine.mjs'
import { median, percentile } from './table.mjs'

export const title = 'Growth (rendered anew each time, nothing kept)'
const slug = 'k-pop-mvs-filmed-abroad'
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

const idOf = (kind, n) => `bench${kind}${String(n).padStart(12, '0')}`
const stamp = (n) => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString().replace('Z', '+00:00')

function addComments(db, count) {
  const article = db.prepare('SELECT id FROM Article WHERE slug = ?').get(slug)
  const entries = db.prepare('SELECT id FROM Entry WHERE articleId = ?').all(article.id)
  const reader = db.prepare('INSERT INTO Reader (id, createdAt) VALUES (?, ?)')
  const comment = db.prepare(
    'INSERT INTO Comment (id, articleId, entryId, parentId, threadId, readerId, name, body, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  for (let n = 0; n < count; n++) {
    reader.run(idOf('r', n), stamp(n))
    const thread = n % 4 === 0 ? n : n - (n % 4)
    const entry = thread % 8 === 0 ? entries[thread % entries.length].id : null
    comment.run(
      idOf('c', n),
      article.id,
      entry,
      n === thread ? null : idOf('c', thread),
      idOf('c', thread),
      idOf('r', n),
      `Reader ${n}`,
      `Comment ${n}: the *rooftop* wins, and the beach comes second.`,
      stamp(n),
    )
  }
  db.prepare('UPDATE Comment SET replyCount = 3 WHERE articleId = ? AND parentId IS NULL').run(article.id)
  db.prepare('UPDATE Article SET commentCount = ? WHERE id = ?').run(count, article.id)
  db.prepare('UPDATE Entry SET commentCount = (SELECT count(*) FROM Comment c WHERE c.entryId = Entry.id) WHERE articleId = ?').run(article.id)
}

/** Copies of the first list with three entries each and the credits of its records. */
function addArticles(db, count) {
  const article = db.prepare('SELECT * FROM Article WHERE slug = ?').get(slug)
  const edition = db.prepare('SELECT * FROM Edition WHERE id = ?').get(article.currentEditionId)
  const credits = db.prepare('SELECT * FROM Credit WHERE articleId = ?').all(article.id)
  const authors = db.prepare('SELECT authorId FROM ArticleAuthor WHERE articleId = ?').all(article.id)
  const insert = (table, row) =>
    db
      .prepare(
        `INSERT INTO "${table}" (${Object.keys(row)
          .map((key) => `"${key}"`)
          .join(', ')}) VALUES (${Object.keys(row)
          .map(() => '?')
          .join(', ')})`,
      )
      .run(...Object.values(row))
  const document = JSON.parse(edition.document)
  const source = [...document.entries, ...document.sections.flatMap((section) => [...section.entries, ...section.sections.flatMap(({ entries }) => entries)])]
  for (let n = 0; n < count; n++) {
    const entries = [0, 1, 2].map((k) => ({ ...source[(n + k) % source.length], id: idOf(`e${k}`, n) }))
    const copy = { ...document, title: `List number ${n} of many`, entries, sections: [] }
    const id = idOf('a', n)
    insert('Article', {
      ...article,
      id,
      slug: `list-${n}`,
      title: copy.title,
      entryCount: 3,
      currentEditionId: null,
      seriesId: null,
      seriesPosition: null,
      publishedAt: stamp(n),
      firstPublishedAt: stamp(n),
      voteCount: 0,
      commentCount: 0,
    })
    insert('Draft', { articleId: id, document: JSON.stringify(copy), version: 1, savedAt: stamp(n) })
    insert('Edition', { ...edition, id: idOf('d', n), articleId: id, number: 1, document: JSON.stringify(copy) })
    db.prepare('UPDATE Article SET currentEditionId = ? WHERE id = ?').run(idOf('d', n), id)
    for (const { authorId } of authors) insert('ArticleAuthor', { articleId: id, authorId, position: 0 })
    entries.forEach((entry, position) => {
      insert('Entry', { id: entry.id, articleId: id, slug: entry.slug, listed: 1, position, rank: position + 1, heading: entry.heading, commentCount: 0 })
      insert('EntrySlug', { articleId: id, slug: entry.slug, entryId: entry.id })
      insert('Tally', { entryId: entry.id, articleId: id, counted: 0, held: 0 })
      const original = source[(n + position) % source.length].id
      credits.filter(({ entryId }) => entryId === original).forEach((credit) => insert('Credit', { ...credit, entryId: entry.id, articleId: id }))
    })
  }
}
