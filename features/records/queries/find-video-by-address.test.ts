import { expect, test } from 'vitest'
import { read } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { makeActor } from '@/tests/factories/writers'
import { saveRecord } from '../commands/save-record'
import { recordInput } from '../schema'
import { findRecordsByName } from './find-records-by-name'

useDatabase()

test('a video is found by its address in any form, and only that one', async () => {
  const editor = await makeActor('editor')
  const make = async (slug: string, url: string) => (await saveRecord(editor, { ...recordInput.parse({ kind: 'video', slug, name: slug, url }), id: null })).id
  const [one, other, vimeo] = [
    await make('alone', 'https://youtu.be/E0ZHXVp_wUE?si=abc'),
    await make('touch', 'https://www.youtube.com/watch?v=E0ZHXVp_wUF'),
    await make('on-vimeo', 'https://vimeo.com/76979871'),
  ]
  const found = async (text: string, kinds: ('video' | 'song')[] = ['video']) => (await findRecordsByName(read, text, { kinds })).map(({ id }) => id)
  for (const text of ['https://www.youtube.com/watch?v=E0ZHXVp_wUE', 'youtube.com/shorts/E0ZHXVp_wUE', ' https://m.youtube.com/watch?list=x&v=E0ZHXVp_wUE '])
    expect(await found(text)).toEqual([one])
  expect(await found('youtu.be/E0ZHXVp_wUF')).toEqual([other])
  expect(await found('https://player.vimeo.com/video/76979871')).toEqual([vimeo])
  expect(await found('https://youtu.be/AAAAAAAAAAA')).toEqual([])
  expect(await found('alone')).toEqual([one])
  expect(await found('https://youtu.be/E0ZHXVp_wUE', ['song'])).toEqual([])
})
