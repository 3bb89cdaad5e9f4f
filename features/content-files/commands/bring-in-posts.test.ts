import { expect, test, vi } from 'vitest'
import { changeSlug } from '@/features/articles/commands/change-slug'
import { createArticle } from '@/features/articles/commands/create-article'
import { deleteArticle } from '@/features/articles/commands/delete-article'
import { saveRecord } from '@/features/records/commands/save-record'
import { recordInput } from '@/features/records/schema'
import { trashList } from '@/features/trash/commands/trash-list'
import { trashRecord } from '@/features/trash/commands/trash-record'
import type { Actor } from '@/platform/http/request'
import { inThread } from '@/platform/thread'
import { read } from '@/platform/db'
import { findRedirect } from '@/features/redirects/queries/find-redirect'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import type { PostInput } from '../schema'
import { postIn } from '../split/post-in'
import { bringInPost, checkPost, leadPosts, readExport } from './bring-in-posts'

// The thread is a bundle of the build; what it does is asked here.
vi.mock('@/platform/thread', async () => {
  const { FormatError } = await import('../format/problems')
  const { postIn, postsIn } = await import('../split/post-in')
  return {
    TooMuchForThread: class extends Error {},
    inThread: vi.fn(async (_: string, work: Parameters<typeof postIn>[0] | Parameters<typeof postsIn>[0]) => {
      try {
        return { value: await ('post' in work ? postIn(work) : postsIn(work)) }
      } catch (error) {
        if (error instanceof FormatError) return { refused: error.problems[0]!.message }
        throw error
      }
    }),
  }
})

useDatabase()

const body = '<p>They do not act.</p><h2>1. Harbour Kids – “Fetch”</h2><p>Biscuit.</p><h2>2. BIGBANG – “Blue”</h2><p>No dog.</p>'
const item = (title: string, content: string, name: string, status = 'publish') => `
<item><title>${title}</title><link>https://old.example/2021/06/${name}/</link><content:encoded><![CDATA[${content}]]></content:encoded>
<wp:post_name>${name}</wp:post_name><wp:post_date_gmt>2021-06-03 08:00:00</wp:post_date_gmt><wp:status>${status}</wp:status><wp:post_type>post</wp:post_type></item>`
const wordpress = `<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>${item('Two dogs', body, 'two-dogs')}${item('We moved', '<p>Upstairs.</p>', 'moved')}</channel></rss>`

test('posts of WordPress are checked, become drafts once, and their old addresses lead to them', async () => {
  const admin = await makeActor('admin')
  const { system, posts } = await readExport(admin, { text: wordpress })
  expect([system, ...posts.map(({ path }) => path)]).toEqual(['WordPress', '/2021/06/two-dogs/', '/2021/06/moved/'])
  const [dogs, moved] = posts as [PostInput, PostInput]
  expect(await checkPost(admin, dogs)).toMatchObject({ isList: true, entries: 2 })
  expect(await checkPost(admin, moved)).toMatchObject({ isList: false })
  expect(await read.article.count()).toBe(0)

  const made = await bringInPost(admin, dogs)
  expect(made).toEqual({ id: expect.any(String), slug: 'two-dogs', wasThere: false })
  expect(await read.article.findUniqueOrThrow({ where: { id: made.id } })).toMatchObject({ title: 'Two dogs', state: 'draft', entryCount: 2 })
  expect(await bringInPost(admin, dogs)).toEqual({ ...made, wasThere: true })
  await expect(bringInPost(admin, moved)).rejects.toMatchObject({ code: 'invalid' })

  expect(
    await leadPosts(admin, {
      posts: [
        { path: dogs.path, slug: made.slug },
        { path: moved.path, slug: 'nothing-here' },
      ],
    }),
  ).toMatchObject({
    added: 1,
    faults: [{ line: 2, message: 'nothing is at /articles/nothing-here' }],
  })
  expect(await findRedirect('/2021/06/two-dogs', '')).toEqual({ status: 301, location: '/articles/two-dogs' })
  expect(await leadPosts(admin, { posts: [{ path: dogs.path, slug: made.slug }] })).toMatchObject({ added: 0, same: 1 })
})

const parts = (posts: PostInput[]) => posts as [PostInput, PostInput, ...PostInput[]]
const postsOf = async (admin: Actor, items: string) =>
  parts((await readExport(admin, { text: `<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>${items}</channel></rss>` })).posts)

test('two posts without letters for an address are two lists, each known again by itself and led to by its own old address', async () => {
  const admin = await makeActor('admin')
  const [tokyo, osaka] = await postsOf(admin, item('東京', body, encodeURIComponent('東京')) + item('大阪', body, encodeURIComponent('大阪')))
  const [first, second] = [await bringInPost(admin, tokyo), await bringInPost(admin, osaka)]
  expect([first, second]).toMatchObject([
    { slug: 'untitled', wasThere: false },
    { slug: 'untitled-2', wasThere: false },
  ])
  expect((await read.article.findMany({ orderBy: { slug: 'asc' } })).map(({ title }) => title)).toEqual(['東京', '大阪'])
  const moved = await makeActor('owner')
  await changeSlug(moved, { articleId: second.id, slug: 'osaka' })
  expect(await bringInPost(admin, osaka)).toEqual({ id: second.id, slug: 'osaka', wasThere: true })
  expect(await bringInPost(admin, tokyo)).toEqual({ ...first, wasThere: true })
})

test('a post whose address another list has is another list', async () => {
  const admin = await makeActor('admin')
  const { id: foreign } = await createArticle(admin, { title: 'Two dogs' })
  const [dogs] = await postsOf(admin, item('Two dogs', body, 'two-dogs'))
  const made = await bringInPost(admin, dogs)
  expect(made).toMatchObject({ slug: 'two-dogs-2', wasThere: false })
  expect(made.id).not.toBe(foreign)
})

test('a post whose list is in the trash is refused, and no old address leads there', async () => {
  const admin = await makeActor('admin')
  const [dogs] = await postsOf(admin, item('Two dogs', body, 'two-dogs'))
  const { id, slug } = await bringInPost(admin, dogs)
  await trashList(admin, { id })
  await expect(bringInPost(admin, dogs)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('in the trash') })
  expect(await leadPosts(admin, { posts: [{ path: dogs.path, slug }] })).toMatchObject({ added: 0, faults: [{ message: 'nothing is at /articles/two-dogs' }] })
  await deleteArticle(admin, { articleId: id })
  expect(await bringInPost(admin, dogs)).toEqual({ id, slug, wasThere: false })
})

const saveGroup = (actor: Actor, name: string, description: string) =>
  saveRecord(actor, { id: null, ...recordInput.parse({ kind: 'group', name, slug: name.toLowerCase(), description }) })

test('a record in the trash is taken out as it is, and one that was made meanwhile is not written over', async () => {
  const admin = await makeActor('admin')
  const [dogs, more] = await postsOf(admin, item('Two dogs', body, 'two-dogs') + item('More', body.replaceAll('BIGBANG', 'Rockets'), 'more'))
  const { id } = await saveGroup(admin, 'BIGBANG', 'Five men')
  await trashRecord(admin, { id })
  await bringInPost(admin, dogs)
  expect(await read.record.findUniqueOrThrow({ where: { id } })).toMatchObject({ description: 'Five men', trashedAt: null })
  expect(await read.record.count({ where: { name: 'BIGBANG' } })).toBe(1)

  vi.mocked(inThread).mockImplementationOnce(async (_, work) => {
    const value = await postIn(work as Parameters<typeof postIn>[0])
    await saveGroup(admin, 'Rockets', 'Made meanwhile')
    return { value }
  })
  await expect(bringInPost(admin, more)).rejects.toMatchObject({ code: 'conflict' })
  expect(await read.record.findFirst({ where: { name: 'Rockets' } })).toMatchObject({ description: 'Made meanwhile' })
  expect(await bringInPost(admin, more)).toMatchObject({ slug: 'more', wasThere: false })
  expect(await read.record.count({ where: { name: 'Rockets' } })).toBe(1)
})

test('it is for admins, and what is no export is said to be none', async () => {
  const [admin, editor] = [await makeActor('admin'), await makeActor('editor')]
  await expect(readExport(admin, { text: '{"posts":1}' })).rejects.toMatchObject({
    code: 'invalid',
    fields: { text: expect.stringContaining('no export of Ghost') },
  })
  await expect(readExport(editor, { text: wordpress })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(leadPosts(editor, { posts: [{ path: '/x', slug: 'y' }] })).rejects.toMatchObject({ code: 'forbidden' })
})
