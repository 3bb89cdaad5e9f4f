import { expect, test } from 'vitest'
import { parseList } from '../format/parse-list'
import { readExportedPosts } from './exported-posts'
import { splitPosts } from './split-posts'

const body = '<p>They do not act.</p><h2>1. Harbour Kids – “Fetch”</h2><p>Biscuit.</p><h2>2. BIGBANG – “Blue”</h2><p>No dog.</p>'

const ghost = JSON.stringify({
  db: [
    {
      meta: { version: '5.0.0' },
      data: {
        posts: [
          {
            title: 'Two <dogs>',
            slug: 'two-dogs',
            html: body,
            custom_excerpt: 'And a cat',
            status: 'published',
            type: 'post',
            published_at: '2021-06-03T08:00:00.000Z',
          },
          { title: 'More dogs', slug: 'two-dogs', html: body.replace('Blue', 'Tonight'), status: 'draft', type: 'post' },
          { title: 'We moved', slug: 'moved', html: '<p>The office is upstairs now.</p>', status: 'published', type: 'post' },
          { title: 'About', slug: 'about', html: '<p>Us.</p>', type: 'page' },
        ],
      },
    },
  ],
})

const item = (title: string, content: string, type = 'post', status = 'publish', name = 'two-dogs') => `
<item><title>${title}</title><link>https://old.example/?p=1</link>
<content:encoded><![CDATA[${content}]]></content:encoded><excerpt:encoded><![CDATA[And a cat]]></excerpt:encoded>
<wp:post_name><![CDATA[${name}]]></wp:post_name><wp:post_date_gmt>2021-06-03 08:00:00</wp:post_date_gmt><wp:status>${status}</wp:status><wp:post_type>${type}</wp:post_type>
<wp:comment><wp:comment_content><![CDATA[<item>First!</item>]]></wp:comment_content></wp:comment></item>`

const wordpress = `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old</title>
${item('Two dogs &amp; a cat', `${body.replace('</h2><p>Biscuit', ']]]]><![CDATA[></h2><p>Biscuit')}`)}
${item('A picture', '', 'attachment', 'inherit')}
${item('Classic', 'They do not act.\n\n<strong>1. Harbour Kids – “Fetch”</strong>\n\nBiscuit\nis a dog.\n\n<strong>2. BIGBANG – “Blue”</strong>\n\nNo dog.', 'post', 'draft', '%EA%B0%95')}
</channel></rss>`

const listsOf = (text: string) => {
  const { files, posts } = splitPosts(readExportedPosts(text)!.posts, [])
  return { files, posts, lists: files.filter(({ name }) => name.endsWith('.md')).map(({ name, text: file }) => parseList(file, name).list) }
}

test('posts of Ghost become lists, their records once; a post without entries becomes none, and pages are left out', () => {
  expect(readExportedPosts(ghost)!.notes).toEqual(['1 of its items are pages: left out'])
  const { lists, files, posts } = listsOf(ghost)
  expect(lists.map(({ slug, title, standfirst, published, state }) => ({ slug, title, standfirst, published, state }))).toEqual([
    { slug: 'two-dogs', title: 'Two <dogs>', standfirst: 'And a cat', published: '2021-06-03T08:00:00.000Z', state: 'draft' },
    { slug: 'two-dogs-2', title: 'More dogs', standfirst: '', published: null, state: 'draft' },
  ])
  expect(lists[0]!.entries.map(({ heading, body: words }) => [heading, words])).toEqual([
    ['“Fetch”', 'Biscuit.'],
    ['“Blue”', 'No dog.'],
  ])
  expect(files.find(({ name }) => name === 'records.yaml')!.text.match(/name: Harbour Kids/g)).toHaveLength(1)
  expect(posts.map(({ title, list, result }) => [title, list, result.leftOver.length, result.faults])).toEqual([
    ['Two <dogs>', 'two-dogs.md', 0, 0],
    ['More dogs', 'two-dogs-2.md', 0, 0],
    ['We moved', null, 0, 0],
  ])
})

test('posts of WordPress too, with blocks and without', () => {
  expect(readExportedPosts(wordpress)!.notes).toEqual(['1 of its items are pages, pictures and the like: left out'])
  const { lists } = listsOf(wordpress)
  expect(lists.map(({ title, slug }) => [title, slug])).toEqual([
    ['Two dogs & a cat', 'two-dogs'],
    ['Classic', 'gang'],
  ])
  expect(lists[0]!.entries.map(({ heading }) => heading)).toEqual(['“Fetch”', '“Blue”'])
  expect(lists[1]!.entries.map(({ heading, body: words }) => [heading, words])).toEqual([
    ['“Fetch”', 'Biscuit\n\nis a dog.'],
    ['“Blue”', 'No dog.'],
  ])
})

test('a post has the origin that its system gave it alone, and none where several have the same', () => {
  const uuids = ['a', 'b', 'b', undefined].map((uuid) => ({ title: 'x', slug: 'x', html: '', uuid }))
  expect(readExportedPosts(JSON.stringify({ data: { posts: uuids } }))!.posts.map(({ origin }) => origin)).toEqual(['a', '', '', ''])
  const guid = wordpress.replace('<link>', '<guid isPermaLink="false">https://old.example/?p=1</guid><link>')
  expect(readExportedPosts(guid)!.posts.map(({ origin }) => origin)).toEqual(['https://old.example/?p=1', ''])
})

test.each(['', 'Some text', '{"a": 1}', '{', '[]', '<rss><item></item></rss>', '---\nformat: 1\n---'])('%j is no export', (text) =>
  expect(readExportedPosts(text)).toBeNull(),
)

test('torn and strange exports do not stop it', () => {
  expect(readExportedPosts('{"db":[{"data":{"posts":[null, 4, {"title": 7}, {"html": null}]}}]}')!.posts).toHaveLength(2)
  expect(readExportedPosts(wordpress.slice(0, -700))!.posts.length).toBeGreaterThan(0)
  expect(readExportedPosts(`<rss xmlns:wp="x">${'<item>'.repeat(2000)}`)!.posts).toEqual([])
})
