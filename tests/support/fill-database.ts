import Database from 'better-sqlite3'
import pg from 'pg'
import { fold, nameForms, splitIntoWords } from '../../platform/text/fold'
import { finishingSql, siteRows, type Rows, type SiteSize } from '../factories/big-site'

/** Fills a migrated database with a large site, past everything that keeps it whole: for measuring, and for looking at plans. */
export async function fillDatabase(url: string, size: SiteSize): Promise<void> {
  await (url.startsWith('file:') ? fillSqlite : fillPostgresql)(url, size)
}

async function fillSqlite(url: string, size: SiteSize): Promise<void> {
  const db = new Database(url.replace(/^file:/, ''), { timeout: 5000 })
  db.pragma('foreign_keys = OFF')
  db.pragma('synchronous = OFF')
  db.transaction(() => {
    for (const { table, columns, rows } of rowsOf(size, (ms) => new Date(ms).toISOString().replace('Z', '+00:00'), 'sqlite')) {
      const insert = db.prepare(`INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
      for (const row of rows) insert.run(...row.map((value) => (typeof value === 'boolean' ? Number(value) : value)))
    }
    db.exec(finishingSql)
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

async function fillPostgresql(url: string, size: SiteSize): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query('BEGIN; SET LOCAL session_replication_role = replica')
    const { rows: typed } = await client.query<{ name: string; type: string }>(
      `SELECT table_name || '.' || column_name AS name, CASE WHEN data_type = 'USER-DEFINED' THEN '"' || udt_name || '"' ELSE data_type END AS type
       FROM information_schema.columns WHERE table_schema = 'public'`,
    )
    const types = new Map(typed.map(({ name, type }) => [name, type]))
    for (const { table, columns, rows } of rowsOf(size, (ms) => new Date(ms).toISOString(), 'postgresql')) {
      const arrays = columns.map((_, index) => rows.map((row) => (row[index] === null ? null : String(row[index]))))
      const values = columns.map((column, index) => `unnest($${index + 1}::text[])::${types.get(`${table}.${column}`)}`)
      await client.query(`INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) SELECT ${values.join(', ')}`, arrays)
    }
    await client.query(`ANALYZE; ${finishingSql}; COMMIT; ANALYZE`)
  } finally {
    await client.end()
  }
}

type Engine = 'sqlite' | 'postgresql'

/** The rows of a site, with where somebody may begin to type the names of its records and lists (features/records/commands/write-name-forms.ts). */
function* rowsOf(size: SiteSize, time: (ms: number) => string, engine: Engine): Generator<Rows> {
  const names = new Map<string, string[]>()
  for (const piece of siteRows(size, time)) {
    yield piece
    const at = (column: string) => piece.columns.indexOf(column)
    const text = (row: Rows['rows'][number], column: string) => String(row[at(column)])
    if (piece.table === 'Subject') yield formsOf(piece.rows.map((row) => ({ kind: text(row, 'kind'), id: text(row, 'id'), name: text(row, 'name') })))
    if (piece.table === 'Article') yield formsOf(piece.rows.map((row) => ({ kind: 'list', id: text(row, 'id'), name: text(row, 'title') })))
    if (!size.search) continue
    const idColumn = piece.table === 'Subject' ? 'id' : 'subjectId'
    if (piece.table === 'Subject' || piece.table === 'SubjectName')
      for (const row of piece.rows) names.set(text(row, idColumn), [...(names.get(text(row, idColumn)) ?? []), ...wordsOf(text(row, 'name'))])
    if (piece.table === 'Edition')
      yield* indexOf(
        piece.rows.map((row) => ({ id: text(row, 'articleId'), document: JSON.parse(text(row, 'document')) as Document })),
        names,
        engine,
      )
  }
}

type Document = { title: string; standfirst: string; entries: { heading: string; body: string; credits: { subject: string }[] }[] }

const wordsOf = (name: string): string[] => [fold(name), ...splitIntoWords(name).map(fold)]

/**
 * What the search index has of lists (features/search/commands/index-article.ts), nearly: the numbers, and the words of headings, credits and prose. Of every third list, because
 * writing it takes longer than all the rest.
 */
function* indexOf(all: { id: string; document: Document }[], names: Map<string, string[]>, engine: Engine): Generator<Rows> {
  const numberOf = (id: string) => Number(id.replace(/\D/g, '')) + 1
  const lists = all.filter(({ id }) => numberOf(id) % 3 === 0)
  const textTable = (table: string, rows: { id: number; head: string; credit: string[]; prose: string }[]): Rows => {
    const texts = rows.map(({ id, head, credit, prose }) => ({ id, parts: [wordsOf(head), credit, prose.split(' ')].map((words) => [...new Set(words)]) }))
    return engine === 'sqlite'
      ? { table, columns: ['rowid', 'head', 'credit', 'prose'], rows: texts.map(({ id, parts }) => [id, ...parts.map((words) => words.join(' '))]) }
      : {
          ...{ table, columns: ['id', 'words'] },
          rows: texts.map(({ id, parts }) => [id, parts.flatMap((words, part) => words.map((word) => `'${'hcp'[part]}${word}'`)).join(' ')]),
        }
  }
  yield { table: 'SearchPage', columns: ['id', 'kind', 'targetId'], rows: lists.map(({ id }) => [numberOf(id), 'list', id]) }
  yield textTable(
    'PageText',
    lists.map(({ id, document }) => ({ id: numberOf(id), head: document.title, credit: [], prose: document.standfirst })),
  )
  yield textTable(
    'EntryText',
    lists.flatMap(({ id, document }) =>
      document.entries.map(({ heading, body, credits }, position) => ({
        id: numberOf(id) * 1000 + 999 - position,
        ...{ head: heading, credit: credits.flatMap(({ subject }) => names.get(subject) ?? []), prose: body },
      })),
    ),
  )
}

function formsOf(named: { kind: string; id: string; name: string }[]): Rows {
  const rows = named.flatMap(({ kind, id, name }) => {
    const { whole, starts, middles } = nameForms(name)
    const ranks = new Map<string, number>()
    for (const [rank, texts] of [[whole], starts, middles].entries()) for (const text of texts) if (text && !ranks.has(text)) ranks.set(text, rank)
    return [...ranks].map(([text, rank]) => [kind, id, rank, text])
  })
  return { table: 'NameForm', columns: ['kind', 'targetId', 'rank', 'text'], rows }
}
