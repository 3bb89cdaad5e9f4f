import { expect, test } from 'vitest'
import { read } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { draftOf, makeDocument, makeEntry, makeList, makePublished } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { createArticle } from './create-article'
import { deleteArticle } from './delete-article'
import { publishArticle } from './publish-article'
import { saveDraft } from './save-draft'
import { setSeries } from './set-series'
import { saveAuthor } from './save-author'
import { saveSeries } from './save-series'
import { submitArticle } from './submit-article'

useDatabase()

test('a stale save changes nothing, and its refusal holds the newer document', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const { articleId, version, document } = await makeList(author, makeDocument('List', [makeEntry('One')]))
  const theirs = { ...document, title: 'Theirs' }
  await saveDraft(editor, { articleId, version, document: theirs })
  const stale = saveDraft(author, { articleId, version, document: { ...document, title: 'Mine' } })
  await expect(stale).rejects.toMatchObject({ code: 'conflict', status: 409, data: { version: version + 1, document: theirs } })
  expect(await draftOf(articleId)).toMatchObject({ version: version + 1, document: theirs })
  expect(await read.article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ title: 'Theirs' })
})

test('of two saves at one moment one is kept and the other is told', async () => {
  const editor = await makeActor('editor')
  const { articleId, version, document } = await makeList(editor, makeDocument('List', []))
  const saves = await Promise.allSettled(['A', 'B', 'C'].map((title) => saveDraft(editor, { articleId, version, document: { ...document, title } })))
  expect(saves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect(await draftOf(articleId)).toMatchObject({ version: version + 1 })
})

test('a save that is sent again is the same save', async () => {
  const editor = await makeActor('editor')
  const { articleId, version, document } = await makeList(editor, makeDocument('List', []))
  const changed = { ...document, intro: 'Words' }
  const once = await saveDraft(editor, { articleId, version, document: changed })
  expect(await saveDraft(editor, { articleId, version, document: changed })).toEqual(once)
})

test('a half-written draft is saved as it is, and told at its places when it is published', async () => {
  const author = await makeActor('author')
  const { articleId, version } = await makeList(author, makeDocument('List', []))
  const entries = [makeEntry(''), makeEntry('x'.repeat(300), { slug: 'same' }), makeEntry('Two', { slug: 'same' })]
  const document = makeDocument('y'.repeat(300), entries)
  const saved = await saveDraft(author, { articleId, version, document })
  expect((await draftOf(articleId)).document).toEqual(document)
  await expect(publishArticle(author, { articleId, version: saved.version })).rejects.toMatchObject({
    code: 'invalid',
    fields: { title: 'At most 200 characters', 'entries.0.heading': 'Give this entry a heading', 'entries.2.slug': 'Two entries have the address “same”' },
    data: expect.arrayContaining([{ path: ['entries', 1, 'heading'], message: 'At most 200 characters' }]),
  })
})

test('saving does not change what readers see', async () => {
  const editor = await makeActor('editor')
  const { articleId, version, document } = await makePublished(editor, makeDocument('List', [makeEntry('One')]))
  await saveDraft(editor, { articleId, version, document: { ...document, title: 'Other', entries: [] } })
  const article = await read.article.findUniqueOrThrow({ where: { id: articleId }, include: { currentEdition: true } })
  expect(article).toMatchObject({ title: 'List', entryCount: 1, currentEdition: { document: { title: 'List' } } })
})

test('strangers find nothing, readers and guests may not write', async () => {
  const [author, stranger, reader] = [await makeActor('author'), await makeActor('author'), await makeActor('reader')]
  const { articleId, version, document } = await makeList(author, makeDocument('List', []))
  const save = { articleId, version, document: { ...document, title: 'Taken' } }
  await expect(saveDraft(stranger, save)).rejects.toMatchObject({ code: 'not_found' })
  await expect(saveDraft(reader, save)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(saveDraft(guest, save)).rejects.toMatchObject({ code: 'unauthorized' })
  await expect(createArticle(reader, { title: 'No' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(deleteArticle(stranger, { articleId })).rejects.toMatchObject({ code: 'not_found' })
})

test('new lists have addresses of their own, and are signed with their writer’s author', async () => {
  const author = await makeActor('author')
  const slugs = []
  for (const title of ['Best MVs', 'Best MVs!', '지드래곤', '💜']) slugs.push((await createArticle(author, { title })).slug)
  expect(slugs).toEqual(['best-mvs', 'best-mvs-2', 'jideuraegon', 'list'])
  expect(await read.articleAuthor.count({ where: { authorId: author.authorId } })).toBe(4)
})

test('a draft that nobody saw can be deleted, a published list cannot', async () => {
  const author = await makeActor('author')
  const draft = await makeList(author, makeDocument('Draft', []))
  await submitArticle(author, { articleId: draft.articleId, review: true })
  expect(await read.article.findUniqueOrThrow({ where: { id: draft.articleId } })).toMatchObject({ state: 'review' })
  await deleteArticle(author, draft)
  expect(await read.article.count()).toBe(0)
  const live = await makePublished(author, makeDocument('Live', [makeEntry('One')]))
  await expect(deleteArticle(author, live)).rejects.toMatchObject({ code: 'conflict' })
  await expect(submitArticle(author, { articleId: live.articleId, review: true })).rejects.toMatchObject({ code: 'conflict' })
})

test('series and authors: who may, and whose address it is', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const { id: seriesId } = await saveSeries(author, { id: null, slug: 'flashback', title: 'Flashback', description: '' })
  await expect(saveSeries(author, { id: seriesId, slug: 'flashback', title: 'Mine', description: '' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(saveSeries(editor, { id: null, slug: 'flashback', title: 'Other', description: '' })).rejects.toMatchObject({
    fields: { slug: expect.any(String) },
  })
  const { articleId } = await makePublished(author, makeDocument('List', [makeEntry('One')]))
  await setSeries(author, { articleId, seriesId, position: 3 })
  expect(await read.article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ seriesId, seriesPosition: 3 })
  const event = await read.event.findFirstOrThrow({ orderBy: { id: 'desc' } })
  expect(event.tags).toEqual(expect.arrayContaining([`series:${seriesId}`, `article:${articleId}`]))

  const own = { id: author.authorId, slug: 'me', name: 'Me', bio: '' }
  await saveAuthor(author, { ...own, accountId: author.account.id })
  await expect(saveAuthor(author, { ...own, id: editor.authorId, accountId: null })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(saveAuthor(author, { ...own, id: null, slug: 'other', accountId: null })).rejects.toMatchObject({ code: 'forbidden' })
  await saveAuthor(editor, { id: null, slug: 'guest-writer', name: 'A guest', bio: '', accountId: null })
})
