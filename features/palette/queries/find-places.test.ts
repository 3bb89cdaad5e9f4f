import { expect, test } from 'vitest'
import { saveRecord } from '@/features/records/commands/save-record'
import { saveSeries } from '@/features/articles/commands/save-series'
import { write } from '@/platform/db'
import { fold } from '@/platform/text/fold'
import { makeDocument, makeEntry, makeList, makePublished } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { findPlaces } from './find-places'

useDatabase()

const named = async (...[actor, text]: [Parameters<typeof findPlaces>[0], string]) =>
  (await findPlaces(actor, { text })).map(({ group, name }) => `${group}: ${name}`)
const song = { kind: 'song', description: '', parentId: null, latitude: null, longitude: null, date: null, url: null, id: null } as const

test('writers go to lists of theirs, drafts too, to records by any of their names and to the pages that they may see', async () => {
  const [author, editor, admin] = [await makeActor('author', 'Ari'), await makeActor('editor'), await makeActor('admin')]
  await makePublished(editor, makeDocument('K-pop MVs filmed abroad', [makeEntry('One')]))
  await makeList(author, makeDocument('Quiet nights', []))
  await saveRecord(editor, { ...song, slug: 'haru-haru', name: 'Haru Haru', names: [{ name: '하루하루', lang: 'ko', alias: false }] })
  const { id: seriesId } = await saveSeries(editor, { id: null, slug: 'flashback', title: 'Flashback', description: '' })
  // As the index of words has it.
  await write((tx) => tx.nameForm.create({ data: { kind: 'series', targetId: seriesId, rank: 0, text: fold('Flashback') } }))
  expect(await named(editor, 'kpop mvs')).toEqual(['Lists: K-pop MVs filmed abroad'])
  expect(await named(author, 'kpop mvs')).toEqual([])
  expect(await named(author, 'QUIET')).toEqual(['Lists: Quiet nights'])
  expect(await named(author, '하루')).toEqual(['Records: Haru Haru'])
  expect(await named(author, 'ㅎㄹ')).toEqual(['Records: Haru Haru'])
  expect(await named(author, 'flashb')).toEqual(['Series and authors: Flashback'])
  expect(await named(author, 'sett')).toEqual([])
  expect(await named(admin, 'sett')).toEqual(['Studio: Settings'])
  expect(await named(admin, 'dashboard')).toEqual(['Studio: Today'])
  expect(await named(author, '!?')).toEqual((await findPlaces(author, { text: '' })).map(({ group, name }) => `${group}: ${name}`))
  for (const actor of [guest, await makeActor('reader')]) await expect(findPlaces(actor, { text: '' })).rejects.toMatchObject({ code: 'forbidden' })
})
