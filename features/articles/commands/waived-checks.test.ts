import { expect, test } from 'vitest'
import { read } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { draftOf, makeDocument, makeEntry, makeList } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import type { DraftChange } from '../document/operations'
import { operationsInput } from '../document/operations'
import { keyOfFinding } from '../document/waivers'
import type { Waiver } from '../schema'
import { changeDraft } from './change-draft'
import { publishArticle } from './publish-article'

useDatabase()

const waiver: Waiver = { check: 'no-video', at: null, of: '', reason: 'It is right', by: 'Somebody else', when: '2026-11-28T10:00:00.000Z' }
const set = (to: Waiver | null, key = keyOfFinding(waiver)): DraftChange => ({ do: 'set', on: 'list', field: 'waived', key, from: null, to })

test('a waived check bears the name of who sent it, whatever their browser says; the browser hears of it', async () => {
  const author = await makeActor('author', 'Mina')
  const { articleId, version } = await makeList(author, makeDocument('List', [makeEntry('One')]))
  const operation = { id: 'tabmine0-00000001', changes: [set(waiver)] }
  const answer = await changeDraft(author, { id: articleId, base: version, operations: [operation] })
  expect(answer.log).toMatchObject([{ id: operation.id, changes: [{ do: 'set', to: { by: 'Mina' } }] }])
  expect((await draftOf(articleId)).document).toMatchObject({ waived: [{ ...waiver, by: 'Mina' }] })
  const back = { id: 'tabmine0-00000002', changes: [set(null)] }
  expect((await changeDraft(author, { id: articleId, base: version + 1, operations: [back] })).log).toHaveLength(1)
  expect((await draftOf(articleId)).document).toMatchObject({ waived: [] })
})

test('a waived check leaves what readers have as it is: no change waits for them, until words do', async () => {
  const editor = await makeActor('editor', 'Mina')
  const { articleId, version } = await makeList(editor, makeDocument('List', [makeEntry('One')]))
  const published = async () => (await read.article.findUniqueOrThrow({ where: { id: articleId } })).publishedVersion
  const change = (number: number, changes: DraftChange[]) =>
    changeDraft(editor, { id: articleId, base: version + number - 1, operations: [{ id: `tabmine0-0000000${number}`, changes }] })
  const words: DraftChange = { do: 'edit', on: 'list', field: 'standfirst', changes: [[0, 0, 'Why']] }
  await change(1, [set(waiver)])
  expect(await published()).toBe(null)
  await publishArticle(editor, { articleId, version: version + 1 })
  await change(2, [set(null)])
  expect(await published()).toBe(version + 2)
  await change(3, [set(waiver), words])
  await change(4, [set(null)])
  expect(await published()).toBe(version + 2)
})

test('a waiver under another key, without a reason, or in another field is refused', () => {
  const isTaken = (change: unknown) => operationsInput.safeParse({ id: 'list', base: 1, operations: [{ id: 'tabmine0-00000001', changes: [change] }] }).success
  expect(isTaken(set(waiver))).toBe(true)
  expect(isTaken(set(null))).toBe(true)
  expect(isTaken(set(waiver, 'another key'))).toBe(false)
  expect(isTaken(set({ ...waiver, reason: ' ' }))).toBe(false)
  expect(isTaken({ ...set(waiver), field: 'order' })).toBe(false)
  expect(isTaken({ do: 'set', on: 'list', field: 'template', from: null, to: { roles: ['singer'], video: true, heading: '', subheading: '' } })).toBe(false)
  expect(isTaken({ do: 'set', on: 'list', field: 'template', from: null, to: { roles: ['artist'], video: true, heading: '', subheading: '' } })).toBe(true)
})
