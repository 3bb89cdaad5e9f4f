import { expect, test } from 'vitest'
import { readDocument } from '@/features/articles/document/read-document'
import { entriesOf } from '@/features/articles/schema'
import { setAuthors } from '@/features/articles/commands/set-authors'
import { setSeries } from '@/features/articles/commands/set-series'
import { saveSeries } from '@/features/articles/commands/save-series'
import { draftOf, makeDocument, makeEntry, makeList, makePublished, republish } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { read, write } from '@/platform/db'
import { slugify } from '@/platform/text/slugify'
import { listForStudio } from '../queries/studio-list'
import type { ListChange } from '../schema'
import { changeLists } from './change-lists'

useDatabase()

const makeSeries = async (title: string) => {
  const { id } = await saveSeries(await makeActor('editor'), { id: null, slug: slugify(title), title, description: '', base: {} })
  return id
}
const place = { seriesId: null, position: null }
const inSeries = (seriesId: string): ListChange => ({ do: 'series', seriesId, position: null, base: place })
const articleOf = (id: string) => read.article.findUniqueOrThrow({ where: { id }, include: { authors: { orderBy: { position: 'asc' } } } })

test('each list is changed by itself: what is refused of one is told of it, and the others are done', async () => {
  const [author, stranger] = [await makeActor('author', 'Anna'), await makeActor('author', 'Ben')]
  const own = await makeList(author, makeDocument('Own', [makeEntry('One')]))
  const other = await makeList(stranger, makeDocument('Not mine', []))
  const seriesId = await makeSeries('Abroad')
  const outcomes = await changeLists(author, { changes: [other, own].map(({ articleId: id }) => ({ id, change: inSeries(seriesId) })) })
  expect(outcomes).toEqual([
    { id: other.articleId, refused: 'There is no such list, or it is not yours', made: null },
    { id: own.articleId, refused: null, made: null },
  ])
  expect((await articleOf(own.articleId)).seriesId).toBe(seriesId)
  expect((await articleOf(other.articleId)).seriesId).toBeNull()
  expect((await listForStudio(author, { state: null, search: '', page: 1, series: seriesId })).rows.map(({ id }) => id)).toEqual([own.articleId])
  expect((await listForStudio(author, { state: null, search: 'own', page: 1, series: seriesId, author: author.authorId })).total).toBe(1)
  expect((await listForStudio(author, { state: null, search: '', page: 1, author: stranger.authorId })).total).toBe(0)
  await expect(changeLists(guest, { changes: [{ id: own.articleId, change: { do: 'trash' } }] })).rejects.toMatchObject({ code: 'unauthorized' })
  await expect(changeLists(await makeActor('reader'), { changes: [{ id: own.articleId, change: { do: 'trash' } }] })).rejects.toMatchObject({
    code: 'forbidden',
  })
})

test('publishes what was seen, says why not by the list, and goes to the trash and back', async () => {
  const editor = await makeActor('editor')
  const [whole, stale, live] = [
    await makeList(editor, makeDocument('Whole', [makeEntry('One')])),
    await makeList(editor, makeDocument('Stale', [makeEntry('One')])),
    await makePublished(editor, makeDocument('Live', [makeEntry('One')])),
  ]
  const empty = await makeList(editor, makeDocument('Empty', [makeEntry('', { slug: 'x' })]))
  const { currentEditionId } = await articleOf(live.articleId)
  const publish = (list: { articleId: string }, version: number, edition: string | null = null) => ({
    id: list.articleId,
    change: { do: 'publish', version, live: edition, waiting: null } as const,
  })
  const said = await changeLists(editor, {
    changes: [publish(whole, whole.version), publish(stale, stale.version - 1), publish(live, live.version, currentEditionId), publish(empty, empty.version)],
  })
  expect(said.map(({ refused }) => refused)).toEqual([
    null,
    'Somebody saved a newer version of this list',
    'Readers have all of it already',
    expect.stringContaining('heading'),
  ])
  expect((await articleOf(whole.articleId)).state).toBe('published')

  const both = [whole, stale].map(({ articleId: id }) => id)
  expect((await changeLists(editor, { changes: both.map((id) => ({ id, change: { do: 'trash' } as const })) })).map(({ refused }) => refused)).toEqual([
    null,
    null,
  ])
  // Who put it there may take it back; another one's Undo would not know of it.
  expect((await changeLists(editor, { changes: [{ id: both[0]!, change: { do: 'trash' } }] }))[0]!.refused).toBe('It is in the trash already')
  const [refused] = await changeLists(editor, { changes: [{ id: both[0]!, change: { do: 'unpublish' } }] })
  expect(refused!.refused).toBe('This list is in the trash. Restore it first')
  await changeLists(editor, { changes: both.map((id) => ({ id, change: { do: 'restore' } as const })) })
  expect(await articleOf(both[0]!)).toMatchObject({ trashedAt: null, state: 'unpublished' })
  expect((await changeLists(editor, { changes: [{ id: live.articleId, change: { do: 'unpublish' } }] }))[0]!.refused).toBeNull()
})

test('an author whom the site lets publish nothing alone is told so of each list', async () => {
  await write((tx) => tx.setting.create({ data: { name: 'authors-publish-alone', value: false } }))
  const author = await makeActor('author')
  const list = await makeList(author, makeDocument('Own', [makeEntry('One')]))
  const [said] = await changeLists(author, { changes: [{ id: list.articleId, change: { do: 'publish', version: list.version, live: null, waiting: null } }] })
  expect(said!.refused).toContain('ask for a review')
})

test('a copy is a draft of its own: its entries, its names that one may sign with, its series without the number', async () => {
  const [editor, author] = [await makeActor('editor', 'Eve'), await makeActor('author', 'Anna')]
  const [entry, inPart] = [makeEntry('One', { body: 'Words' }), makeEntry('Two')]
  const sections = [{ id: 'london00', heading: 'London', body: '', place: null, entries: [inPart], sections: [] }]
  const waived = [{ check: 'no-video' as const, at: entry.id, of: '', reason: 'None is there', by: 'Anna', when: '2026-01-01T00:00:00.000Z' }]
  const list = await makePublished(author, makeDocument('First', [entry], { sections }))
  await republish(author, list.articleId, makeDocument('First', [entry], { sections, waived }))
  const seriesId = await makeSeries('Abroad')
  await setSeries(editor, { articleId: list.articleId, seriesId, position: 4 })
  await setAuthors(editor, { articleId: list.articleId, authorIds: [author.authorId, editor.authorId] })
  const [said] = await changeLists(author, { changes: [{ id: list.articleId, change: { do: 'duplicate' } }] })
  const copy = await articleOf(said!.made!)
  expect(copy).toMatchObject({ title: 'Copy of First', state: 'draft', entryCount: 2, seriesId, seriesPosition: null, createdById: author.account.id })
  // Eve’s name is hers to give.
  expect(copy.authors.map(({ authorId }) => authorId)).toEqual([author.authorId])
  const document = readDocument((await draftOf(copy.id)).document)
  const copied = entriesOf(document).map((one) => one.entry)
  expect(copied).toMatchObject([{ heading: 'One', body: 'Words', slug: 'one' }, { heading: 'Two' }])
  expect(copied.some(({ id }) => id === entry.id || id === inPart.id)).toBe(false)
  expect(document.waived).toEqual([{ ...waived[0], at: copied[0]!.id }])
  const version = (await draftOf(copy.id)).version
  expect((await changeLists(author, { changes: [{ id: copy.id, change: { do: 'publish', version, live: null, waiting: null } }] }))[0]!.refused).toBeNull()
})
