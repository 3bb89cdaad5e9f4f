import { afterAll, expect, test } from 'vitest'
import { setCover } from '@/features/articles/commands/set-cover'
import { mergeRecords } from '@/features/records/commands/merge-records'
import { saveRecord } from '@/features/records/commands/save-record'
import { recordInput } from '@/features/records/schema'
import { close } from '@/platform/db'
import { makeDocument, makeList } from '@/tests/factories/lists'
import { makeMedium } from '@/tests/factories/media'
import { makeActor } from '@/tests/factories/writers'
import { engine, useDatabase } from '@/tests/support/database'
import { plansOf, statementsOf } from '@/tests/support/statements'
import { getMedium, listMedia } from '@/features/media/queries/media'

useDatabase()
afterAll(close)

test('what shows a picture is counted of the pictures that are asked for alone', async () => {
  const editor = await makeActor('editor')
  const [one, other] = [await makeMedium({}), await makeMedium({})]
  const save = async (slug: string) => (await saveRecord(editor, { id: null, ...recordInput.parse({ kind: 'person', name: slug, slug }), pictureId: one })).id
  const [rain, bi] = [await save('rain'), await save('bi')]
  await setCover(editor, { articleId: (await makeList(editor, makeDocument('Piers', []))).articleId, coverId: one })
  expect((await getMedium(editor, one)).shownIn).toEqual({ covers: 1, records: 2 })
  await mergeRecords(editor, { from: bi, into: rain })
  const counts = async () => (await listMedia(editor, { q: '' })).media.map(({ id, shownIn }) => [id, shownIn.covers, shownIn.records])
  expect(await counts()).toEqual([
    [other, 0, 0],
    [one, 1, 1],
  ])
  for (const ask of [() => getMedium(editor, one), counts]) {
    const heard = (await statementsOf(ask)).filter(({ sql }) => /["`](Article|Subject)["`]/.test(sql))
    expect(heard.map(({ sql }) => sql)).toEqual([expect.stringMatching(/coverId["`] (IN|=)/), expect.stringMatching(/pictureId["`] (IN|=)/)])
    if (engine === 'sqlite')
      expect(await plansOf(heard)).toEqual([
        expect.stringMatching(/^SEARCH \S+ USING .*\(coverId=\?\)/),
        expect.stringMatching(/^SEARCH \S+ USING .*\(pictureId=\?\)/),
      ])
  }
})
