import fs from 'node:fs'
import { afterAll, afterEach, expect, test } from 'vitest'
import { compose } from '@/app/composition'
import { readDocument } from '@/features/articles/document/read-document'
import { moveClock, setClock } from '@/platform/clock'
import { close, read } from '@/platform/db'
import { prepareData } from '@/platform/db/prepare-data'
import { findKind } from '@/platform/jobs/kinds'
import { listFile, someLists } from '@/tests/factories/list-files'
import { startChild } from '@/tests/support/child'
import { expectWholeDatabase, useDatabase } from '@/tests/support/database'
import { importContent } from './import-content'

useDatabase()
compose()
afterEach(() => setClock(null))
afterAll(close)

const lists = 8

/** Starts an import and kills it as soon as it says `line`. */
async function killAt(line: string) {
  const child = await startChild('tests/support/importing.child.ts', { LISTS: String(lists) })
  for (let said = ''; said !== line; said = await child.line()) if (said === 'end') throw new Error(`It never said ${line}`)
  await child.kill()
}

const shown = () => read.article.count({ where: { state: 'published' } })
const runJob = () => findKind('content.imports')!.run({}, { signal: new AbortController().signal, jobId: 'test', attempt: 1 })
const copies = () => fs.readdirSync(process.env.DATA_DIR!).filter((name) => name.startsWith('.rehearsal-'))

test.each(['check 1', `check ${lists}`])('killed when it says “%s”, it leaves nothing', async (line) => {
  await killAt(line)
  await prepareData({ say: () => {} })
  expect(copies()).toEqual([])
  // The last of the check may have been the last before it was accepted.
  if ((await read.contentImport.count({ where: { acceptedAt: { not: null } } })) === 0) {
    expect(await read.article.count()).toBe(0)
    expect(await read.record.count()).toBe(0)
  }
  moveClock(3_600_001)
  await runJob()
  moveClock(86_400_001)
  await runJob()
  expect(await read.contentImport.count()).toBe(0)
})

test.each(['import 1', 'import 3', 'import 7'])('killed when it says “%s”, what is there is whole, and the running site completes it', async (line) => {
  await killAt(line)
  const before = await shown()
  expect(before).toBeGreaterThanOrEqual(Number(line.split(' ')[1]) - 1)
  expect(await read.article.count()).toBe(before)
  await expectWholeDatabase()

  // Somebody may still be at work on it: left alone.
  await runJob()
  expect(await shown()).toBe(before)
  moveClock(61_000)
  await runJob()
  expect(await shown()).toBe(lists)
  expect(await read.record.count()).toBe(25)
  await expectWholeDatabase()

  const events = await read.event.count()
  expect((await importContent(someLists(lists), { publish: true })).lists.every(({ draft, published }) => draft === 'unchanged' && !published)).toBe(true)
  expect(await read.event.count()).toBe(events)
})

test('the next import completes what another was killed at, so that no older file is written over a newer one', async () => {
  await killAt('import 2')
  const newer = listFile('list-7', { intro: 'Newer words.' })
  const done = await importContent([newer], { publish: true })
  expect(done.lists).toMatchObject([{ draft: 'changed', published: true }])
  expect(await shown()).toBe(lists)
  moveClock(61_000)
  await runJob()
  const { draft } = await read.article.findUniqueOrThrow({ where: { slug: 'list-7' }, include: { draft: true } })
  expect(readDocument(draft!.document).intro).toBe('Newer words.')
})
