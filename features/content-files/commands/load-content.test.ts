import { expect, it } from 'vitest'
import { read, write } from '@/platform/db'
import { deleteLists } from '@/tests/factories/content'
import { useDatabase } from '@/tests/support/database'
import { readContent } from '../format/content-folder'
import { isRecordsFile } from './import-steps'
import { loadContent } from './load-content'
import { acceptImport, stageImport } from './stage-import'

useDatabase()

it('publishes what comes along once, and leaves alone what was taken away', async () => {
  expect(await loadContent('no-such-folder')).toBeNull()
  expect(await loadContent()).toBe(2)
  await deleteLists()
  expect(await loadContent()).toBeNull()
  expect(await read.article.count()).toBe(0)
})

it('goes on with what an earlier start was killed at', async () => {
  // As that start left it: accepted, marked as loaded, and nothing of it done.
  const files = readContent('content')
  const importId = await stageImport([...files.filter(({ name }) => isRecordsFile(name)), ...files.filter(({ name }) => !isRecordsFile(name))], {
    publish: true,
  })
  await write(async (tx) => {
    await tx.setting.create({ data: { name: 'loaded:content', value: { importId } } })
    await acceptImport(tx, importId)
  })
  expect(await loadContent()).toBeNull()
  expect(await read.article.count({ where: { state: 'published' } })).toBe(2)
  expect(await loadContent()).toBeNull()
})
