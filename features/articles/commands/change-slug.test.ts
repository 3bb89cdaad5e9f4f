import { expect, test } from 'vitest'
import { read } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { makeDocument, makeEntry, makeList, makePublished } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { changeSlug } from './change-slug'
import { createArticle } from './create-article'

useDatabase()

const redirects = async () => (await read.redirect.findMany({ orderBy: { path: 'asc' } })).map(({ path }) => path)

test('old addresses lead to the list, and it may go back to one: no chains, no circles', async () => {
  const editor = await makeActor('editor')
  const { articleId } = await makePublished(editor, makeDocument('A', [makeEntry('One')]))
  await changeSlug(editor, { articleId, slug: 'b' })
  expect(await redirects()).toEqual(['/articles/a'])
  await changeSlug(editor, { articleId, slug: 'a' })
  expect(await redirects()).toEqual(['/articles/b'])
  await changeSlug(editor, { articleId, slug: 'c' })
  await changeSlug(editor, { articleId, slug: 'c' })
  expect(await redirects()).toEqual(['/articles/a', '/articles/b'])
  expect(await read.article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ slug: 'c' })
})

test('an address that is or was another list’s is refused', async () => {
  const editor = await makeActor('editor')
  const first = await makePublished(editor, makeDocument('A', [makeEntry('One')]))
  const second = await makePublished(editor, makeDocument('B', [makeEntry('One')]))
  await expect(changeSlug(editor, { articleId: second.articleId, slug: 'a' })).rejects.toMatchObject({ code: 'conflict', fields: { slug: expect.any(String) } })
  await changeSlug(editor, { articleId: first.articleId, slug: 'c' })
  await expect(changeSlug(editor, { articleId: second.articleId, slug: 'a' })).rejects.toMatchObject({
    fields: { slug: expect.stringContaining('still leads') },
  })
  expect((await createArticle(editor, { title: 'A' })).slug).toBe('a-2')
})

test('a draft moves without a trace; strangers find nothing; of two who want one address one gets it', async () => {
  const [author, stranger] = [await makeActor('author'), await makeActor('author')]
  const one = await makeList(author, makeDocument('One', []))
  const two = await makeList(author, makeDocument('Two', []))
  await changeSlug(author, { articleId: one.articleId, slug: 'uno' })
  expect(await redirects()).toEqual([])
  await expect(changeSlug(stranger, { articleId: one.articleId, slug: 'mine' })).rejects.toMatchObject({ code: 'not_found' })
  const both = await Promise.allSettled([one, two].map(({ articleId }) => changeSlug(author, { articleId, slug: 'same' })))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
})
