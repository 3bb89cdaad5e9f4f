import { afterEach, beforeEach, expect, test } from 'vitest'
import { leaveSite } from '@/features/accounts/commands/leave-site'
import { moveClock, setClock } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { makeRecord } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { listRevisions } from '../queries/field-revisions'
import { recordInput, type RecordInput } from '../schema'
import { bringBackRecord } from './bring-back-record'
import { mergeRecords } from './merge-records'
import { saveRecord } from './save-record'

useDatabase()
const start = new Date('2026-11-27T10:00:00Z')
beforeEach(() => setClock(() => start.getTime()))
afterEach(() => setClock(null))

const rain = (rest: Partial<RecordInput> = {}) => ({ ...recordInput.parse({ kind: 'person', slug: 'rain', name: 'Rain' }), ...rest })
const stored = (id: string) => read.record.findUniqueOrThrow({ where: { id }, include: { names: { orderBy: { position: 'asc' } } } })
/** The history as `number kind by`, newest first. */
const told = async (id: string, viewer = '') => (await listRevisions({ recordId: id }, viewer)).map(({ number, kind, by }) => `${number} ${kind} ${by}`)

test('each saving is a revision with who, when and every field; one that changes nothing is none; an earlier one comes back, and that is undone', async () => {
  const [anna, ed] = [await makeActor('author', 'Anna'), await makeActor('editor', 'Ed')]
  const { id, revision, before } = await saveRecord(anna, { id: null, ...rain({ names: [{ name: '비', lang: 'ko', alias: false }] }) })
  expect([revision, before]).toEqual([1, null])
  moveClock(60_000)
  const changed = rain({ slug: 'bi', name: 'Bi', date: '1982-06-25', names: [] })
  expect(await saveRecord(ed, { id, ...changed })).toMatchObject({ revision: 2, before: 1 })
  expect(await saveRecord(ed, { id, ...changed })).toMatchObject({ revision: 2, before: null })
  expect(await told(id, ed.account.id)).toEqual(['2 written You', '1 written Anna'])
  expect((await listRevisions({ recordId: id }, ''))[0]).toMatchObject({ at: new Date('2026-11-27T10:01:00Z'), values: changed })

  // The address too: what led on leads back.
  expect(await bringBackRecord(anna, { id, revision: 1, seen: 2 })).toMatchObject({ revision: 3, before: 2, others: null })
  expect(await stored(id)).toMatchObject({ slug: 'rain', name: 'Rain', date: null, names: [{ name: '비', lang: 'ko' }] })
  expect((await read.redirect.findMany({ where: { recordId: id } })).map(({ path }) => path)).toEqual(['/people/bi'])
  expect((await listRevisions({ recordId: id }, ''))[0]).toMatchObject({ kind: 'restored', source: 1, by: 'Anna' })
  await bringBackRecord(anna, { id, revision: 2, seen: 3 })
  expect(await stored(id)).toMatchObject({ slug: 'bi', date: '1982-06-25', names: [] })
  await expect(bringBackRecord(anna, { id, revision: 9, seen: 4 })).rejects.toMatchObject({ code: 'not_found' })
})

test('undo takes back one’s own saving alone: other fields of others stay, and a field that they changed since is not written over', async () => {
  const [anna, ed] = [await makeActor('author', 'Anna'), await makeActor('editor', 'Ed')]
  const { id } = await saveRecord(anna, { id: null, ...rain() })
  const mine = await saveRecord(anna, { id, base: rain(), ...rain({ name: 'Bi', date: '1982' }) })
  await saveRecord(ed, { id, base: rain({ name: 'Bi', date: '1982' }), ...rain({ name: 'Bi', date: '1982', description: 'A singer.' }) })
  const undone = await bringBackRecord(anna, { id, revision: mine.before!, seen: mine.revision })
  expect(undone.others).toEqual({ description: 'A singer.' })
  expect(await stored(id)).toMatchObject({ name: 'Rain', date: null, description: 'A singer.' })

  const again = await saveRecord(anna, { id, base: rain({ description: 'A singer.' }), ...rain({ name: 'Bi', date: '1982', description: 'A singer.' }) })
  await saveRecord(ed, {
    id,
    base: rain({ name: 'Bi', date: '1982', description: 'A singer.' }),
    ...rain({ name: 'Jung Ji-hoon', date: '1982', description: 'A singer.' }),
  })
  await expect(bringBackRecord(anna, { id, revision: again.before!, seen: again.revision })).rejects.toMatchObject({
    code: 'conflict',
    fields: { name: expect.stringContaining('Jung Ji-hoon') },
  })
  expect(await stored(id)).toMatchObject({ name: 'Jung Ji-hoon', date: '1982' })
})

test('only writers; and nothing comes back that is no longer allowed: what stood above it has gone', async () => {
  const ed = await makeActor('editor', 'Ed')
  const group = await makeRecord('group', 'Group')
  const { id } = await saveRecord(ed, { id: null, ...rain({ parentId: group }) })
  await saveRecord(ed, { id, ...rain() })
  await write((tx) => tx.record.delete({ where: { id: group } }))
  for (const other of [guest, await makeActor('reader')])
    await expect(bringBackRecord(other, { id, revision: 1, seen: 2 })).rejects.toMatchObject({ code: expect.stringMatching(/unauthorized|forbidden/) })
  await expect(bringBackRecord(ed, { id, revision: 1, seen: 2 })).rejects.toMatchObject({ fields: { parentId: 'This record no longer exists' } })
  expect(await stored(id)).toMatchObject({ parentId: null })
  await write((tx) => tx.record.delete({ where: { id } }))
  expect(await read.fieldsRevision.count()).toBe(0)
})

test('who has left is named as such, and what they saved stays and comes back', async () => {
  const [anna, ed] = [await makeActor('author', 'Anna'), await makeActor('editor', 'Ed')]
  const { id } = await saveRecord(anna, { id: null, ...rain() })
  await saveRecord(ed, { id, ...rain({ name: 'Bi' }) })
  await leaveSite('operator', { accountId: anna.account.id, leaving: 'erased' })
  expect(await told(id)).toEqual(['2 written Ed', '1 written '])
  await bringBackRecord(ed, { id, revision: 1, seen: 2 })
  expect(await stored(id)).toMatchObject({ name: 'Rain' })
})

test('a hundred are kept: those that another one followed within the hour go first, and numbers go on', async () => {
  const ed = await makeActor('editor', 'Ed')
  const { id } = await saveRecord(ed, { id: null, ...rain() })
  moveClock(86_400_000)
  for (let n = 1; n <= 105; n++) await saveRecord(ed, { id, ...rain({ description: `${n}` }) })
  const numbers = (await listRevisions({ recordId: id }, '')).map(({ number }) => number).toReversed()
  expect(numbers).toHaveLength(100)
  expect([numbers[0], numbers[1], numbers.at(-1)]).toEqual([1, 8, 106])
  expect(await stored(id)).toMatchObject({ description: '105' })
})

test('two who save at the same time each have their revision', async () => {
  const [anna, ed] = [await makeActor('author', 'Anna'), await makeActor('editor', 'Ed')]
  const { id } = await saveRecord(anna, { id: null, ...rain() })
  await Promise.all([
    saveRecord(anna, { id, base: rain(), ...rain({ date: '1982' }) }),
    saveRecord(ed, { id, base: rain(), ...rain({ description: 'A singer.' }) }),
  ])
  expect(await stored(id)).toMatchObject({ date: '1982', description: 'A singer.' })
  expect((await listRevisions({ recordId: id }, ''))[0]!.values).toMatchObject({ date: '1982', description: 'A singer.' })
  expect((await told(id)).map((line) => line.split(' ')[0])).toEqual(['3', '2', '1'])
})

test('a revision from before its parent was merged comes back, under what the parent leads to', async () => {
  const ed = await makeActor('editor', 'Ed')
  const [label, house] = [await makeRecord('group', 'Label'), await makeRecord('group', 'House')]
  const { id } = await saveRecord(ed, { id: null, ...rain({ parentId: label }) })
  await saveRecord(ed, { id, ...rain({ name: 'Bi' }) })
  await mergeRecords(ed, { from: label, into: house })
  await bringBackRecord(ed, { id, revision: 1, seen: 2 })
  expect(await stored(id)).toMatchObject({ name: 'Rain', parentId: house })
  // And what was seen, when that is from before.
  await bringBackRecord(ed, { id, revision: 2, seen: 1 })
  expect(await stored(id)).toMatchObject({ name: 'Bi', parentId: null })
})
