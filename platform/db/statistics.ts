import type Database from 'better-sqlite3'

/**
 * What SQLite is told about its tables, the same for every site: it chooses how to answer by how many rows a table has and how many of them share a value
 * (`sqlite_stat1`, which ANALYZE would fill). Here stands a large site (10,000 lists), because that is where a wrong choice stops everybody; on a small one
 * any choice is quick. Counted statistics were worse: a site that had grown since they were counted went through all entries for 24 ids, and a new site has
 * none (docs/decisions/0033-flat-pages.md). PostgreSQL counts by itself (autovacuum), and nobody waits for one thread there.
 */
const rowsOf: Record<string, number> = {
  Account: 10_000,
  Article: 10_000,
  ArticleAuthor: 10_000,
  AuthorProfile: 200,
  Comment: 1_000_000,
  Credit: 480_000,
  Decision: 100_000,
  Draft: 10_000,
  Edition: 30_000,
  Entry: 120_000,
  EntrySlug: 120_000,
  NameForm: 250_000,
  Reader: 500_000,
  SearchPage: 10_000,
  Series: 500,
  Subject: 25_000,
  SubjectName: 50_000,
  Tally: 120_000,
  Vote: 1_000_000,
  VoteEvent: 1_000_000,
}
const rowsElsewhere = 50_000

/** Of an index whose first columns leave many rows: how many rows share the values of its first column, of its first two, and so on. */
const sharedOf: Record<string, number[]> = {
  Article_state_firstPublishedAt_id_idx: [9000, 1, 1],
  Article_createdById_idx: [500],
  // Nearly all are in no trash: that says nothing of one.
  Article_trashedAt_id_idx: [10_000, 1],
  Article_seriesId_state_seriesPosition_firstPublishedAt_id_idx: [20, 20, 1, 1, 1],
  ArticleAuthor_authorId_idx: [50],
  Comment_articleId_entryId_parentId_state_id_idx: [100, 20, 5, 5, 1],
  Comment_articleId_entryId_parentId_state_replyCount_id_idx: [100, 20, 5, 5, 3, 1],
  Comment_articleId_entryId_parentId_state_score_id_idx: [100, 20, 5, 5, 3, 1],
  Comment_articleId_favouriteId_state_id_idx: [100, 10, 10, 1],
  Comment_articleId_parentId_state_id_idx: [100, 25, 25, 1],
  Comment_articleId_parentId_state_replyCount_id_idx: [100, 25, 25, 10, 1],
  Comment_articleId_parentId_state_score_id_idx: [100, 25, 25, 10, 1],
  Comment_entryId_because_state_score_id_idx: [20, 5, 5, 2, 1],
  Comment_parentId_idx: [2],
  Comment_state_createdAt_idx: [250_000, 1],
  Comment_threadId_network_idx: [4, 2],
  Comment_threadId_state_id_idx: [4, 4, 1],
  Credit_articleId_idx: [48],
  Credit_subjectId_articleId_entryId_idx: [20, 2, 1],
  sqlite_autoindex_Credit_1: [4, 1],
  Edition_liveAt_cancelledAt_publishAt_idx: [10, 5, 1],
  Entry_articleId_listed_position_idx: [12, 12, 1],
  sqlite_autoindex_EntrySlug_1: [12, 1],
  EntrySlug_entryId_idx: [1],
  Job_doneAt_failedAt_runAt_idx: [10, 5, 1],
  NameForm_kind_targetId_idx: [50_000, 10],
  sqlite_autoindex_NameForm_1: [80_000, 2, 1, 1],
  SearchPage_kind_targetId_key: [3000, 1],
  Subject_kind_name_idx: [5000, 1],
  Subject_kind_shown_name_id_idx: [5000, 4000, 1, 1],
  Subject_kind_slug_key: [5000, 1],
  Subject_parentId_kind_appearances_id_idx: [10, 8, 2, 1],
  Subject_trashedAt_id_idx: [25_000, 1],
  Tally_articleId_idx: [12],
  Vote_articleId_createdAt_idx: [100, 1],
  Vote_entryId_state_idx: [8, 8],
  Vote_state_articleId_network_idx: [300_000, 100, 2],
}
const sharedElsewhere = 10

type Row = { tbl: string; idx: string; stat: string }

/** The indexes of a database, with what SQLite is to think of each: rows of the table, then rows that share the first column, the first two … */
export function statisticsOf(db: Database.Database): Row[] {
  const indexes = db
    .prepare(
      `SELECT t.name AS tbl, i.name AS idx, i."unique", (SELECT COUNT(*) FROM pragma_index_info(i.name)) AS columns
       FROM pragma_table_list t JOIN pragma_index_list(t.name) i WHERE t.schema = 'main' AND t.type = 'table' ORDER BY i.name`,
    )
    .all() as { tbl: string; idx: string; unique: number; columns: number }[]
  return indexes.map(({ tbl, idx, unique, columns }) => {
    const rows = rowsOf[tbl] ?? rowsElsewhere
    const shared = Array.from({ length: columns }, (_, column) => sharedOf[idx]?.[column] ?? (unique && column === columns - 1 ? 1 : sharedElsewhere))
    return { tbl, idx, stat: [rows, ...shared].join(' ') }
  })
}

/** Names in this file that no index of the database has. */
export const unknownIndexes = (db: Database.Database): string[] => {
  const known = new Set(statisticsOf(db).map(({ idx }) => idx))
  return Object.keys(sharedOf).filter((name) => !known.has(name))
}

/** Whether a SQLite file says of itself what it should. Only reads. */
export function hasStatistics(db: Database.Database): boolean {
  const tables = db.prepare(`SELECT name FROM sqlite_master WHERE name IN ('sqlite_stat1', 'sqlite_stat4')`).pluck().all()
  if (!tables.includes('sqlite_stat1') || (tables.includes('sqlite_stat4') && db.prepare('SELECT 1 FROM sqlite_stat4').get())) return false
  const there = db.prepare('SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY idx').all()
  return JSON.stringify(there) === JSON.stringify(statisticsOf(db))
}

/** Writes them, in place of whatever was counted. Connections that are opened afterwards go by them. */
export function writeStatistics(db: Database.Database): void {
  db.exec('ANALYZE sqlite_schema') // makes the tables, and counts nothing
  db.transaction(() => {
    db.exec('DELETE FROM sqlite_stat1')
    // Samples of values, which would count for more than the rows above.
    if (db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat4'`).get()) db.exec('DELETE FROM sqlite_stat4')
    const insert = db.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (@tbl, @idx, @stat)')
    for (const row of statisticsOf(db)) insert.run(row)
  }).immediate()
  db.exec('ANALYZE sqlite_schema')
}
