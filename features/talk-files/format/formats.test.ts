import { expect, test } from 'vitest'
import { readMap } from './map-lines'
import { orderThreads } from './order-threads'
import { readGhost, readOwn, readRemark42 } from './read-json'
import { readDisqus, readWordpress } from './read-xml'
import { momentOf, UnreadableFile } from './source'

const disqus = `<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<thread dsq:id="10"><id>two-dogs</id><forum>kids</forum><link>https://old.example/2019/two-dogs/?a=1&amp;b=2</link><title>Two dogs</title><isDeleted>false</isDeleted>
<author><name>Editor</name></author></thread>
<post dsq:id="100"><id/><message><![CDATA[<p>Biscuit &amp; <b>Fetch</b>. <a href="https://disq.us/url?url=https%3A%2F%2Fsongs.example%2Ffetch%3AqWeRtY123456789&cuid=7" rel="nofollow">here</a></p>]]></message>
<createdAt>2019-05-01T10:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam>
<author><name>Jun</name><isAnonymous>false</isAnonymous><username>jun7</username></author><thread dsq:id="10"/></post>
<post dsq:id="101"><message/><createdAt>2019-05-01T11:00:00Z</createdAt><isDeleted>true</isDeleted><isSpam>false</isSpam>
<author><name>Mo</name><isAnonymous>true</isAnonymous></author><thread dsq:id="10" /><parent dsq:id="100" /></post>
<post dsq:id="102"><message><![CDATA[Buy]]></message><isSpam>true</isSpam><thread dsq:id="11"/></post>
</disqus>`

test('Disqus: threads by their links, parents, states, and links without the detour', () => {
  const { comments } = readDisqus(`${disqus}\n<!-- sent in 0.2 s -->\n`)
  expect(comments).toMatchObject([
    {
      id: '100',
      thread: 'https://old.example/2019/two-dogs/?a=1&b=2',
      parentId: null,
      person: 'user jun7',
      name: 'Jun',
      state: 'visible',
      at: Date.UTC(2019, 4, 1, 10),
    },
    { id: '101', parentId: '100', state: 'deleted', person: 'name Mo' },
    { id: '102', thread: 'thread 11', state: 'spam', at: null },
  ])
  expect(comments[0]!.words).toContain('href="https://songs.example/fetch"')
  for (const text of ['', '{}', '<rss/>', disqus.slice(0, 900)]) expect(() => readDisqus(text)).toThrow(UnreadableFile)
})

test('WordPress: comments in their post, drafts by their slug, pingbacks told apart, paragraphs by empty lines', () => {
  const comment = (id: number, more: string) =>
    `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author><![CDATA[Ana]]></wp:comment_author><wp:comment_author_email>Ana@mail.example</wp:comment_author_email>
     <wp:comment_date>2018-01-01 12:00:00</wp:comment_date><wp:comment_content><![CDATA[One\n\nTwo]]></wp:comment_content>${more}</wp:comment>`
  const { comments } =
    readWordpress(`<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>A</title><link>https://old.example/?p=5</link>
    <wp:post_name>two-dogs</wp:post_name>
    ${comment(1, '<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent><wp:comment_date_gmt>2018-01-01 11:00:00</wp:comment_date_gmt>')}
    ${comment(2, '<wp:comment_approved>0</wp:comment_approved><wp:comment_parent>1</wp:comment_parent><wp:comment_user_id>3</wp:comment_user_id>')}
    ${comment(3, '<wp:comment_approved>spam</wp:comment_approved>')}${comment(4, '<wp:comment_approved>trash</wp:comment_approved>')}
    ${comment(5, '<wp:comment_approved>1</wp:comment_approved><wp:comment_type>pingback</wp:comment_type>')}</item></channel></rss>`)
  expect(comments.map(({ state }) => state)).toEqual(['visible', 'pending', 'spam', 'deleted', 'ping'])
  expect(comments[0]).toMatchObject({
    thread: '/two-dogs/',
    person: 'mail ana@mail.example',
    parentId: null,
    at: Date.UTC(2018, 0, 1, 11),
    words: '<p>One</p>\n<p>Two</p>',
  })
  expect(comments[1]).toMatchObject({ parentId: '1', person: 'user 3', at: Date.UTC(2018, 0, 1, 12) })
})

test('Remark42: a line for each comment after the first, or from the first on', () => {
  const row = { id: 'a', pid: '', text: '<p>Hi</p>', orig: '*Hi*', user: { id: 'github_1', name: 'Kit' }, locator: { site: 's', url: 'https://old.example/two-dogs' }, score: 4, time: '2021-02-03T04:05:06.7-06:00' } // prettier-ignore
  const lines = [
    row,
    { ...row, id: 'b', pid: 'a', orig: '', score: -3, delete: true },
    { ...row, id: 'c', orig: '&gt; quoted &amp;lt;', user: { id: 'x', name: 'O&#39;Brien' } },
  ]
    .map((one) => JSON.stringify(one))
    .join('\n')
  for (const text of [`{"version":1,"users":[],"posts":[]}\n${lines}\n`, lines])
    expect(readRemark42(text).comments).toMatchObject([
      { id: 'a', parentId: null, words: '*Hi*', isHtml: false, hearts: 4, person: 'user github_1', at: Date.parse('2021-02-03T10:05:06.700Z') },
      { id: 'b', parentId: 'a', words: '<p>Hi</p>', isHtml: true, hearts: 0, state: 'deleted' },
      { id: 'c', words: '> quoted &lt;', name: "O'Brien" },
    ])
  expect(readRemark42('{"version":1}').comments).toEqual([])
  for (const text of ['', 'x', '{"a":1}', `${lines}\n{"id":`]) expect(() => readRemark42(text)).toThrow(UnreadableFile)
})

test('Ghost: members’ names, likes counted, the comment that is answered; without comments it says so', () => {
  const data = {
    posts: [
      { id: 'p', slug: 'two-dogs', status: 'published', visibility: 'public' },
      { id: 'q', slug: 'inner', status: 'published', visibility: 'paid' },
    ],
    members: [{ id: 'm', name: 'Lu', email: 'lu@mail.example' }],
    comments: [
      { id: 'c', post_id: 'p', member_id: 'm', parent_id: null, status: 'published', html: '<p>Hi</p>', created_at: '2022-01-01 10:00:00' },
      {
        id: 'd',
        post_id: 'p',
        member_id: null,
        parent_id: 'c',
        in_reply_to_id: 'x',
        status: 'hidden',
        html: '<p>No</p>',
        created_at: '2022-01-01T10:00:00.000Z',
      },
      { id: 'e', post_id: 'q', member_id: 'm', parent_id: 'c', in_reply_to_id: 'd', status: 'strange', html: '<p>In</p>' },
    ],
    comment_likes: [{ comment_id: 'c' }, { comment_id: 'c' }],
  }
  expect(readGhost(JSON.stringify({ db: [{ data }] })).comments).toMatchObject([
    { id: 'c', thread: '/two-dogs/', name: 'Lu', person: 'member m', hearts: 2, state: 'visible' },
    { id: 'd', parentId: 'c', name: '', state: 'hidden', hearts: 0, isUnlisted: false },
    { id: 'e', parentId: 'd', state: 'unknown', isUnlisted: true },
  ])
  expect(() => readGhost(JSON.stringify({ data: { posts: [] } }))).toThrow('there are no comments in this export')
  expect(() => readOwn('{"format":"lightstick-comments","version":2,"comments":[]}')).toThrow('newer version')
})

test('times: with a zone, without one, and what is none', () => {
  expect(momentOf('2018-01-01 12:00:00')).toBe(Date.UTC(2018, 0, 1, 12))
  expect(momentOf('2018-01-01T12:00:00+02:00')).toBe(Date.UTC(2018, 0, 1, 10))
  for (const text of ['', '0000-00-00 00:00:00', 'yesterday', null, 5, '2018-99-01']) expect(momentOf(text)).toBeNull()
})

test('a map: addresses with and without their site, stars, entries, nowhere; a line that is none is told by its number', () => {
  const find = (map: string, address: string) => readMap(map).find(({ matches }) => matches(address))?.target
  expect(find('# old\n\n/blog/dogs/ = two-dogs/fetch', 'https://old.example/blog/dogs#c-1')).toEqual({ list: 'two-dogs', entry: 'fetch' })
  expect(find('https://a.example/* = one\n/* = /articles/two', 'http://b.example/x')).toEqual({ list: 'two', entry: null })
  expect(find('/?p=12 = twelve', 'https://old.example/?p=12')).toEqual({ list: 'twelve', entry: null })
  expect(find('/news/*/dogs* = -', '/news/2019/dogs-again')).toBeNull()
  expect(find('/news/*/dogs* = -', '/news/dogs')).toBeUndefined()
  expect(() => readMap('/a = b\nnothing')).toThrow('line 2')
})

test('threads: parents first, rings opened, missing parents told, stubs kept only above words, however deep', () => {
  const of = (id: string, parentId: string | null = null, at = 0) => ({ id, parentId, at })
  const deep = Array.from({ length: 50_000 }, (_, n) => of(`d${n}`, n === 0 ? null : `d${n - 1}`, n))
  expect(orderThreads(deep.toReversed(), () => true).placed.map(({ comment }) => comment.id)).toEqual(deep.map(({ id }) => id))
  const mute = new Set(['stub', 'empty'])
  const { placed, orphans, rings, dropped } = orderThreads(
    [of('x', 'y'), of('y', 'x'), of('self', 'self'), of('lost', 'gone'), of('stub'), of('answer', 'stub'), of('empty', 'answer')],
    ({ id }) => !mute.has(id),
  )
  expect({ orphans, rings, dropped: dropped.map(({ id }) => id) }).toEqual({ orphans: 1, rings: 2, dropped: ['empty'] })
  const ids = placed.map(({ comment }) => comment.id)
  expect(ids.toSorted()).toEqual(['answer', 'lost', 'self', 'stub', 'x', 'y'])
  expect(ids.indexOf('stub')).toBeLessThan(ids.indexOf('answer'))
})
