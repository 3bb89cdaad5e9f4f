import { expect, test } from 'vitest'
import { read, write } from '.'
import { useDatabase } from '@/tests/support/database'
import { insertRows, updateRows } from './insert-rows'
import { isUniqueViolation } from './unique-violation'

useDatabase()

test('rows of text, numbers, truth and nothing arrive as they are, and other columns get their defaults', async () => {
  const text = `it’s “quoted” \\ 한글 'single' \n {"json": 1}`
  await write(async (tx) => {
    await insertRows(tx, 'Subject', [
      { id: 'one', kind: 'person', slug: 'one', name: text, latitude: 51.5, parentId: null },
      { id: 'two', kind: 'person', slug: 'two', name: '', latitude: null, parentId: 'one' },
    ])
    await insertRows(tx, 'SubjectName', [{ subjectId: 'one', position: 3, name: text, lang: 'ko', alias: true, search: 'x' }])
    await insertRows(tx, 'SubjectName', [])
  })
  expect(await read.record.findMany({ orderBy: { id: 'asc' }, include: { names: true } })).toMatchObject([
    { id: 'one', kind: 'person', name: text, latitude: 51.5, parentId: null, description: '', names: [{ position: 3, name: text, alias: true }] },
    { id: 'two', name: '', latitude: null, parentId: 'one', names: [] },
  ])
})

test('many rows are one statement, and one that is refused keeps all out', async () => {
  const rows = Array.from({ length: 40_000 }, (_, n) => ({ kind: 'list', targetId: String(n), rank: 0, text: `text ${n}` }))
  await write((tx) => insertRows(tx, 'NameForm', rows))
  expect(await read.nameForm.count()).toBe(40_000)
  await expect(write((tx) => insertRows(tx, 'NameForm', [{ kind: 'list', targetId: 'new', rank: 0, text: 'new' }, rows[0]!]))).rejects.toSatisfy(
    isUniqueViolation,
  )
  expect(await read.nameForm.count()).toBe(40_000)
})

test('many rows are changed by one statement, each to its own values, and no other row', async () => {
  await write(async (tx) => {
    await insertRows(tx, 'Subject', ['one', 'two', 'three'].map((id) => ({ id, kind: 'person', slug: id, name: id, latitude: 1.5 }))) // prettier-ignore
    await updateRows(tx, 'Subject', [
      { id: 'one', name: `it’s “one” 한글`, latitude: null, shown: false },
      { id: 'two', name: '', latitude: 51.5, shown: false },
      { id: 'none', name: 'none', latitude: 0, shown: true },
    ])
    await updateRows(tx, 'Subject', [])
  })
  expect(await read.record.findMany({ orderBy: { id: 'asc' }, select: { id: true, name: true, latitude: true, shown: true, kind: true } })).toEqual([
    { id: 'one', name: `it’s “one” 한글`, latitude: null, shown: false, kind: 'person' },
    { id: 'three', name: 'three', latitude: 1.5, shown: false, kind: 'person' },
    { id: 'two', name: '', latitude: 51.5, shown: false, kind: 'person' },
  ])
})
