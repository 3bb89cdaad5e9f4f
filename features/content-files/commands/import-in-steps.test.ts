import fs from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, expect, test, vi } from 'vitest'
import { readDocument } from '@/features/articles/document/read-document'
import { moveClock, setClock } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { listFile, someLists } from '@/tests/factories/list-files'
import { saveDraft } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { engine, useDatabase } from '@/tests/support/database'
import { carryOnLeftImports, carryOut, outcomesOf } from './carry-out-import'
import { importContent, type ImportProgress } from './import-content'
import { stepsOf } from './import-steps'
import { acceptImport, stageImport } from './stage-import'

useDatabase()
afterEach(() => {
  setClock(null)
  vi.restoreAllMocks()
})

const changed = (count: number) => Array.from({ length: count }, (_, n) => listFile(`list-${n}`, { intro: 'Other words.' }))

test.skipIf(engine === 'postgresql')('a check needs no place to write', async () => {
  const other = new Database(process.env.DATABASE_URL!.replace(/^file:/, ''))
  other.exec('BEGIN IMMEDIATE')
  const done = await importContent(someLists(2), { publish: true, rehearse: true })
  other.exec('ROLLBACK')
  other.close()
  expect(done.lists).toMatchObject([{ published: true }, { published: true }])
  expect(await read.article.count()).toBe(0)
})

test.skipIf(engine === 'postgresql')('a disk without room for the copy is told in words, and nothing is left', async () => {
  vi.spyOn(fs, 'statfsSync').mockReturnValue({ bavail: 10, bsize: 4096 } as never)
  await expect(importContent(someLists(1))).rejects.toThrow(/^The disk has too little room to check this import: .* needs \d+ MB, and 1 MB are free/)
  expect(await read.article.count()).toBe(0)
  expect(fs.readdirSync(process.env.DATA_DIR!).filter((name) => name.startsWith('.rehearsal-'))).toEqual([])
})

test('a step is one list, or ten records with their parents before them', async () => {
  const [records, list] = someLists(1)
  expect(stepsOf(list!, {})).toHaveLength(1)
  const steps = stepsOf(records!, {})
  expect(steps).toHaveLength(4)
  for (const [index, step] of steps.entries()) {
    const { recordsAdded } = await write(step)
    expect(recordsAdded).toBe([10, 10, 5, 0][index])
    expect(await read.record.count({ where: { parentId: null } })).toBe(index < 2 ? 1 : 2)
  }
  expect(await read.record.count()).toBe(25)
})

test('all lost parents of a file are named at once, wherever they stand', async () => {
  const people = Array.from({ length: 30 }, (_, n) => `  p-${n}: { name: P ${n}${n === 2 || n === 25 ? ', parent: groups/gone' : ''} }`).join('\n')
  const run = importContent([{ name: 'r.yaml', text: `format: 1\npeople:\n${people}\n` }])
  await expect(run).rejects.toThrow(/^r\.yaml:5: No record groups\/gone.*\nr\.yaml:28: No record groups\/gone[^\n]*$/)
  expect(await read.record.count()).toBe(0)
})

test('what is not accepted is never carried out, and deleted after an hour', async () => {
  const importId = await stageImport(someLists(3), { publish: true })
  await carryOut(importId)
  moveClock(3_599_000)
  await carryOnLeftImports()
  expect(await read.contentImportFile.count()).toBe(4)
  moveClock(2000)
  await carryOnLeftImports()
  expect(await read.contentImport.count()).toBe(0)
  expect(await read.contentImportFile.count()).toBe(0)
  expect(await read.article.count()).toBe(0)
})

test('an import is not accepted when another was since its check began', async () => {
  const accepted: string[] = []
  const [one, other] = [await stageImport(someLists(1), { publish: true }), await stageImport(someLists(2), { publish: true })]
  await write((tx) => acceptImport(tx, other, accepted))
  await expect(write((tx) => acceptImport(tx, one, accepted))).rejects.toMatchObject({ code: 'conflict' })
  expect(await read.contentImport.findUniqueOrThrow({ where: { id: one } })).toMatchObject({ acceptedAt: null })
})

test.each(['an hour', 'a year'])('a clock that was set back by %s keeps back neither what was left of an import nor the next one', async (by) => {
  const importId = await stageImport(someLists(1), { publish: true })
  await write((tx) => acceptImport(tx, importId))
  moveClock(by === 'a year' ? -365 * 86_400_000 : -3_600_000)
  await carryOnLeftImports()
  expect(await read.article.count({ where: { state: 'published' } })).toBe(1)
  expect((await importContent(someLists(2), { publish: true })).lists.map(({ published }) => published)).toEqual([false, true])
  moveClock(86_400_001)
  await carryOnLeftImports()
  expect(await read.contentImport.count()).toBe(0)
})

test('a database that cannot be used is said to be that, and not an earlier import', async () => {
  const rename = (from: string, to: string) => write((tx) => tx.$executeRawUnsafe(`ALTER TABLE "${from}" RENAME TO "${to}"`))
  await rename('ContentImport', 'ContentImportGone')
  const error = await importContent(someLists(1)).then(() => null, (thrown: Error) => thrown) // prettier-ignore
  await rename('ContentImportGone', 'ContentImport')
  expect(String(error)).toContain('ContentImport')
  expect(String(error)).not.toContain('An earlier import')
})

test('of two imports that are checked beside each other one is refused whole: it was checked against what was there before', async () => {
  let begin = () => {}
  const begun = new Promise<void>((resolve) => (begin = resolve))
  const progress: ImportProgress = (phase, done) => (phase === 'check' && done === 1 ? begin() : undefined)
  const plain = [{ name: 'other.md', text: '---\nformat: 1\nslug: other\ntitle: Other\n---\n\n### One {#one}\n\nWords.\n' }]
  const run = importContent(someLists(2), { publish: true, progress })
  const outcomes = await Promise.allSettled([run, begun.then(() => importContent(plain, { publish: true }))])
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused.length).toBeLessThanOrEqual(1)
  for (const { reason } of refused) expect(String(reason)).toContain('Another import was begun while this one was checked')
  const published = (slug: string) => read.article.count({ where: { slug: { startsWith: slug }, state: 'published' } })
  expect(await published('list-')).toBe(outcomes[0].status === 'fulfilled' ? 2 : 0)
  expect(await published('other')).toBe(outcomes[1].status === 'fulfilled' ? 1 : 0)
})

test('a list that changes between the check and the import is left, with a word, and the others are imported', async () => {
  await importContent(someLists(3), { publish: true })
  const importId = await stageImport(changed(3), { publish: true })
  await write((tx) => acceptImport(tx, importId))
  const editor = await makeActor('editor')
  const { id: articleId, draft } = await read.article.findUniqueOrThrow({ where: { slug: 'list-1' }, include: { draft: true } })
  await saveDraft(editor, { articleId, version: draft!.version, document: { ...readDocument(draft!.document), intro: 'From the studio.' } })
  await carryOut(importId)
  const carried = await outcomesOf(importId)
  expect(carried.map(({ left }) => left)).toEqual([[], [expect.stringContaining('list-1.md: the draft of “list-1” has edits that nobody published')], []])
  const introOf = async (slug: string) =>
    readDocument((await read.article.findUniqueOrThrow({ where: { slug }, include: { currentEdition: true } })).currentEdition!.document).intro
  expect(await introOf('list-0')).toBe('Other words.')
  expect(await introOf('list-1')).toBe('An intro.')
  expect(await introOf('list-2')).toBe('Other words.')
})

test('two who carry out one import do each step once', async () => {
  const importId = await stageImport(someLists(5), { publish: true })
  await write((tx) => acceptImport(tx, importId))
  await Promise.all([carryOut(importId), carryOut(importId)])
  expect(await read.article.count({ where: { state: 'published' } })).toBe(5)
  expect(await read.edition.count()).toBe(5)
  expect((await outcomesOf(importId)).flatMap(({ left }) => left)).toEqual([])
  expect((await outcomesOf(importId)).reduce((sum, { outcome }) => sum + outcome.recordsAdded, 0)).toBe(25)
})

test('importing what is there already writes nothing', async () => {
  await importContent(someLists(2), { publish: true })
  const before = await read.event.count()
  const stage = vi.spyOn(await import('./stage-import'), 'stageImport')
  expect((await importContent(someLists(2), { publish: true })).lists).toMatchObject([{ draft: 'unchanged' }, { draft: 'unchanged' }])
  expect(stage).not.toHaveBeenCalled()
  expect(await read.event.count()).toBe(before)
})

test.runIf(engine === 'postgresql')('after an import of many files PostgreSQL knows how many rows there are', async () => {
  await importContent(someLists(25), { publish: true })
  const [counted] = await read.$queryRaw<{ rows: number }[]>`SELECT reltuples::int AS rows FROM pg_class WHERE oid = '"Article"'::regclass`
  expect(counted).toEqual({ rows: 25 })
})
