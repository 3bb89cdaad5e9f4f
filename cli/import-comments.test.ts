import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetStaffNames } from '@/features/accounts/queries/staff-names'
import { makeList } from '@/tests/support/comments'
import { emptyTables, useDatabase } from '@/tests/support/database'
import { close, read, write } from '@/platform/db'
import { commands } from './commands'
import { runCommand } from './run-command'

useDatabase()
let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'import-comments-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  fs.rmSync(folder, { recursive: true, force: true })
})
afterAll(close)

/** Runs a command of the two: its exit code, what it printed, and what it complained of. */
async function run(name: 'import-comments' | 'export-comments', ...args: string[]) {
  let [out, said] = ['', '']
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said += String(text)), true))
  vi.spyOn(console, 'log').mockImplementation((text: string) => void (out += `${text}\n`))
  const code = await runCommand([name, ...args], commands, { out: (text) => void (out += text), err: (text) => void (said += text) })
  vi.restoreAllMocks()
  return { code, out, said }
}
const bring = (kind: string, ...args: string[]) => run('import-comments', '--from', kind, ...args)

const file = (name: string, content: string | Buffer) => {
  const made = path.join(folder, name)
  fs.writeFileSync(made, content)
  return made
}

type Line = { id: string; pid?: string; orig?: string; time?: string; score?: number; delete?: boolean; user?: { id: string; name: string }; url?: string }
const remark = (lines: Line[]) =>
  ['{"version":1}', ...lines.map(({ url, ...one }) => JSON.stringify({ user: { id: 'u1', name: 'Jun' }, orig: `Words ${one.id}`, time: '2020-01-02T03:04:05Z', locator: { url }, ...one }))].join('\n') // prettier-ignore

const counts = async () => ({
  comments: await read.comment.findMany({ orderBy: { id: 'asc' } }),
  decisions: await read.decision.count(),
  events: await read.event.count(),
  articles: await read.article.findMany({ select: { commentCount: true } }),
})

test('a conversation comes along once: threads, people, times, hearts, stubs; a check keeps nothing; a second run and a newer export', async () => {
  const { slug, id } = await makeList()
  const url = `https://old.example/2019/${slug}.html`
  const lines: Line[] = [
    { id: 'late', pid: 'deep', time: '2020-01-05T00:00:00Z', url },
    { id: 'first', score: 3, url },
    { id: 'gone', pid: 'first', delete: true, user: { id: 'u2', name: 'Mo' }, url },
    { id: 'deep', pid: 'gone', user: { id: 'u3', name: 'Kit' }, url },
    { id: 'alone', delete: true, url },
    { id: 'old', time: '1970-01-01T00:00:00Z', pid: 'nowhere', url },
    { id: 'other', url: 'https://old.example/about/' },
  ]
  const from = file('backup.gz', gzipSync(remark(lines)))
  expect(await bring('remark42', '--check', from)).toMatchObject({ code: 1, out: expect.stringContaining('5 brought here, 0 already here') })
  expect(await read.comment.count()).toBe(0)
  const { code, out, said } = await bring('remark42', from)
  expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining('belong to no list here') })
  for (const line of ['7 comments in the file: 5 brought here', 'no list here belongs to https://old.example/about/', '1 comment left out: deleted, and nobody answered', '1 comment dated as their list', '1 comment first comments now: what they answered']) expect(out).toContain(line) // prettier-ignore
  const stored = new Map((await read.comment.findMany()).map((row) => [row.origin, row]))
  const [first, gone, deep, late, old] = ['first', 'gone', 'deep', 'late', 'old'].map((name) => stored.get(`remark42:${name}`)!)
  // Jun answered in their own thread: one other person did, so 3 hearts and 2.
  expect(first).toMatchObject({
    name: 'Jun',
    body: 'Words first',
    heartCount: 3,
    importedHearts: 3,
    score: 5,
    replyCount: 2,
    createdAt: new Date('2020-01-02T03:04:05Z'),
  })
  expect(gone).toMatchObject({ state: 'deleted', body: '', name: '', parentId: first!.id })
  expect([deep!.parentId, late!.parentId, late!.threadId]).toEqual([gone!.id, deep!.id, first!.id])
  expect(late!.readerId).toBe(first!.readerId)
  expect(old).toMatchObject({ parentId: null, threadId: old!.id })
  expect(old!.createdAt.getUTCFullYear()).toBeGreaterThan(2000)
  expect(await read.article.findUniqueOrThrow({ where: { id } })).toMatchObject({ commentCount: 4 })
  expect(await read.event.findMany({ where: { type: 'comment.imported' } })).toMatchObject([{ tags: [`comments:${id}`] }])

  const before = await counts()
  const map = file('map.txt', '/about* = -\n')
  expect(await bring('remark42', '--map', map, from)).toMatchObject({ code: 0, out: expect.stringContaining('0 brought here, 5 already here') })
  expect(await counts()).toEqual(before)
  const newer = file('newer.json', remark([...lines, { id: 'new', pid: 'late', url }]))
  expect(await bring('remark42', '--map', map, newer)).toMatchObject({ code: 0, out: expect.stringContaining('1 brought here, 5 already here') })
  expect(await read.comment.findFirst({ where: { origin: 'remark42:new' } })).toMatchObject({ parentId: late!.id, threadId: first!.id })
})

test('an import that stopped between two slices is completed, each comment once', async () => {
  const { slug, id } = await makeList()
  const lines = Array.from({ length: 700 }, (_, n): Line => ({ id: `c${n}`, pid: n % 7 === 0 ? undefined : `c${n - 1}`, user: { id: `u${n % 5}`, name: 'Jun' }, url: `/articles/${slug}` })) // prettier-ignore
  const from = file('backup.json', remark(lines))
  const half = file('half.json', remark(lines.slice(0, 350)))
  expect(await bring('remark42', half)).toMatchObject({ code: 0 })
  expect(await bring('remark42', from)).toMatchObject({ code: 0, out: expect.stringContaining('350 brought here, 350 already here') })
  expect(await read.comment.count({ where: { parentId: { not: null } } })).toBe(600)
  expect(await read.article.findUniqueOrThrow({ where: { id } })).toMatchObject({ commentCount: 700 })
  expect(await read.reader.count()).toBe(5)
})

test('comments of another site with the same numbers: nothing of the file is brought here until the site has a name', async () => {
  const { slug } = await makeList()
  const lines = (from: number, to: number, words: string, time: string): Line[] =>
    Array.from({ length: to - from + 1 }, (_, n) => ({ id: `${from + n}`, orig: `${words} ${from + n}`, time, url: `/${slug}` }))
  await bring('remark42', file('a.json', remark(lines(1, 3, 'Words', '2020-01-02T03:04:05Z'))))
  const before = await counts()
  const b = file('b.json', remark(lines(1, 900, 'Others', '2021-01-02T03:04:05Z').map((one) => (one.id === '900' ? { ...one, pid: '1' } : one))))
  for (const more of [[], ['--check']])
    expect(await bring('remark42', ...more, b)).toMatchObject({
      code: 1,
      said: expect.stringContaining('Nothing was brought here: 3 have the number of another'),
    })
  expect(await counts()).toEqual(before)
  expect(await bring('remark42', '--site', 'b', b)).toMatchObject({ code: 0, out: expect.stringContaining('900 brought here, 0 already here') })
  expect(await read.comment.count()).toBe(903)
  // A time that was set right over there is no other comment, and neither is one whose time was still to come.
  const set = lines(1, 3, 'Words', '2020-02-02T00:00:00Z')
  expect(await bring('remark42', file('c.json', remark(set)))).toMatchObject({ code: 0, out: expect.stringContaining('0 brought here, 3 already here') })
})

test('what the old site did not show to everyone stays there, unless the map names it; so many on one page that they are no arguments of a call', async () => {
  const { slug } = await makeList()
  const comment = (id: number, type: string, approved = '1') =>
    `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author><![CDATA[Tom &amp; Jerry]]></wp:comment_author><wp:comment_type>${type}</wp:comment_type>
     <wp:comment_approved>${approved}</wp:comment_approved><wp:comment_date_gmt>2018-01-01 12:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[One]]></wp:comment_content></wp:comment>`
  const item = (link: string, more: string, comments: string) => `<item><link>https://old.example/${link}/</link>${more}${comments}</item>`
  const wxr = (...items: string[]) => `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>${items.join('')}</channel></rss>`
  const from = file(
    'wp.xml',
    wxr(
      item(
        slug,
        '<wp:status>publish</wp:status>',
        `${comment(1, 'comment')}${comment(2, 'editorial-comment', 'editorial-comment')}${comment(3, 'order_note')}`,
      ),
      item(`private/${slug}`, '<wp:status>private</wp:status>', comment(4, 'comment')),
      item(`secret/${slug}`, '<wp:status>publish</wp:status><wp:post_password>x</wp:post_password>', comment(5, '')),
    ),
  )
  const { code, out } = await bring('wordpress', from)
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('5 comments in the file: 1 brought here') })
  for (const line of ['2 comments left out: on pages that the old site did not show', '2 comments left out: of a type or a state']) expect(out).toContain(line)
  expect(await read.comment.findMany()).toMatchObject([{ origin: 'wordpress:1', name: 'Tom & Jerry', state: 'visible' }])
  const map = file('map.txt', `/secret/* = ${slug}\n`)
  expect(await bring('wordpress', '--map', map, from)).toMatchObject({ code: 0, out: expect.stringContaining('1 brought here, 1 already here') })
  const many = Array.from({ length: 130_000 }, (_, n) => ({ ...ownLine, id: `c${n}`, list: slug }))
  const own = file(
    'own.json',
    JSON.stringify({ format: 'lightstick-comments', version: 1, comments: [...many, { ...ownLine, id: 'odd', list: slug, state: 'visble' }] }),
  )
  expect(await bring('json', '--check', own)).toMatchObject({ code: 0, out: expect.stringContaining('130001 comments in the file: 130000 brought here') })
})
const ownLine = { person: 'p', name: 'Jun', body: 'Words', createdAt: '2020-01-02T03:04:05Z', state: 'visible' }

test('the database of Isso: what waits goes on waiting, an entry by the map, a name of staff is marked, another site needs a name', async () => {
  const { slug, idOf } = await makeList()
  await write((tx) => tx.author.create({ data: { id: 'writer', slug: 'writer', name: 'Mina Park' } }))
  forgetStaffNames()
  const from = path.join(folder, 'isso.db')
  const db = new Database(from)
  db.exec(`CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
    CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR,
      text VARCHAR, author VARCHAR, email VARCHAR, website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB);
    INSERT INTO threads VALUES (1, '/encore.html', 'Encore');
    INSERT INTO comments VALUES (1, 1, NULL, 1500000000.5, 1500000100.0, 1, '192.0.2.0', 'The **bridge**', 'Mina Park', 'mina@mail.example', NULL, 2, 1, x'00');
    INSERT INTO comments VALUES (1, 3, 1, 1500000300.0, NULL, 1, '192.0.2.0', '<p>From <b>before</b></p>', 'Tom &amp; Jerry', NULL, NULL, 0, 0, x'00');
    INSERT INTO comments VALUES (1, 2, 1, 1500000200.0, NULL, 2, '192.0.2.0', 'Me too', NULL, NULL, NULL, 0, 0, x'00')`)
  db.close()
  const map = file('map.txt', `/encore.html = ${slug}/two\n`)
  expect(await bring('isso', '--map', map, from)).toMatchObject({ code: 0, out: expect.stringContaining('marked “(from the old site)”') })
  const rows = await read.comment.findMany({ orderBy: { createdAt: 'asc' } })
  expect(rows).toMatchObject([
    {
      name: 'Mina Park (from the old site)',
      entryId: idOf.two,
      body: 'The **bridge**',
      heartCount: 2,
      state: 'visible',
      email: null,
      editedAt: new Date(1_500_000_100_000),
    },
    { name: 'Anonymous', entryId: idOf.two, state: 'pending', parentId: rows[0]!.id },
    { name: 'Tom & Jerry', body: 'From **before**' },
  ])
  expect(await read.decision.findMany()).toMatchObject([{ action: 'hold', maker: 'operator' }])
  const other = new Database(from)
  other.exec(`UPDATE comments SET created = created + 60, text = text || '!'`)
  other.close()
  expect(await bring('isso', '--map', map, from)).toMatchObject({ code: 1, said: expect.stringContaining('Name this one with --site') })
  expect(await bring('isso', '--site', 'b', '--map', map, from)).toMatchObject({ code: 0, out: expect.stringContaining('3 brought here') })
  expect(await bring('isso', '--map', file('bad.txt', '/encore.html = none-such\n'), from)).toMatchObject({
    code: 2,
    said: expect.stringContaining('no list “none-such”'),
  })
})

test('what is exported comes to another site as it was, and to the same site not at all', async () => {
  const made = await makeList()
  const url = `/articles/${made.slug}/two`
  await bring('remark42', file('a.json', remark([{ id: 'a', score: 2, url }, { id: 'b', pid: 'a', delete: true, url }, { id: 'c', pid: 'b', user: { id: 'u2', name: 'Mo' }, url }]))) // prettier-ignore
  await write((tx) => tx.comment.updateMany({ where: { origin: 'remark42:a' }, data: { because: true } }))
  const to = path.join(folder, 'talk.json')
  expect(await run('export-comments', '--list', made.slug, to)).toMatchObject({ code: 0 })
  expect(await run('export-comments', to)).toMatchObject({ code: 2, said: expect.stringContaining('--force') })
  expect(await run('export-comments', '--list', 'none-such', path.join(folder, 'none.json'))).toMatchObject({
    code: 1,
    said: expect.stringContaining('no list “none-such”'),
  })
  expect(await bring('json', to)).toMatchObject({ code: 0, out: expect.stringContaining('0 brought here, 3 already here') })
  const told = async () =>
    (await read.comment.findMany({ orderBy: { createdAt: 'asc' }, include: { parent: true, entry: true } }))
      .map(({ origin, name, body, state, createdAt, heartCount, score, because, replyCount, parent, entry }) => ({
        origin,
        name,
        body,
        state,
        createdAt,
        heartCount,
        score,
        because,
        replyCount,
        answers: parent?.origin,
        entry: entry?.slug,
      })) // prettier-ignore
      .sort((a, b) => a.origin!.localeCompare(b.origin!))
  const before = await told()
  expect(before).toHaveLength(3)
  await emptyTables()
  const other = await makeList()
  const map = file('map.txt', `/articles/${made.slug} = ${other.slug}\n`)
  expect(await bring('json', '--map', map, to)).toMatchObject({ code: 0, out: expect.stringContaining('3 brought here') })
  expect(await told()).toEqual(before)
  expect(await bring('json', '--map', map, to)).toMatchObject({ code: 0, out: expect.stringContaining('3 already here') })
})

test('refuses what it cannot read or does not know, with one line and 2', async () => {
  const from = file('a.json', 'Two dogs')
  expect(await bring('phpbb', from)).toMatchObject({ code: 2, said: expect.stringContaining('wordpress, disqus, remark42, isso, ghost, json') })
  for (const kind of ['wordpress', 'disqus', 'remark42', 'isso', 'ghost', 'json'])
    expect(await bring(kind, from), kind).toMatchObject({ code: 2, said: expect.stringContaining('a.json: ') })
  expect(await bring('json', path.join(folder, 'none.json'))).toMatchObject({ code: 2, said: expect.stringContaining('there is no such file') })
  expect(await bring('disqus', folder)).toMatchObject({ code: 2, said: expect.stringContaining('it is no file') })
  expect(await bring('disqus', file('b.gz', gzipSync('x'.repeat(1000)).subarray(0, 20)))).toMatchObject({
    code: 2,
    said: expect.stringContaining('cannot be unpacked'),
  })
})
