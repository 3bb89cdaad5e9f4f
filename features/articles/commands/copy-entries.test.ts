import { expect, test } from 'vitest'
import { read } from '@/platform/db'
import { newId } from '@/platform/id'
import { makeDocument, makeEntry, makeList, makePublished, makeRecord, draftOf, republish } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { readDocument } from '../document/read-document'
import { draftBounds, entriesOf } from '../schema'
import { changeDraft } from './change-draft'
import { copyEntries } from './copy-entries'

useDatabase()

const entriesIn = async (articleId: string) => entriesOf(readDocument((await draftOf(articleId)).document)).map(({ entry }) => entry)

test('copies words, credits and video to the end of another draft, under new ids and free addresses; readers see nothing of it', async () => {
  const author = await makeActor('author')
  const [singer, video] = [await makeRecord('person', 'Singer'), await makeRecord('video', 'Video')]
  const crooked = makeEntry('Crooked', { subheading: 'Sub', body: 'Words', credits: [{ role: 'artist', subject: singer }], video })
  const lonely = makeEntry('Lonely')
  const from = await makeList(author, makeDocument('From', [makeEntry('Other'), crooked, lonely]))
  const there = makeEntry('Crooked')
  const section = { id: 'london00', heading: 'London', body: '', place: null, entries: [makeEntry('Last')], sections: [] }
  const to = await makePublished(author, makeDocument('To', [there], { sections: [section] }))
  // An address that an entry had, and gave up, stays its own.
  await republish(author, to.articleId, makeDocument('To', [], { sections: [section] }))

  const before = await draftOf(to.articleId)
  expect(await copyEntries(author, { from: from.articleId, to: to.articleId, entries: [lonely.id, crooked.id], once: newId() })).toEqual({
    id: to.articleId,
    title: 'To',
    copied: 2,
  })
  const [last, ...copies] = await entriesIn(to.articleId)
  expect(last!.heading).toBe('Last')
  expect(copies).toEqual([
    { ...crooked, id: expect.any(String), slug: 'crooked-2' },
    { ...lonely, id: expect.any(String) },
  ])
  expect(copies.some(({ id }) => id === crooked.id || id === lonely.id)).toBe(false)
  expect(readDocument((await draftOf(to.articleId)).document).sections[0]!.entries).toHaveLength(3)
  expect(await entriesIn(from.articleId)).toHaveLength(3)
  expect(await read.entry.count({ where: { articleId: to.articleId, heading: 'Lonely' } })).toBe(0)

  // One operation: who has that list open gets it, and its inverse takes the copies out again.
  const { log } = await changeDraft(author, { id: to.articleId, base: before.version, operations: [] })
  expect(log).toMatchObject([{ changes: [{ do: 'insert' }, { do: 'insert' }] }])
  const row = await read.draftOperation.findFirstOrThrow({ where: { articleId: to.articleId }, orderBy: { version: 'desc' } })
  expect(row).toMatchObject({ accountId: author.account.id, inverse: [{ do: 'remove' }, { do: 'remove' }] })
})

test('is for who may edit both lists, and copies nothing when an entry is gone', async () => {
  const [author, stranger, reader] = [await makeActor('author'), await makeActor('author'), await makeActor('reader')]
  const entry = makeEntry('One')
  const own = await makeList(author, makeDocument('Own', [entry]))
  const other = await makeList(stranger, makeDocument('Not mine', []))
  const input = { from: own.articleId, to: other.articleId, entries: [entry.id], once: newId() }
  await expect(copyEntries(author, input)).rejects.toMatchObject({ code: 'not_found' })
  await expect(copyEntries(stranger, input)).rejects.toMatchObject({ code: 'not_found' })
  await expect(copyEntries(reader, input)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(copyEntries(guest, input)).rejects.toMatchObject({ code: 'unauthorized' })
  await expect(copyEntries(author, { ...input, to: own.articleId })).rejects.toMatchObject({ code: 'conflict' })
  const second = await makeList(author, makeDocument('Second', []))
  await expect(copyEntries(author, { ...input, to: second.articleId, entries: [entry.id, 'gone'] })).rejects.toMatchObject({ code: 'not_found' })
  expect([await entriesIn(other.articleId), await entriesIn(second.articleId)]).toEqual([[], []])
})

test('is done once however often it is sent, also at once, when the first answer is lost', async () => {
  const author = await makeActor('author')
  const [one, two] = [makeEntry('One'), makeEntry('Two')]
  const from = await makeList(author, makeDocument('From', [one, two]))
  const [to, third] = [await makeList(author, makeDocument('To', [])), await makeList(author, makeDocument('Third', []))]
  const input = { from: from.articleId, to: to.articleId, entries: [one.id, two.id], once: newId() }
  const first = await copyEntries(author, input)
  expect(first).toEqual({ id: to.articleId, title: 'To', copied: 2 })
  expect(await Promise.all([copyEntries(author, input), copyEntries(author, input)])).toEqual([first, first])
  // What was copied may be gone from there by then.
  await republish(author, from.articleId, makeDocument('From', [makeEntry('Three')]))
  expect(await copyEntries(author, input)).toEqual(first)
  expect((await entriesIn(to.articleId)).map(({ heading }) => heading)).toEqual(['One', 'Two'])
  // Into another list, or as another act, it is another copy.
  await expect(copyEntries(author, { ...input, to: third.articleId })).rejects.toMatchObject({ code: 'not_found' })
  await expect(copyEntries(author, { ...input, once: newId() })).rejects.toMatchObject({ code: 'not_found' })
})

test('copies nothing into a list that would have more entries than a draft may', async () => {
  const author = await makeActor('author')
  const entry = makeEntry('One')
  const from = await makeList(author, makeDocument('From', [entry]))
  const full = Array.from({ length: draftBounds.maxEntries }, (_, n) => makeEntry(`Song ${n}`))
  const to = await makeList(author, makeDocument('Full', full))
  await expect(copyEntries(author, { from: from.articleId, to: to.articleId, entries: [entry.id], once: newId() })).rejects.toMatchObject({
    message: expect.stringContaining('Nothing was copied'),
  })
  expect(await entriesIn(to.articleId)).toHaveLength(draftBounds.maxEntries)
})
