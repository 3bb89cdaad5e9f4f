/**
 * A site as large as a test wants, in plain rows: commands would take minutes for it. Credits are as on a real site: a few records are in very many
 * lists, most are in one (Zipf); so are lists in series and by authors. The same numbers give the same site.
 */
export type SiteSize = {
  lists: number
  entries: number
  people: number
  /** Words of prose in each entry. */
  words?: number
  /** With comments and counted votes: ten of each for a list, half of all in the first one. */
  talk?: boolean
  /** With what the search index has of lists and entries (tests/support/fill-database.ts). */
  search?: boolean
}

type Value = string | number | boolean | null
export type Rows = { table: string; columns: string[]; rows: Value[][] }

const syllables = 'ba beu chae da eun ga ha hyo in ji jun ka lee ma min na o pa ri seo su tae u won yeo yun'.split(' ')
const hangul = '가나다라마바사아자차카타파하거너더러머버서어저처'.split('')
const prose = 'the light of a lamp on water moves slowly while nobody watches the dance under an old bridge and the song goes on until morning comes'.split(' ')

/** A number from 0 up to 1 for each call, the same row for the same seed (mulberry32). */
export function randomNumbers(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** The rows of a site, table by table and in pieces, in an order that keeps every reference whole. `time` writes a moment as the engine stores it. */
export function* siteRows({ lists, entries, people, words = 60, talk = false }: SiteSize, time: (ms: number) => string): Generator<Rows> {
  const next = randomNumbers(7)
  const pick = <T>(from: readonly T[]) => from[Math.floor(next() * from.length)]!
  const zipf = (count: number) => Math.min(count - 1, Math.floor(count ** next()) - 1)
  const name = () => [pick(syllables), `${pick(syllables)}-${pick(syllables)}`].map((part) => part[0]!.toUpperCase() + part.slice(1)).join(' ')
  const korean = () => Array.from({ length: 3 }, () => pick(hangul)).join('')
  const now = Date.UTC(2026, 0, 1)
  const [groups, songs, places] = [Math.ceil(people / 5), people, Math.ceil(people / 10)]
  const [series, authors] = [Math.ceil(lists / 20), Math.ceil(lists / 50)]

  const records: Value[][] = []
  const names: Value[][] = []
  const add = (kind: string, id: string, title: string, parent: string | null) => {
    records.push([id, kind, id, title, '', parent, time(now), time(now)])
    names.push([id, 0, korean(), 'ko', false, ''])
  }
  for (let n = 0; n < groups; n++) add('group', `biggroup${n}`, `${pick(syllables)}${pick(syllables)}${n}`.toUpperCase(), null)
  for (let n = 0; n < people; n++) add('person', `bigperson${n}`, name(), next() < 0.5 ? `biggroup${zipf(groups)}` : null)
  for (let n = 0; n < songs; n++) add('song', `bigsong${n}`, `${pick(prose)} ${pick(syllables)} ${n}`, `biggroup${zipf(groups)}`)
  for (let n = 0; n < places; n++) add('place', `bigplace${n}`, `${pick(syllables)}${pick(syllables)} city`, n % 8 === 0 ? null : `bigplace${n - (n % 8)}`)
  yield { table: 'Subject', columns: ['id', 'kind', 'slug', 'name', 'description', 'parentId', 'createdAt', 'updatedAt'], rows: records }
  yield { table: 'SubjectName', columns: ['subjectId', 'position', 'name', 'lang', 'alias', 'search'], rows: names }
  yield {
    table: 'Series',
    columns: ['id', 'slug', 'title', 'description', 'createdAt', 'updatedAt'],
    rows: Array.from({ length: series }, (_, n) => [`bigseries${n}`, `big-series-${n}`, `${pick(prose)} ${pick(prose)} ${n}`, '', time(now), time(now)]),
  }
  yield {
    table: 'Account',
    columns: ['id', 'email', 'name', 'role', 'confirmedAt', 'createdAt'],
    rows: Array.from({ length: authors }, (_, n) => [`bigaccount${n}`, `${n}@big.example`, `Author ${n}`, 'author', time(now), time(now)]),
  }
  yield {
    table: 'AuthorProfile',
    columns: ['id', 'slug', 'name', 'bio', 'accountId', 'createdAt', 'updatedAt'],
    rows: Array.from({ length: authors }, (_, n) => [`bigauthor${n}`, `big-author-${n}`, name(), '', `bigaccount${n}`, time(now), time(now)]),
  }

  const perPiece = 200
  for (let from = 0; from < lists; from += perPiece) {
    const piece = piecesOfSite()
    for (let n = from; n < Math.min(lists, from + perPiece); n++) {
      const articleId = `biglist${String(n).padStart(6, '0')}`
      const at = time(now + n * 60_000)
      const document = { format: 1, title: `${pick(prose)} ${pick(prose)} number ${n}`, standfirst: `About ${pick(prose)} and ${pick(prose)}`, intro: '', outro: '', question: '', order: 'numbered', entries: [] as object[], sections: [] } // prettier-ignore
      const seriesId = n % 2 ? `bigseries${zipf(series)}` : null
      const author = zipf(authors)
      piece.Article.push([
        articleId,
        `big-list-${n}`,
        'published',
        1,
        null,
        at,
        at,
        document.title,
        document.standfirst,
        entries,
        seriesId,
        seriesId && n,
        `bigaccount${author}`,
        at,
        0,
        0,
      ])
      piece.ArticleAuthor.push([articleId, `bigauthor${author}`, 0])
      for (let position = 0; position < entries; position++) {
        const id = `${articleId}e${String(position).padStart(3, '0')}`
        const person = `bigperson${zipf(people)}`
        const credits = [
          { role: 'artist', subject: `biggroup${zipf(groups)}` },
          { role: 'lead', subject: person },
          { role: 'song', subject: `bigsong${zipf(songs)}` },
          { role: 'filmed-in', subject: `bigplace${zipf(places)}` },
        ]
        const heading = `${pick(prose)} ${pick(syllables)}${pick(syllables)}`
        const body = Array.from({ length: words }, () => pick(prose)).join(' ')
        document.entries.push({ id, slug: `entry-${position}`, heading, subheading: '', body, credits, video: null })
        piece.Entry.push([id, articleId, `entry-${position}`, true, position, position + 1, heading, 0])
        piece.EntrySlug.push([articleId, `entry-${position}`, id])
        piece.Tally.push([id, articleId, 0, 0])
        credits.forEach(({ role, subject }, index) => piece.Credit.push([id, index, articleId, subject, role]))
      }
      piece.Draft.push([articleId, JSON.stringify(document), 1, at])
      piece.Edition.push([`${articleId}d`, articleId, 1, JSON.stringify(document), 1, at, at, '', at])
    }
    for (const [table, rows] of Object.entries(piece)) yield { table, columns: columnsOf[table as keyof typeof columnsOf], rows }
  }
  yield* votesAside({ lists, entries }, time)
  if (talk) yield* talkRows({ lists, entries, authors }, time)
}

/**
 * What readers said and voted. Half of it is in the first list, the rest as credits are (Zipf). Three of four comments are replies; of the first list every
 * other comment stands in one thread, which is as long as the site is large.
 */
function* talkRows({ lists, entries, authors }: { lists: number; entries: number; authors: number }, time: (ms: number) => string): Generator<Rows> {
  const next = randomNumbers(13)
  const zipf = (count: number) => Math.min(count - 1, Math.floor(count ** next()) - 1)
  const numbered = (kind: string, n: number) => `big${kind}${String(n).padStart(8, '0')}`
  const at = (n: number) => time(Date.UTC(2026, 6, 1) + n * 1000)
  const perPiece = 5000
  const firsts = new Map<string, { id: string; entryId: string | null }>()
  for (let from = 0; from < 10 * lists; from += perPiece) {
    const [readers, comments, votes]: [Value[][], Value[][], Value[][]] = [[], [], []]
    for (let n = from; n < Math.min(10 * lists, from + perPiece); n++) {
      const list = n % 2 ? 0 : zipf(lists)
      const articleId = `biglist${String(list).padStart(6, '0')}`
      const entryId = `${articleId}e${String(zipf(entries)).padStart(3, '0')}`
      const [id, readerId] = [numbered('comment', n), numbered('talker', n)]
      const thread = n % 4 === 1 && n > 4 ? 'long' : articleId
      const first = n % 8 < 6 ? firsts.get(thread) : undefined
      const place = first ?? { id, entryId: n % 3 ? null : entryId }
      if (!first) firsts.set(thread, place)
      const state = n % 97 === 0 ? 'pending' : n % 101 === 0 ? 'hidden' : 'visible'
      readers.push([readerId, n < authors ? `bigaccount${n}` : null, at(n)])
      comments.push([
        id,
        articleId,
        place.entryId,
        first ? first.id : null,
        place.id,
        readerId,
        `Reader ${n}`,
        'The rooftop wins',
        state,
        at(n),
        n % 3 === 0,
        n % 3 === 0 ? entryId : null,
      ])
      votes.push([readerId, articleId, entryId, 'counted', '[]', `network${zipf(lists)}`, at(n)])
    }
    yield { table: 'Reader', columns: ['id', 'accountId', 'createdAt'], rows: readers }
    yield { table: 'Comment', columns: ['id', 'articleId', 'entryId', 'parentId', 'threadId', 'readerId', 'name', 'body', 'state', 'createdAt', 'showsVote', 'favouriteId'], rows: comments } // prettier-ignore
    yield { table: 'Vote', columns: ['readerId', 'articleId', 'entryId', 'state', 'signals', 'network', 'createdAt'], rows: votes }
  }
}

/** Votes that wait for a moderator, in groups of one network in one list: a few large ones, and very many of one vote. */
function* votesAside({ lists, entries }: Pick<SiteSize, 'lists' | 'entries'>, time: (ms: number) => string): Generator<Rows> {
  const next = randomNumbers(11)
  const zipf = (count: number) => Math.min(count - 1, Math.floor(count ** next()) - 1)
  const at = Date.UTC(2026, 5, 1)
  const votes = Array.from({ length: 2 * lists }, (_, n): Value[] => {
    const articleId = `biglist${String(zipf(lists)).padStart(6, '0')}`
    const entryId = `${articleId}e${String(zipf(entries)).padStart(3, '0')}`
    return [`bigreader${n}`, articleId, entryId, 'aside', '["crowd"]', `network${zipf(lists)}`, time(at + n * 1000)]
  })
  yield { table: 'Reader', columns: ['id', 'createdAt'], rows: votes.map(([readerId]) => [readerId!, time(at)]) }
  yield { table: 'Vote', columns: ['readerId', 'articleId', 'entryId', 'state', 'signals', 'network', 'createdAt'], rows: votes }
}

const columnsOf = {
  Article: ['id', 'slug', 'state', 'publishedVersion', 'currentEditionId', 'firstPublishedAt', 'publishedAt', 'title', 'standfirst', 'entryCount', 'seriesId', 'seriesPosition', 'createdById', 'createdAt', 'commentCount', 'voteCount'], // prettier-ignore
  ArticleAuthor: ['articleId', 'authorId', 'position'],
  Draft: ['articleId', 'document', 'version', 'savedAt'],
  Edition: ['id', 'articleId', 'number', 'document', 'ofVersion', 'publishAt', 'liveAt', 'note', 'createdAt'],
  Entry: ['id', 'articleId', 'slug', 'listed', 'position', 'rank', 'heading', 'commentCount'],
  EntrySlug: ['articleId', 'slug', 'entryId'],
  Tally: ['entryId', 'articleId', 'counted', 'held'],
  Credit: ['entryId', 'position', 'articleId', 'subjectId', 'role'],
} as const satisfies Record<string, string[]>

const piecesOfSite = () => Object.fromEntries(Object.keys(columnsOf).map((table) => [table, []])) as unknown as Record<keyof typeof columnsOf, Value[][]>

/** What is done last: each list's one edition becomes its current one (lists and editions point at each other), and what is counted of it all is counted. */
export const finishingSql = [
  `UPDATE "Article" SET "currentEditionId" = "id" || 'd' WHERE "id" LIKE 'biglist%'`,
  `UPDATE "Subject" SET "appearances" = (SELECT COUNT(DISTINCT c."entryId") FROM "Credit" c WHERE c."subjectId" = "Subject"."id")`,
  `UPDATE "Subject" SET "shown" = true WHERE "appearances" > 0 OR EXISTS (SELECT 1 FROM "Subject" m WHERE m."parentId" = "Subject"."id" AND m."appearances" > 0
    AND CAST(m."kind" AS TEXT) = CASE WHEN CAST("Subject"."kind" AS TEXT) = 'place' THEN 'place' ELSE 'person' END)`,
  `UPDATE "Series" SET "articleCount" = (SELECT COUNT(*) FROM "Article" a WHERE a."seriesId" = "Series"."id"),
    "newestAt" = (SELECT MAX(a."firstPublishedAt") FROM "Article" a WHERE a."seriesId" = "Series"."id")`,
  `UPDATE "Comment" SET "replyCount" = (SELECT COUNT(*) FROM "Comment" r WHERE r."threadId" = "Comment"."id" AND r."state" = 'visible' AND r."id" > "Comment"."id")
    WHERE "parentId" IS NULL`,
  // Everybody here says one thing.
  `UPDATE "Comment" SET "score" = 2 * "replyCount" WHERE "replyCount" > 0`,
  `UPDATE "Article" SET "commentCount" = (SELECT COUNT(*) FROM "Comment" c WHERE c."articleId" = "Article"."id" AND c."state" = 'visible'),
    "voteCount" = (SELECT COUNT(*) FROM "Vote" v WHERE v."articleId" = "Article"."id" AND v."state" = 'counted')`,
  `UPDATE "Entry" SET "commentCount" = (SELECT COUNT(*) FROM "Comment" c WHERE c."entryId" = "Entry"."id" AND c."state" = 'visible')
    WHERE "id" IN (SELECT "entryId" FROM "Comment")`,
  `UPDATE "Tally" SET "counted" = (SELECT COUNT(*) FROM "Vote" v WHERE v."entryId" = "Tally"."entryId" AND v."state" = 'counted')
    WHERE "entryId" IN (SELECT "entryId" FROM "Vote")`,
  `UPDATE "Tally" SET "held" = (SELECT COUNT(*) FROM "Vote" v WHERE v."entryId" = "Tally"."entryId" AND v."state" = 'aside')`,
  `UPDATE "AuthorProfile" SET "articleCount" = (SELECT COUNT(*) FROM "ArticleAuthor" s WHERE s."authorId" = "AuthorProfile"."id")`,
].join('; ')
