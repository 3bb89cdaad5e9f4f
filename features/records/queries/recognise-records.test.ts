import { expect, test } from 'vitest'
import { read } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { makeActor } from '@/tests/factories/writers'
import { saveRecord } from '../commands/save-record'
import { recordInput, type RecordKind } from '../schema'
import { findRecordsByName } from './find-records-by-name'
import { recogniseForWriter, recogniseRecords } from './recognise-records'

useDatabase()

test('names are recognised whole, in any script and spelling, and addresses of videos; what is none or several is left', async () => {
  const editor = await makeActor('editor')
  const make = async (kind: RecordKind, slug: string, name: string, more: object = {}) =>
    (await saveRecord(editor, { ...recordInput.parse({ kind, slug, name, ...more }), id: null })).id
  const bigbang = await make('group', 'bigbang', 'BIGBANG', { names: [{ name: '빅뱅', lang: 'ko' }] })
  const song = await make('song', 'blue', 'Blue')
  await make('person', 'rain', 'Rain')
  await make('person', 'rain-too', 'Rain')
  const video = await make('video', 'alone', 'Alone', { url: 'https://www.youtube.com/watch?v=E0ZHXVp_wUE' })
  const people: RecordKind[] = ['person', 'group']
  const asked: { text: string; kinds: RecordKind[] }[] = [
    { text: 'Big-Bang', kinds: people },
    { text: '빅뱅', kinds: people },
    { text: 'BIGBANG (빅뱅)', kinds: people },
    { text: '빅뱅 (Big Bang)', kinds: people },
    { text: 'Big', kinds: people },
    { text: 'Blue', kinds: people },
    { text: 'blue', kinds: ['song'] },
    { text: 'Rain', kinds: people },
    { text: 'youtu.be/E0ZHXVp_wUE', kinds: ['video'] },
    { text: '?!', kinds: people },
  ]
  expect((await recogniseRecords(read, asked)).map((one) => one?.id ?? null)).toEqual([bigbang, bigbang, bigbang, bigbang, null, null, song, null, video, null])
  const foundBy = async (text: string) => (await findRecordsByName(read, text, { kinds: people })).map(({ id }) => id)
  expect([await foundBy('BIGBANG (빅뱅)'), await foundBy('빅뱅(Big B)'), await foundBy('Nobody (아무도)')]).toEqual([[bigbang], [bigbang], []])
  await expect(recogniseForWriter(await makeActor('reader'), asked)).rejects.toMatchObject({ code: 'forbidden' })
})
