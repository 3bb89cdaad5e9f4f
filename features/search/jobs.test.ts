import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { compose } from '@/app/composition'
import { importContent } from '@/features/content-files/commands/import-content'
import { saveRecord } from '@/features/records/commands/save-record'
import { recordInput } from '@/features/records/schema'
import { close, read, write } from '@/platform/db'
import { castVote } from '@/features/votes/commands/cast-vote'
import { announce } from '@/platform/events/announce'
import { startWorker } from '@/platform/jobs/worker'
import { nextTurn } from '@/platform/turns'
import { makeDocument, makeEntry, makePublished } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { stranger } from '@/tests/support/comments'
import { fillDatabase } from '@/tests/support/fill-database'
import { writesOf } from '@/tests/support/statements'
import { fillIndex } from './commands/fill-index'
import { indexListsOf } from './commands/index-lists-of'
import { search } from './queries/search'

useDatabase()
let stop = async () => {}
afterEach(async () => {
  await stop()
  stop = async () => {}
})
afterAll(close)

const total = async (text: string) => (await search({ words: [text] })).entries.total

test('the site keeps the index: with a publication at once, after a new name and after an upgrade by its jobs', async () => {
  compose()
  const editor = await makeActor('editor')
  const rain = recordInput.parse({ kind: 'person', name: 'Rain', slug: 'rain' })
  const { id } = await saveRecord(editor, { id: null, ...rain })
  await makePublished(editor, makeDocument('Weather', [makeEntry('Clouds', { credits: [{ role: 'artist', subject: id }] })]))
  expect(await total('rain')).toBe(1)

  stop = startWorker(20)
  await saveRecord(editor, { id, ...rain, name: 'Bi' })
  await vi.waitFor(async () => expect([await total('bi'), await total('rain')]).toEqual([1, 0]), 60_000)
  await saveRecord(editor, { id, ...rain, name: 'Bi', slug: 'bi' })
  await vi.waitFor(async () => expect(await read.setting.findUnique({ where: { name: 'search' } })).toMatchObject({ value: { step: 'done' } }), 60_000)

  await stop()
  await write(async (tx) => {
    await tx.$executeRaw`DELETE FROM "EntryText"`
    await tx.setting.deleteMany({ where: { name: 'search' } })
    await tx.job.deleteMany({ where: { type: 'search.fill' } })
  })
  expect(await total('bi')).toBe(0)
  await write((tx) => tx.job.create({ data: { id: 'fill', key: 'search.fill', type: 'search.fill', payload: {}, runAt: new Date(0) } }))
  stop = startWorker(20)
  await vi.waitFor(async () => expect(await total('bi')).toBe(1), 60_000)
})

test('of a record that many lists credit, a run that has no more time says how far it came, and the next one goes on from there', async () => {
  compose()
  const editor = await makeActor('editor')
  const rain = recordInput.parse({ kind: 'person', name: 'Rain', slug: 'rain' })
  const { id } = await saveRecord(editor, { id: null, ...rain })
  for (const title of ['One', 'Two', 'Three'])
    await makePublished(editor, makeDocument(title, [makeEntry('Clouds', { credits: [{ role: 'artist', subject: id }] })]))
  await saveRecord(editor, { id, ...rain, name: 'Bi' })
  const found: number[] = []
  let after: string | null = ''
  while (after !== null && found.length < 10) {
    after = await indexListsOf([id], { after, forMs: 0 })
    if (after !== null) found.push(await total('bi'))
  }
  expect(found).toEqual([1, 2, 3])
})

const people = (count: number, name: string) => ({
  name: 'people.yaml',
  text: `format: 1\npeople:\n${Array.from({ length: count }, (_, n) => `  person-${n}: { name: ${name} ${n} }\n`).join('')}`,
})

test('records that an import changes in many steps are one job, after the last of them: each list that credits some is written once', async () => {
  compose()
  const editor = await makeActor('editor')
  await fillIndex()
  await importContent([people(25, 'Rain')])
  expect(await read.job.count({ where: { type: 'search.records' } })).toBe(0)
  const credits = (await read.record.findMany({ orderBy: { slug: 'asc' } })).map(({ id }) => ({ role: 'lead' as const, subject: id }))
  for (const title of ['One', 'Two', 'Three'])
    await makePublished(editor, makeDocument(title, credits.map((credit, n) => makeEntry(`Cloud ${n}`, { credits: [credit] })))) // prettier-ignore
  await importContent([people(25, 'Bi')])
  const jobs = await read.job.findMany({ where: { type: 'search.records' } })
  expect(jobs.map(({ payload }) => (payload as { recordIds: string[] }).recordIds.length)).toEqual([25])

  stop = startWorker(20)
  const written = await writesOf(() =>
    vi.waitFor(async () => expect(await read.job.count({ where: { type: 'search.records', doneAt: null } })).toBe(0), 60_000),
  )
  expect(written.filter(({ sql }) => /DELETE FROM "PageText"/.test(sql))).toHaveLength(3)
  expect([await total('bi'), await total('rain')]).toEqual([75, 0])

  // What that job was about is done; of so many that nearly every list is written anew, a job names none.
  const imported = (updatedIds: string[]) => write((tx) => announce(tx, 'record.imported', { created: 0, updated: updatedIds.length, updatedIds }))
  const named = async () => (await read.job.findFirstOrThrow({ where: { type: 'search.records' } })).payload
  await imported(['one', 'two'])
  expect(await named()).toEqual({ recordIds: ['one', 'two'] })
  await imported(Array.from({ length: 200 }, (_, n) => `record ${n}`))
  expect(await named()).toEqual({ recordIds: null })
})

test('while a person is renamed whom 400 entries credit, votes are answered; then the new name finds all of them and the old one none', async () => {
  compose()
  await fillDatabase(process.env.DATABASE_URL!, { lists: 36, entries: 12, people: 2, words: 5 })
  const editor = await makeActor('editor')
  const person = { id: 'bigperson0', ...recordInput.parse({ kind: 'person', name: 'Zweig', slug: 'bigperson0' }) }
  const { appearances } = await read.record.findUniqueOrThrow({ where: { id: person.id } })
  expect(appearances).toBeGreaterThan(400)
  await saveRecord(editor, person)
  await fillIndex()
  await write((tx) => tx.job.deleteMany())
  expect(await total('zweig')).toBe(appearances)

  await saveRecord(editor, { ...person, name: 'Quast' })
  const left = () => read.job.count({ where: { type: 'search.records', doneAt: null } })
  expect(await left()).toBeGreaterThan(0)
  stop = startWorker(20)
  let votes = 0
  for (; (await left()) > 0; votes++) {
    await castVote(stranger(), { slug: `big-list-${votes % 36}`, entry: 'entry-3' })
    await nextTurn()
  }
  // Each waited for a list or two.
  expect(votes).toBeGreaterThan(6)
  expect([await total('zweig'), await total('quast')]).toEqual([0, appearances])
})
