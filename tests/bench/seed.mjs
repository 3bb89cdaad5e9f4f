// What benchmarks put into a site's database by plain SQL: many lists, and many comments.
import pg from 'pg'
// Node 22.18 and later reads TypeScript by itself.
import { finishingSql, siteRows } from '../factories/big-site.ts'

/** The list that comments are added to, and that lists are copied from. */
export const slug = 'k-pop-mvs-filmed-abroad'

const idOf = (kind, n) => `bench${kind}${String(n).padStart(12, '0')}`
const stamp = (n) => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString().replace('Z', '+00:00')

/** Comments on that list, three of four of them replies. */
export function addComments(db, count) {
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

/** Counted votes on that list, by readers who did nothing else. */
export function addVotes(db, count) {
  if (count === 0) return
  const article = db.prepare('SELECT id FROM Article WHERE slug = ?').get(slug)
  const entries = db.prepare('SELECT id FROM Entry WHERE articleId = ? AND listed').all(article.id)
  const reader = db.prepare('INSERT INTO Reader (id, createdAt) VALUES (?, ?)')
  const vote = db.prepare(`INSERT INTO Vote (readerId, articleId, entryId, state, signals, createdAt) VALUES (?, ?, ?, 'counted', '[]', ?)`)
  for (let n = 0; n < count; n++) {
    reader.run(idOf('v', n), stamp(n))
    vote.run(idOf('v', n), article.id, entries[n % entries.length].id, stamp(n))
  }
  db.prepare(`UPDATE Tally SET counted = (SELECT count(*) FROM Vote v WHERE v.entryId = Tally.entryId AND v.state = 'counted') WHERE articleId = ?`).run(
    article.id,
  )
  db.prepare('UPDATE Article SET voteCount = ? WHERE id = ?').run(count, article.id)
}

/** Copies of that list, at /articles/list-0, /articles/list-1 …, with three entries each and the credits of its records. */
export function addArticles(db, count) {
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

/** So many lists of twelve entries, at /articles/big-list-0 …, with credits, series and authors as on a real site. */
export function addSite(db, lists) {
  const time = (ms) => new Date(ms).toISOString().replace('Z', '+00:00')
  for (const { table, columns, rows } of siteRows({ lists, entries: 12, people: Math.max(100, lists) }, time)) {
    const insert = db.prepare(`INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    for (const row of rows) insert.run(...row.map((value) => (typeof value === 'boolean' ? Number(value) : value)))
  }
  db.exec(finishingSql)
}

/** Replaces all that a migrated PostgreSQL database holds by the rows of a SQLite database of the same schema. */
export async function copyToPostgresql(db, url) {
  const client = new pg.Client(url)
  await client.connect()
  // Rows may come before those that they point at.
  await client.query(`SET session_replication_role = replica`)
  const tables = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '_prisma_migrations'`).pluck().all()
  for (const table of tables) {
    const { rows: columns } = await client.query(
      `SELECT column_name AS name, data_type AS type, is_identity = 'YES' OR column_default LIKE 'nextval%' AS counted, is_generated = 'ALWAYS' AS generated
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
      [table],
    )

    const known = new Set(db.pragma(`table_info("${table}")`).map(({ name }) => name))
    const shared = columns.filter(({ name, generated }) => known.has(name) && !generated)
    if (shared.length === 0) continue // of one engine’s own search
    const names = shared.map(({ name }) => `"${name}"`).join(', ')
    const json = shared.filter(({ type }) => type === 'jsonb').map(({ name }) => name)
    await client.query(`DELETE FROM "${table}"`)
    const rows = db.prepare(`SELECT ${names} FROM "${table}"`).all()
    for (const row of rows) for (const name of json) row[name] = row[name] === null ? null : JSON.parse(row[name])
    for (let start = 0; start < rows.length; start += 500)
      await client.query(`INSERT INTO "${table}" (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`, [
        JSON.stringify(rows.slice(start, start + 500)),
      ])
    for (const { name, counted } of shared)
      if (counted) await client.query(`SELECT setval(pg_get_serial_sequence('"${table}"', $1), (SELECT COALESCE(MAX("${name}"), 1) FROM "${table}"))`, [name])
  }
  await client.end()
}
