import { expect, test } from 'vitest'
import { makeDocument, makeList } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { useDatabase } from '@/tests/support/database'
import { maxAuthors } from '../schema'
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
