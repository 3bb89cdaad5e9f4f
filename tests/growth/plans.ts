import Database from 'better-sqlite3'
import { statisticsOf } from '@/platform/db/statistics'
import { oneStatement, type Statement } from '@/tests/support/statements'

/** Tables that have more rows the larger a site is. What has a few rows on every site may be read whole. */
const large = new Set(
  `Article ArticleAuthor Comment Credit Decision Draft DraftOperation DraftRevision Edition Entry EntrySlug Media NameForm Note NoteAct Reader Redirect Review SearchPage
  Subject SubjectName Tally Vote VoteEvent`.split(/\s+/),
)
/** Indexes of which some values have very many rows on a large site, whatever most have: those of a well-known record, of a list that everybody answers. */
const uneven = new Set([
  'ArticleAuthor_authorId_idx',
  'Article_createdById_idx',
  'Article_seriesId_state_seriesPosition_firstPublishedAt_id_idx',
  'Comment_articleId_entryId_parentId_state_id_idx',
  'Comment_articleId_parentId_state_id_idx',
  'Comment_threadId_state_id_idx',
  'Credit_subjectId_articleId_entryId_idx',
  'Subject_parentId_kind_appearances_id_idx',
  'Vote_articleId_createdAt_idx',
  'Vote_entryId_state_idx',
  'Vote_state_articleId_network_idx',
])
/** As many rows as one thing has, such as the entries of a list. */
const few = 12
/** More rows than any page shows. */
const many = 1000

type Step = { table: string; index: string; rows: number; uneven: boolean }

/**
 * What SQLite would do for a statement that costs more the larger the site is: read all of a large table, or of an index of it, or nearly all; put in order what may be
 * very many rows; make an index for this one statement. It asks for the plan alone, so no clock has a part in it. An index that is read in its order until
 * a page is full is no such thing.
 */
export function planJudge(file: string) {
  const db = new Database(file, { readonly: true })
  const shared = new Map(statisticsOf(db).map(({ idx, stat }) => [idx, stat.split(' ').slice(1).map(Number)]))

  const readStep = (sql: string, detail: string): Step | null => {
    const [, how, named, index = '', bound = ''] =
      /^(SCAN|SEARCH) (\S+)(?: USING (?:COVERING )?(?:INDEX (\S+)|INTEGER PRIMARY KEY))?(?: \((.*)\))?/.exec(detail) ?? []
    const table = named && tableOf(sql, named)
    if (!table || !large.has(table)) return null
    const terms = bound.split(' AND ')
    const equal = terms.filter((term) => term.endsWith('=?')).length
    const columns = shared.get(index)?.length ?? 0
    const rows = how === 'SCAN' ? Infinity : index === '' || terms.length > equal ? 1 : shared.get(index)![equal - 1]!
    return { table, index, rows, uneven: uneven.has(index) && equal < columns }
  }

  const problemsOf = ({ sql, values }: Statement): string[] => {
    // Prisma’s way to ask for nothing: of an empty list of ids.
    if (/WHERE \(?1=0\b/.test(sql)) return []
    const nulls = Array.from({ length: sql.match(/\?/g)?.length ?? 0 }, () => null)
    const plan = (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...nulls) as { detail: string }[]).map(({ detail }) => detail)
    const steps = plan.flatMap((detail) => readStep(sql, detail) ?? [])
    const sorts = plan.some((detail) => detail.startsWith('USE TEMP B-TREE FOR ORDER BY'))
    const stops = !sorts && steps.length === 1 && /ORDER BY/.test(sql) && limitOf({ sql, values }) >= 0
    const name = ({ table, index }: Step) => `${table}${index && ` by ${index}`}`
    return [
      ...steps.filter(({ rows }) => rows >= many && !stops).map((step) => `reads all of ${name(step)}`),
      ...(sorts ? steps.filter((step) => step.rows > few || step.uneven).map((step) => `puts in order ${name(step)}`) : []),
      ...plan.filter((detail) => detail.includes('AUTOMATIC')).map((detail) => `makes an index: ${detail}`),
    ]
  }
  return {
    problemsOf: (statement: Statement) => [...new Set(problemsOf(statement))].map((problem) => `${problem}: ${oneStatement(statement.sql)}`),
    close: () => db.close(),
  }
}

/** How many rows a statement gives at the most, by its last LIMIT; -1 when it has none. */
function limitOf({ sql, values }: Statement): number {
  const at = sql.lastIndexOf('LIMIT ')
  if (at < 0) return -1
  const [, given] = /^LIMIT (\?|\d+)/.exec(sql.slice(at)) ?? []
  return Number(given === '?' ? values[sql.slice(0, at).split('?').length - 1] : given)
}

/** The table that a plan calls by an alias. */
function tableOf(sql: string, named: string): string {
  const name = named.replace(/^main\./, '')
  const [, table] = new RegExp(`["\`](\\w+)["\`]\\s+(?:AS\\s+)?["\`]?${name.replace(/\W/g, '\\$&')}["\`]?(?![\\w.])`).exec(sql) ?? []
  return table && table !== 'main' ? table : name
}

/** What a statement may do all the same, by the words of `problemsOf`, and why. */
export const plannedSo: { problem: RegExp; why: string }[] = [
  {
    problem: /^reads all of \w+ by \w+: SELECT COUNT\(\*\) AS `_count\$_all`(, `main`.`Article`.`state`)? FROM/,
    why: 'counts what an index holds: some 2 ms for 25,000 records (docs/decisions/0033-flat-pages.md)',
  },
  { problem: /^reads all of Article: SELECT SUM\(`entryCount`\)/, why: 'sums up what each list counts: 10,000 short rows in place of 120,000 entries' },
  {
    problem: /^reads all of Draft by Draft_savedAt_articleId_idx: SELECT d\."articleId" FROM "Draft" d CROSS JOIN "Article"/,
    why: 'begins at the list saved last and stops at the page, because nearly all lists are in no trash, and a state is asked so that very many are in',
  },
  {
    problem: /^reads all of Article by Article_state_\w+: SELECT `main`.`Article`.`id` FROM `main`.`Article` WHERE `main`.`Article`.`state` = \? LIMIT/,
    why: 'asks so only for a state that few lists are in, which the statistics do not know (features/editor/queries/studio-list.ts)',
  },
  {
    problem: /^reads all of (Entry|Subject) by \w+: SELECT (CAST\(s\."kind" AS TEXT\)|"articleId", "position")/,
    why: 'skips the addresses of earlier parts of the sitemap in an index',
  },
  {
    problem: /^puts in order Subject by Subject_kind_shown_name_id_idx: SELECT CAST\(s\."kind" AS TEXT\)/,
    why: 'orders the 2,000 addresses of a part, which were found in order',
  },
  {
    problem: /^puts in order Credit by Credit_subjectId_\w+: SELECT "id", "upTo" - "entries"/,
    why: 'orders the lists that credit the record: 13 ms for 10,941 appearances (docs/decisions/0033-flat-pages.md)',
  },
  {
    problem:
      /^puts in order Credit by Credit_subjectId_\w+: SELECT ("articleId" FROM "Credit"|e\."id" FROM \(SELECT "entryId"|"articleId", "entryId" FROM \(SELECT \*)/,
    why: 'orders 2,000 credits at the most, or as many of each record as are shown',
  },
  {
    problem: /^puts in order Subject by Subject_parentId_\w+: SELECT ("id", CAST|n\."subjectId"|`main`.`Subject`.`id`)/,
    why: 'reads what stands under one record, by its index: the songs and members of a group',
  },
  {
    problem: /^puts in order Comment by Comment_articleId_\w+: SELECT c\..* IN \('deleted', 'hidden', 'pending'\) AND c\."replyCount" > 0/,
    why: 'orders what was deleted or hidden of one list, which the index tells apart from what is seen',
  },
  {
    problem: /^puts in order Comment by Comment_threadId_\w+: SELECT c\..* WHERE c\."threadId" IN/,
    why: 'orders the replies of twenty threads that have eight at the most',
  },
  {
    problem:
      /^puts in order Comment by Comment_articleId_\w+: SELECT `main`.* AND `main`.`Comment`.`state` IN \(\?…\)\) ORDER BY `main`.`Comment`.`createdAt` DESC/,
    why: 'finds, for moderators alone, what is out of sight of a list, going through its comments in an index',
  },
  {
    problem: /^puts in order (ArticleAuthor by ArticleAuthor_authorId_idx|Article by Article_seriesId_\w+): SELECT/,
    why: 'orders the lists of one author, or of one series in an index: a millisecond for a thousand',
  },
  {
    problem: /^reads all of Media: SELECT (SUM\(`storedBytes`\)|COUNT\(\*\))/,
    why: 'sums and counts all pictures: a row of each, without its files',
  },
  {
    problem: /^reads all of Media by \w+: SELECT `main`.`Media`.`id`, .* NOT EXISTS/,
    why: 'begins at the newest and stops at the page, because most pictures are no cover',
  },
  { problem: /^(reads all of|puts in order) Vote by Vote_state_\w+: SELECT COUNT/, why: 'counts in an index the votes that wait for a moderator' },
]
