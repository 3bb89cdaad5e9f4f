import { expect, test } from 'vitest'
import { mergeRecords } from '@/features/records/commands/merge-records'
import { saveRecord } from '@/features/records/commands/save-record'
import { undoMerge } from '@/features/records/commands/undo-merge'
import { findStored } from '@/features/records/queries/find-stored'
import { recordInput, type RecordInput } from '@/features/records/schema'
import { read, write } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { parseRecords } from '../format/parse-records'
import { exportContent } from './export-content'
import { importContent } from './import-content'
import { importRecords } from './import-records'

useDatabase()

const save = async (actor: Actor, kind: RecordInput['kind'], name: string, slug: string, rest: Partial<RecordInput> = {}, id: string | null = null) =>
  (await saveRecord(actor, { id, ...recordInput.parse({ kind, name, slug }), ...rest })).id
const stored = async (id: string) => (await findStored(read, id))!.values
const recordsFile = (text: string) => ({ name: 'records.yaml', text: `format: 1\n${text}` })

/** Two of one, with what stands under the one that goes, and a file from before their merge. */
async function twoOfOne(editor: Actor) {
  const stays = await save(editor, 'group', 'BIGBANG', 'bigbang', { date: '2006' })
  const goes = await save(editor, 'group', 'Bigbnag', 'bigbnag')
  await save(editor, 'group', 'Big Bnag', 'big-bnag', { description: 'Misspelt.' }, goes)
  const member = await save(editor, 'person', 'T.O.P', 'top', { parentId: goes })
  const before = (await exportContent('all', { records: 'all' })).files
  const { id: merge } = await mergeRecords(editor, { from: goes, into: stays })
  return { stays, goes, member, before, merge }
}

test('a file from before a merge is not written over the record that stays: who imports it takes the other one out', async () => {
  const editor = await makeActor('editor')
  const { stays, goes, before, merge } = await twoOfOne(editor)
  const whole = [await stored(stays), await stored(goes)]
  const line = before[0]!.text.split('\n').findIndex((text) => text.startsWith('  big-bnag:')) + 1
  for (const rehearse of [true, false])
    await expect(importContent(before, { rehearse })).rejects.toMatchObject({
      problems: [{ file: 'records.yaml', line, message: 'groups/big-bnag was merged into groups/bigbang: take it out of the file' }],
    })
  expect([await stored(stays), await stored(goes)]).toEqual(whole)
  // What is exported now has the two as one.
  expect(await importContent((await exportContent('all', { records: 'all' })).files)).toMatchObject({ recordsAdded: 0, recordsChanged: 0, notes: [] })

  await undoMerge(editor, { id: merge })
  expect(await importContent(before)).toMatchObject({ recordsAdded: 0, recordsChanged: 0, notes: [] })
})

test('a merged record that is alone in a file is left out, and the import says so; what stands under it stands under the other one', async () => {
  const editor = await makeActor('editor')
  const { stays, member } = await twoOfOne(editor)
  const whole = await stored(stays)
  const file = recordsFile(
    'people:\n  top: { name: T.O.P., parent: groups/big-bnag }\ngroups:\n  big-bnag: { name: Changed, description: New, formerly: [bigbnag], parent: groups/sub }\n  sub: { name: Sub unit }\n',
  )
  const note = { file: 'records.yaml', line: 5, message: 'groups/big-bnag was merged into groups/bigbang here, so it is left out' }
  expect(await importContent([file], { rehearse: true })).toMatchObject({ recordsAdded: 1, recordsChanged: 1, notes: [note] })
  expect(await importContent([file])).toMatchObject({ recordsAdded: 1, recordsChanged: 1, notes: [note], left: [] })
  expect(await stored(stays)).toEqual(whole)
  expect(await stored(member)).toMatchObject({ name: 'T.O.P.', parentId: stays })
  expect(await importContent([file])).toMatchObject({ recordsAdded: 0, recordsChanged: 0, notes: [note] })

  // By the address that it had before it was renamed; and where it is called otherwise by now, so that a file may name it by what nobody knows here.
  const renamed = { line: 3, message: 'groups/bigbnag was merged into groups/bigbang here, so it is left out' }
  expect((await importContent([recordsFile('groups:\n  bigbnag: { name: Changed }\n')])).notes).toMatchObject([renamed])
  await expect(importContent([recordsFile('groups:\n  other: { name: Changed, formerly: [big-bnag] }\n')])).rejects.toMatchObject({
    problems: [{ line: 3, message: 'groups/other was merged into groups/bigbang: take it out of the file' }],
  })
  expect(await stored(stays)).toEqual(whole)
  // Merged between the check of an import and its carrying out.
  await write((tx) => importRecords(tx, parseRecords('format: 1\ngroups:\n  big-bnag: { name: Changed }\n', 'records.yaml')))
  expect(await stored(stays)).toEqual(whole)
})

test('what the record that stays was called itself is still it, also beside the address of the other one', async () => {
  const editor = await makeActor('editor')
  const { stays } = await twoOfOne(editor)
  const values = await stored(stays)
  await saveRecord(editor, { ...values, slug: 'big-bang', id: stays })
  expect(await importContent([recordsFile('groups:\n  bigbang: { name: BIG BANG }\n')])).toMatchObject({ recordsChanged: 1, notes: [] })
  expect(await stored(stays)).toMatchObject({ name: 'BIG BANG', slug: 'big-bang' })
  // Elsewhere it has another address, and both of these before.
  expect(await importContent([recordsFile('groups:\n  vips: { name: VIPs, formerly: [big-bnag, bigbang] }\n')])).toMatchObject({ recordsChanged: 1, notes: [] })
  expect(await stored(stays)).toMatchObject({ name: 'VIPs' })

  // Two in a file that are one here, without any merge.
  await expect(importContent([recordsFile('groups:\n  bigbang: { name: One }\n  big-bang: { name: Two }\n')])).rejects.toMatchObject({
    problems: [{ line: 4, message: 'groups/big-bang and groups/bigbang are one record here: take one of them out of the file' }],
  })
  expect(await stored(stays)).toMatchObject({ name: 'VIPs' })
})

test('what was merged into a record before that one was merged is left out as well', async () => {
  const editor = await makeActor('editor')
  const { stays } = await twoOfOne(editor)
  const last = await save(editor, 'group', 'Big Bang', 'last')
  await mergeRecords(editor, { from: stays, into: last })
  const whole = await stored(last)
  const { recordsChanged, notes } = await importContent([recordsFile('groups:\n  big-bnag: { name: One }\n  bigbang: { name: Two }\n')])
  expect([recordsChanged, notes.map(({ line, message }) => `${line}: ${message}`)]).toEqual([
    0,
    ['3: groups/big-bnag was merged into groups/last here, so it is left out', '4: groups/bigbang was merged into groups/last here, so it is left out'],
  ])
  expect(await stored(last)).toEqual(whole)
})
