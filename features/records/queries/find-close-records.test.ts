import { expect, test } from 'vitest'
import { read, write } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { guest, makeActor } from '@/tests/factories/writers'
import { saveRecord } from '../commands/save-record'
import { recordInput, type RecordInput, type RecordKind } from '../schema'
import { findCloseForWriter } from './find-close-for-writer'
import { findCloseRecords } from './find-close-records'

useDatabase()

const record = (kind: RecordKind, name: string, slug: string, rest: Partial<RecordInput> = {}) => ({
  id: null,
  ...recordInput.parse({ kind, name, slug }),
  ...rest,
})
const korean = (name: string) => ({ name, lang: 'ko', alias: false })
const alias = (name: string) => ({ name, lang: 'en', alias: true })
const close = async (kind: RecordKind, ...names: string[]) =>
  (await findCloseRecords(read, { kind, names })).map(({ name, as }) => (as ? `${name} (${as})` : name))

test('a record that is there under nearly the same name is found, by all of its names', async () => {
  const editor = await makeActor('editor')
  const { id: group } = await saveRecord(editor, record('group', 'BIGBANG', 'bigbang', { names: [korean('빅뱅')] }))
  await saveRecord(editor, record('person', 'G-Dragon', 'g-dragon', { parentId: group, names: [korean('지드래곤'), alias('Kwon Ji-yong')] }))
  await saveRecord(editor, record('person', 'Park Seo-joon', 'park-seo-joon'))
  await saveRecord(editor, record('song', 'Blue', 'blue'))
  await saveRecord(editor, record('place', 'Blue', 'blue'))
  await saveRecord(editor, record('song', 'Track 1', 'track-1'))
  await saveRecord(editor, record('group', '2NE1', '2ne1'))

  for (const name of ['BigBangg', 'Big Bang', 'BIG-BANG', 'Bigbng', 'ＢＩＧＢＡＮＧ']) expect(await close('group', name), name).toEqual(['BIGBANG'])
  for (const name of ['G Dragon', 'GDragon', 'G-Draogn', '지드레곤', '쥐드래곤']) expect(await close('person', name), name).toEqual(['G-Dragon'])
  expect(await close('person', 'Somebody else', '지 드래곤')).toEqual(['G-Dragon'])
  expect(await close('person', 'Kwon Jiyong')).toEqual(['G-Dragon (Kwon Ji-yong)'])
  expect(await close('person', 'Seo-joon Park')).toEqual(['Park Seo-joon'])
  // Another kind: people and groups are confused; else only the very same name is told.
  expect(await close('person', 'Big Bang')).toEqual(['BIGBANG'])
  expect(await close('song', 'Big Bang')).toEqual(['BIGBANG'])
  expect(await close('song', 'Bigbangg')).toEqual([])
  expect((await findCloseRecords(read, { kind: 'place', names: ['blue'] })).map(({ kind }) => kind)).toEqual(['place', 'song'])
  // A video is called as its song.
  expect((await findCloseRecords(read, { kind: 'video', names: ['Blue'] })).map(({ kind }) => kind)).toEqual(['place'])
  // Other numbers are other names, and a part of a name is none.
  for (const [kind, name] of [
    ['song', 'Track 2'],
    ['group', '2NE2'],
    ['group', 'Bang'],
    ['group', 'GOT7'],
    ['person', ''],
    ['person', '💜'],
  ] as const)
    // prettier-ignore
    expect(await close(kind, name), name).toEqual([])
})

test('what is in the trash is not told, readers may not ask', async () => {
  const editor = await makeActor('editor')
  const { id: trashed } = await saveRecord(editor, record('person', 'Taeyang', 'taeyang'))
  await saveRecord(editor, record('person', 'Teyang', 'teyang'))
  await saveRecord(editor, record('person', 'Taiyang', 'taiyang'))
  await write((tx) => tx.record.update({ where: { id: trashed }, data: { trashedAt: new Date() } }))
  expect((await close('person', 'Taeyang')).sort()).toEqual(['Taiyang', 'Teyang'])
  await expect(findCloseForWriter(guest, { kind: 'person', names: ['Taeyang'] })).rejects.toMatchObject({ code: 'forbidden' })
  expect(await findCloseForWriter(await makeActor('author'), { kind: 'person', names: ['Taeyang'] })).toHaveLength(2)
})
