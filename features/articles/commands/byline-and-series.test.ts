import { expect, test } from 'vitest'
import { makeDocument, makeList } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { useDatabase } from '@/tests/support/database'
import { maxAuthors } from '../schema'
import { saveAuthor } from './save-author'
import { saveSeries } from './save-series'
import { setAuthors } from './set-authors'
import { setSeries } from './set-series'

useDatabase()

test('two who change the names under a list each change what they saw: nobody’s change is undone', async () => {
  const [one, two, three, editor] = await Promise.all([makeActor('author'), makeActor('author'), makeActor('author'), makeActor('editor')])
  const { articleId } = await makeList(editor, makeDocument('List', []))
  const authorIds = async () =>
    (await read.articleAuthor.findMany({ where: { articleId }, orderBy: { position: 'asc' }, select: { authorId: true } })).map(({ authorId }) => authorId)
  const base = [one.authorId, two.authorId]
  await setAuthors(editor, { articleId, authorIds: base })
  // One adds a name while another takes one away.
  expect(await setAuthors(editor, { articleId, base, authorIds: [...base, three.authorId] })).toEqual([...base, three.authorId])
  expect(await setAuthors(editor, { articleId, base, authorIds: [two.authorId] })).toEqual([two.authorId, three.authorId])
  expect(await authorIds()).toEqual([two.authorId, three.authorId])
  // Done by both, or done already, it is done once.
  expect(await setAuthors(editor, { articleId, base, authorIds: [two.authorId, three.authorId] })).toEqual([two.authorId, three.authorId])
  // Whoever saw what is there sets the order too.
  const seen = [two.authorId, three.authorId]
  expect(await setAuthors(editor, { articleId, base: seen, authorIds: seen.toReversed() })).toEqual(seen.toReversed())
})

test('two who add names at one moment get no more than fit, and whoever has more can take some away', async () => {
  const editor = await makeActor('editor')
  const { articleId } = await makeList(editor, makeDocument('List', []))
  const ids = Array.from({ length: maxAuthors + 2 }, () => newId())
  await write((tx) => tx.author.createMany({ data: ids.map((id) => ({ id, slug: id, name: `Name ${id}` })) }))
  const full = ids.slice(0, maxAuthors)
  await setAuthors(editor, { articleId, authorIds: full.slice(1) })
  await setAuthors(editor, { articleId, base: full.slice(1), authorIds: full })
  await expect(setAuthors(editor, { articleId, base: full.slice(1), authorIds: [...full.slice(1), ids.at(-1)!] })).rejects.toMatchObject({
    fields: { authors: expect.any(String) },
  })
  await write((tx) => tx.articleAuthor.createMany({ data: ids.slice(maxAuthors).map((authorId, at) => ({ articleId, authorId, position: 50 + at })) }))
  expect(await setAuthors(editor, { articleId, base: ids, authorIds: ids.slice(1) })).toHaveLength(maxAuthors + 1)
})

test('a place in a series is not set over one that was not seen', async () => {
  const editor = await makeActor('editor')
  const { articleId } = await makeList(editor, makeDocument('List', []))
  const { id: seriesId } = await saveSeries(editor, { id: null, slug: 'flashback', title: 'Flashback', description: '' })
  const base = { seriesId: null, position: null }
  const place = async () => read.article.findUniqueOrThrow({ where: { id: articleId }, select: { seriesId: true, seriesPosition: true } })
  await setSeries(editor, { articleId, base, seriesId, position: 3 })
  await expect(setSeries(editor, { articleId, base, seriesId, position: 4 })).rejects.toMatchObject({
    code: 'conflict',
    data: { seriesId, position: 3 },
  })
  expect(await place()).toEqual({ seriesId, seriesPosition: 3 })
  // What both wanted is no conflict.
  await setSeries(editor, { articleId, base, seriesId, position: 3 })
  await setSeries(editor, { articleId, base: { seriesId, position: 3 }, seriesId, position: 4 })
  expect(await place()).toEqual({ seriesId, seriesPosition: 4 })
})

test('a stale saving of a series or a byline changes what it changed alone, and what two changed is shown', async () => {
  const editor = await makeActor('editor')
  const series = { slug: 'flashback', title: 'Flashback', description: 'Old songs.' }
  const { id: seriesId } = await saveSeries(editor, { id: null, ...series })
  await saveSeries(editor, { id: seriesId, base: series, ...series, title: 'Flashback Friday' })
  // Others’ fields stay, and come back to whoever had not seen them.
  const merged = await saveSeries(editor, { id: seriesId, base: series, ...series, description: 'Songs of before.' })
  expect(merged.others).toEqual({ title: 'Flashback Friday' })
  const seriesNow = async () => read.series.findUniqueOrThrow({ where: { id: seriesId }, select: { slug: true, title: true, description: true } })
  const both = { slug: 'flashback', title: 'Flashback Friday', description: 'Songs of before.' }
  expect(await seriesNow()).toEqual(both)
  await expect(saveSeries(editor, { id: seriesId, base: series, ...series, title: 'Throwback' })).rejects.toMatchObject({
    code: 'conflict',
    data: { stored: { title: 'Flashback Friday' } },
    fields: { title: expect.any(String) },
  })
  expect(await seriesNow()).toEqual(both)

  const author = { slug: 'hana', name: 'Hana', bio: 'Writes.', accountId: null }
  const { id: authorId } = await saveAuthor(editor, { id: null, ...author })
  await saveAuthor(editor, { id: authorId, base: author, ...author, name: 'Hana Kim' })
  expect((await saveAuthor(editor, { id: authorId, base: author, ...author, bio: 'Writes lists.' })).others).toEqual({ name: 'Hana Kim' })
  await expect(saveAuthor(editor, { id: authorId, base: author, ...author, name: 'Hannah' })).rejects.toMatchObject({
    code: 'conflict',
    data: { stored: { name: 'Hana Kim' } },
    fields: { name: expect.any(String) },
  })
  expect(await read.author.findUniqueOrThrow({ where: { id: authorId }, select: { slug: true, name: true, bio: true, accountId: true } })).toEqual({
    ...author,
    name: 'Hana Kim',
    bio: 'Writes lists.',
  })
})
