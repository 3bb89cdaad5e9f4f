import { expect, test } from 'vitest'
import { read } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { guest, makeActor } from '@/tests/factories/writers'
import { findRecordsByName } from '../queries/find-records-by-name'
import { recordInput, type RecordInput } from '../schema'
import { mergeRecords } from './merge-records'
import { saveRecord } from './save-record'
import { undoMerge } from './undo-merge'

useDatabase()

const record = (kind: RecordInput['kind'], name: string, slug: string, rest: Partial<RecordInput> = {}) => ({
  id: null,
  ...recordInput.parse({ kind, name, slug }),
  ...rest,
})
const found = async (text: string, kinds?: RecordInput['kind'][]) => (await findRecordsByName(read, text, { kinds })).map(({ name }) => name)

test('records are found by any of their names, in any script and spelling', async () => {
  const author = await makeActor('author')
  const korean = (name: string) => ({ name, lang: 'ko', alias: false })
  const { id: bigbang } = await saveRecord(author, record('group', 'BIGBANG', 'bigbang', { names: [korean('빅뱅')] }))
  await saveRecord(
    author,
    record('person', 'G-Dragon', 'g-dragon', { parentId: bigbang, names: [korean('지드래곤'), { name: 'Kwon Ji-yong', lang: 'en', alias: true }] }),
  )
  await saveRecord(author, record('person', 'Rosé', 'rose'))
  await saveRecord(author, record('song', 'Crooked', 'crooked'))
  for (const text of ['G-Dragon', 'gdragon', 'g dragon', 'dragon', '지드래곤', '지드래곤'.normalize('NFD'), '지드ㄹ', '드래곤', 'kwon jiyong', ' G-DRAGON '])
    expect(await found(text), text).toContain('G-Dragon')
  expect(await found('Big Bang')).toEqual(['BIGBANG'])
  expect(await found('rose')).toEqual(['Rosé'])
  expect(await found('rosé')).toEqual(['Rosé'])
  expect(await found('bi', ['group'])).toEqual(['BIGBANG'])
  for (const text of ['빅ㅂ', '빅배', 'ㅂㅂ', 'ㅂ', 'big-bang', 'ＢＩＧ　ＢＡＮＧ', 'bang']) expect(await found(text, ['group']), text).toEqual(['BIGBANG'])
  expect(await found('ㅈㄷㄹㄱ')).toEqual(['G-Dragon'])
  // A part is found from four letters on: shorter ones are in too many names.
  expect(await found('gba')).toEqual([])
  expect(await found('crooked', ['person'])).toEqual([])
  for (const text of ['', '  ', '%', '_', "'", '\u200b', '💜']) expect(await found(text), text).toEqual([])
  expect((await findRecordsByName(read, '지드래곤'))[0]).toMatchObject({ under: 'BIGBANG', original: { name: '지드래곤', lang: 'ko' } })
})

test('the main name is compared as the others are', async () => {
  const editor = await makeActor('editor')
  await saveRecord(editor, record('group', '빅뱅'.normalize('NFD'), 'bigbang-nfd'))
  await saveRecord(editor, record('person', 'Røyksopp', 'r-yksopp'))
  await saveRecord(editor, record('person', 'ＫＡＲＡ', 'kara'))
  for (const text of ['빅뱅', '빅ㅂ', 'ㅂㅂ']) expect(await found(text), text).toEqual(['빅뱅'.normalize('NFD')])
  for (const text of ['royksopp', 'Røyk']) expect(await found(text), text).toEqual(['Røyksopp'])
  expect(await found('kara')).toEqual(['ＫＡＲＡ'])
})

test('a record that is renamed is found by its new name alone', async () => {
  const editor = await makeActor('editor')
  const { id } = await saveRecord(editor, record('person', 'Before', 'before'))
  await saveRecord(editor, { ...record('person', 'After', 'after'), id })
  expect(await found('before')).toEqual([])
  expect(await found('after')).toEqual(['After'])
})

test('the whole name comes before its beginning, and that before a part', async () => {
  const editor = await makeActor('editor')
  for (const [name, slug] of [
    ['Lonely Night', 'lonely-night'],
    ['So Lonely', 'so-lonely'],
    ['Lonely', 'lonely'],
  ] as const)
    await saveRecord(editor, record('song', name, slug))
  expect(await found('lonely')).toEqual(['Lonely', 'Lonely Night', 'So Lonely'])
})

test('a record is renamed with its address, and keeps its kind', async () => {
  const author = await makeActor('author')
  const { id } = await saveRecord(author, record('place', 'Seoul', 'seoul'))
  await saveRecord(author, { ...record('place', 'Seoul City', 'seoul-city'), id })
  expect(await read.redirect.findUniqueOrThrow({ where: { path: '/places/seoul' } })).toMatchObject({ recordId: id })
  expect(await read.event.findFirstOrThrow({ orderBy: { id: 'desc' } })).toMatchObject({ type: 'record.saved', tags: [`record:${id}`, 'records:place'] })
  await expect(saveRecord(author, record('place', 'Other', 'seoul'))).rejects.toMatchObject({ fields: { slug: expect.stringContaining('still leads') } })
  await expect(saveRecord(author, record('place', 'Other', 'seoul-city'))).rejects.toMatchObject({ fields: { slug: expect.stringContaining('Seoul City') } })
  await expect(saveRecord(author, { ...record('person', 'Seoul', 'x'), id })).rejects.toMatchObject({ fields: { kind: expect.any(String) } })
  await saveRecord(author, { ...record('place', 'Seoul', 'seoul'), id })
  expect(await read.redirect.findMany()).toMatchObject([{ path: '/places/seoul-city' }])
})

test('no record stands under itself; readers and guests keep none', async () => {
  const author = await makeActor('author')
  const { id: country } = await saveRecord(author, record('place', 'Korea', 'korea'))
  const { id: city } = await saveRecord(author, record('place', 'Seoul', 'seoul', { parentId: country }))
  await expect(saveRecord(author, { ...record('place', 'Korea', 'korea', { parentId: city }), id: country })).rejects.toMatchObject({
    fields: { parentId: expect.any(String) },
  })
  await expect(saveRecord(await makeActor('reader'), record('place', 'No', 'no'))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(saveRecord(guest, record('place', 'No', 'no'))).rejects.toMatchObject({ code: 'unauthorized' })
})

test('a parent that was merged while a form was filled in is the one that it leads to', async () => {
  const editor = await makeActor('editor')
  const save = async (...args: Parameters<typeof record>) => (await saveRecord(editor, record(...args))).id
  const [label, house] = [await save('group', 'Label', 'label'), await save('group', 'House', 'house')]
  const under = await save('group', 'Under', 'under', { parentId: label })
  const free = await save('group', 'Free', 'free')
  const merge = await mergeRecords(editor, { from: label, into: house })
  const parentOf = async (id: string) => (await read.record.findUniqueOrThrow({ where: { id } })).parentId

  // Chosen before the merge: for a new record, and for one that is there.
  const fresh = await saveRecord(editor, record('group', 'New', 'new', { parentId: label }))
  expect([await parentOf(fresh.id), fresh.others]).toEqual([house, null])
  const { id: _, ...seen } = record('group', 'Free', 'free')
  const chosen = await saveRecord(editor, { ...seen, parentId: label, base: seen, id: free })
  expect([await parentOf(free), chosen.others]).toMatchObject([house, { parentId: house, parent: { id: house, name: 'House' } }])

  // Left alone, and taken away.
  const { id: _under, ...before } = record('group', 'Under', 'under', { parentId: label })
  await saveRecord(editor, { ...before, description: 'A unit.', base: before, id: under })
  expect(await read.record.findUniqueOrThrow({ where: { id: under } })).toMatchObject({ parentId: house, description: 'A unit.' })
  await saveRecord(editor, { ...before, description: 'A unit.', parentId: null, base: { ...before, description: 'A unit.' }, id: under })
  expect(await parentOf(under)).toBeNull()

  // It was merged into the very one that the form is of.
  await undoMerge(editor, { id: merge.id })
  const inner = await save('group', 'Inner', 'inner', { parentId: house })
  await mergeRecords(editor, { from: house, into: inner })
  const { id: _inner, ...stale } = record('group', 'Inner', 'inner', { parentId: house })
  await saveRecord(editor, { ...stale, description: 'Was inside.', base: stale, id: inner })
  expect(await read.record.findUniqueOrThrow({ where: { id: inner } })).toMatchObject({ parentId: null, description: 'Was inside.' })
})
