import { expect, test } from 'vitest'
import { read } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { findStored } from '../queries/find-stored'
import { recordInput, type RecordInput } from '../schema'
import { mergeRecords } from './merge-records'
import { saveRecord } from './save-record'
import { undoMerge } from './undo-merge'

useDatabase()

const save = async (actor: Actor, name: string, slug: string, rest: Partial<RecordInput> = {}) =>
  (await saveRecord(actor, { id: null, ...recordInput.parse({ kind: 'group', name, slug }), ...rest })).id
const stored = async (id: string) => (await findStored(read, id))!.values
const namesOf = async (id: string) => (await stored(id)).names.map(({ name }) => name)
const parentOf = async (id: string) => (await stored(id)).parentId

/** The orders in which three merges can be undone. */
const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
]

test('a name that several merged records brought stays until the last of their merges is undone, in whatever order', async () => {
  const editor = await makeActor('editor')
  const into = await save(editor, 'BIGBANG', 'bigbang', { names: [{ name: '빅뱅', lang: 'ko', alias: false }] })
  const whole = await stored(into)
  const same = [await save(editor, 'Bigbang', 'first'), await save(editor, 'Bigbang', 'second')]
  // It has the name as another one, and a name of its own.
  same.push(await save(editor, 'Big Bang', 'third', { names: [{ name: 'Bigbang', lang: 'en', alias: true }] }))
  for (const order of orders) {
    const merges: string[] = []
    for (const from of same) merges.push((await mergeRecords(editor, { from, into })).id)
    expect(await namesOf(into)).toEqual(['빅뱅', 'Bigbang', 'Big Bang'])
    for (const [done, index] of order.entries()) {
      await undoMerge(editor, { id: merges[index]! })
      const left = order.slice(done + 1)
      expect(await namesOf(into), order.join()).toEqual(['빅뱅', ...(left.length > 0 ? ['Bigbang'] : []), ...(left.includes(2) ? ['Big Bang'] : [])])
    }
    expect(await stored(into)).toEqual(whole)
  }
})

test('a name that came along with a merged record leaves with it', async () => {
  const editor = await makeActor('editor')
  const into = await save(editor, 'BIGBANG', 'bigbang')
  const first = await save(editor, 'Bigbang', 'first')
  const inner = await save(editor, 'Bigbang', 'inner')
  const outer = await save(editor, 'Outer', 'outer')
  const merges = [
    await mergeRecords(editor, { from: first, into }),
    await mergeRecords(editor, { from: inner, into: outer }),
    await mergeRecords(editor, { from: outer, into }),
  ]
  await undoMerge(editor, merges[0]!)
  expect(await namesOf(into)).toEqual(['Bigbang', 'Outer'])
  await undoMerge(editor, merges[2]!)
  expect(await namesOf(into)).toEqual([])
  expect(await namesOf(outer)).toEqual(['Bigbang'])
})

test('a parent that was taken by a merge goes with its Undo, also when the parent was merged since', async () => {
  const editor = await makeActor('editor')
  const [label, house] = [await save(editor, 'Label', 'label'), await save(editor, 'House', 'house')]
  const into = await save(editor, 'BIGBANG', 'bigbang')
  const from = await save(editor, 'Bigbang', 'from', { parentId: label })
  const { id } = await mergeRecords(editor, { from, into })
  const parents = await mergeRecords(editor, { from: label, into: house })
  expect(await parentOf(into)).toBe(house)
  await undoMerge(editor, { id })
  expect([await parentOf(into), await parentOf(from)]).toEqual([null, house])
  await undoMerge(editor, parents)
  expect([await parentOf(into), await parentOf(from)]).toEqual([null, label])
})

test('a parent that was there before the merge stays, also when it was merged since', async () => {
  const editor = await makeActor('editor')
  const [label, house] = [await save(editor, 'Label', 'label'), await save(editor, 'House', 'house')]
  const into = await save(editor, 'BIGBANG', 'bigbang', { parentId: label })
  const from = await save(editor, 'Bigbang', 'from')
  const { id } = await mergeRecords(editor, { from, into })
  await mergeRecords(editor, { from: label, into: house })
  await undoMerge(editor, { id })
  expect([await parentOf(into), await parentOf(from)]).toEqual([house, null])

  // It stood under the one that was merged into it, which is there again.
  const { id: inner } = await mergeRecords(editor, { from: house, into })
  await undoMerge(editor, { id: inner })
  expect(await parentOf(into)).toBe(house)
})
