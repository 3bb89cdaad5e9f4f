import { expect, test } from 'vitest'
import { saveRecord } from '@/features/records/commands/save-record'
import { recordInput } from '@/features/records/schema'
import { write } from '@/platform/db'
import { newId } from '@/platform/id'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { parseRecords } from '../format/parse-records'
import { importRecords } from './import-records'
import { keepKnownRecords, listKnownRecords } from './list-known-records'

useDatabase()

test('records are read once for many posts: those that are added come along, and a change has all of them read anew', async () => {
  const editor = await makeActor('editor')
  const { id } = await saveRecord(editor, { id: null, ...recordInput.parse({ kind: 'group', name: 'BIGBANG', slug: 'bigbang' }) })
  const first = await keepKnownRecords()
  expect(await keepKnownRecords()).toBe(first)
  await write((tx) => importRecords(tx, parseRecords('format: 1\ngroups:\n  harbour-kids:\n    name: Harbour Kids\n', 'records.yaml')))
  const second = await keepKnownRecords()
  expect(second.map(({ name }) => name)).toEqual(['BIGBANG', 'Harbour Kids'])
  expect(second[0]).toBe(first[0])
  await saveRecord(editor, { id, ...recordInput.parse({ kind: 'group', name: 'Big Bang', slug: 'bigbang' }) })
  expect(await keepKnownRecords()).toEqual(await listKnownRecords())
})

test('there are more of them than are read at a time', async () => {
  const many = Array.from({ length: 1001 }, (_, n) => ({ id: newId(), kind: 'group' as const, slug: `g-${n}`, name: `Group ${n}` }))
  await write((tx) => tx.record.createMany({ data: many }))
  expect(new Set((await listKnownRecords()).map(({ slug }) => slug)).size).toBe(1001)
})
