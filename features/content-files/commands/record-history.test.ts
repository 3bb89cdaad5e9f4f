import { afterEach, beforeEach, expect, test } from 'vitest'
import { bringBackAuthor, bringBackSeries } from '@/features/articles/commands/bring-back-shared'
import { saveAuthor } from '@/features/articles/commands/save-author'
import { saveSeries } from '@/features/articles/commands/save-series'
import { bringBackRecord } from '@/features/records/commands/bring-back-record'
import { saveRecord } from '@/features/records/commands/save-record'
import { listRevisions } from '@/features/records/queries/field-revisions'
import { recordInput, type RecordInput } from '@/features/records/schema'
import { moveClock, setClock } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { makeRecord } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { parseRecords } from '../format/parse-records'
import { importRecords } from './import-records'

useDatabase()
const start = new Date('2026-11-27T10:00:00Z')
beforeEach(() => setClock(() => start.getTime()))
afterEach(() => setClock(null))

const rain = (rest: Partial<RecordInput> = {}) => ({ ...recordInput.parse({ kind: 'person', slug: 'rain', name: 'Rain' }), ...rest })
const stored = (id: string) => read.record.findUniqueOrThrow({ where: { id } })
/** The history as `number kind by`, newest first. */
const told = async (id: string) => (await listRevisions({ recordId: id }, '')).map(({ number, kind, by }) => `${number} ${kind} ${by}`)

test('what was there before a history began, and what an import changed, are in it', async () => {
  const ed = await makeActor('editor', 'Ed')
  const id = await makeRecord('person', 'Rain')
  const file = parseRecords('format: 1\npeople:\n  bi: { name: Bi, formerly: [rain], date: 1982-06-25 }\n  new: { name: New }\n', 'records.yaml')
  moveClock(60_000)
  await write((tx) => importRecords(tx, file))
  expect(await told(id)).toEqual(['2 imported null', '1 begun null'])
  await write((tx) => importRecords(tx, file))
  expect(await told(id)).toHaveLength(2)
  expect((await listRevisions({ recordId: id }, ''))[0]!.values).toMatchObject({ slug: 'bi', name: 'Bi', date: '1982-06-25' })
  await bringBackRecord(ed, { id, revision: 1, seen: 2 })
  expect(await stored(id)).toMatchObject({ slug: 'rain', name: 'Rain', date: null })
  // What something else wrote, which keeps no history, is not lost either.
  await write((tx) => tx.record.update({ where: { id }, data: { description: 'By hand.' } }))
  await saveRecord(ed, { id, ...rain({ description: '' }) })
  expect(await told(id)).toEqual(['5 written Ed', '4 begun null', '3 restored Ed', '2 imported null', '1 begun null'])
})

test('series and authors have the same', async () => {
  const [ed, anna] = [await makeActor('editor', 'Ed'), await makeActor('author', 'anna')]
  const series = await saveSeries(ed, { id: null, slug: 'shelf', title: 'Shelf', description: '' })
  const renamed = await saveSeries(ed, { id: series.id, slug: 'row', title: 'Row', description: 'Of lists.' })
  expect([renamed.before, renamed.revision]).toEqual([1, 2])
  await bringBackSeries(ed, { id: series.id, revision: 1, seen: 2 })
  expect(await read.series.findUniqueOrThrow({ where: { id: series.id } })).toMatchObject({ slug: 'shelf', title: 'Shelf', description: '' })
  expect((await listRevisions({ seriesId: series.id }, '')).map(({ kind }) => kind)).toEqual(['restored', 'written', 'written'])
  await expect(bringBackSeries(anna, { id: series.id, revision: 2, seen: 3 })).rejects.toMatchObject({ code: 'forbidden' })

  const author = await read.author.findUniqueOrThrow({ where: { id: anna.authorId } })
  const bio = { id: author.id, slug: author.slug, name: author.name, bio: 'Writes.', accountId: anna.account.id }
  const saved = await saveAuthor(anna, bio)
  expect(saved).toMatchObject({ before: 1, revision: 2 })
  await expect(bringBackAuthor(await makeActor('author', 'Other'), { id: author.id, revision: 1, seen: 2 })).rejects.toMatchObject({ code: 'forbidden' })
  await bringBackAuthor(anna, { id: author.id, revision: saved.before!, seen: saved.revision })
  expect(await read.author.findUniqueOrThrow({ where: { id: author.id } })).toMatchObject({ bio: '', accountId: anna.account.id })
})
