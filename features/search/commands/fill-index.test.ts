import { expect, test } from 'vitest'
import { mergeRecords } from '@/features/records/commands/merge-records'
import { undoMerge } from '@/features/records/commands/undo-merge'
import { read, write } from '@/platform/db'
import { makeDocument, makeEntry, makePublished, makeRecord } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { engine, expectWholeDatabase, useDatabase } from '@/tests/support/database'
import { writesOf } from '@/tests/support/statements'
import { refillIndex } from './fill-index'

useDatabase()

const formsOf = (targetId: string) => read.nameForm.findMany({ where: { targetId }, orderBy: [{ rank: 'asc' }, { text: 'asc' }] })

test('an index that is written anew finds a merged record by none of its names, and one that is there again by all', async () => {
  const editor = await makeActor('editor')
  const [goes, stays] = [await makeRecord('group', 'Bigbnag'), await makeRecord('group', 'BIGBANG')]
  await refillIndex()
  const whole = [await formsOf(goes), await formsOf(stays)]
  expect(whole.map((forms) => forms.length > 0)).toEqual([true, true])

  const { id } = await mergeRecords(editor, { from: goes, into: stays })
  const merged = await formsOf(stays)
  // As an earlier version left it.
  await write((tx) => tx.nameForm.createMany({ data: whole[0]! }))
  await refillIndex()
  expect([await formsOf(goes), await formsOf(stays)]).toEqual([[], merged])
  await expectWholeDatabase()

  await undoMerge(editor, { id })
  await refillIndex()
  expect([await formsOf(goes), await formsOf(stays)]).toEqual(whole)
})

test.skipIf(engine === 'postgresql')('a vote waits for one list at the most while the index is written anew: no commit has two', async () => {
  const editor = await makeActor('editor')
  for (let n = 0; n < 8; n++) await makePublished(editor, makeDocument(`List ${n}`, [makeEntry('One')]))
  const written = await writesOf(() => refillIndex())
  // What each commit begins with (platform/db/sqlite.ts), and what each list does.
  const marks = written.flatMap(({ sql }) =>
    sql.startsWith('DELETE FROM "Setting" WHERE 0') ? ['begin'] : sql.startsWith('DELETE FROM "EntryText"') ? ['list'] : [],
  )
  expect(marks.filter((mark) => mark === 'list')).toHaveLength(8)
  expect(marks.join(' ')).not.toContain('list list')
})
