import { expect, it } from 'vitest'
import { read } from '@/platform/db'
import { deleteLists } from '@/tests/factories/content'
import { useDatabase } from '@/tests/support/database'
import { loadContent } from './load-content'

useDatabase()

it('publishes what comes along once, and leaves alone what was taken away', async () => {
  expect(await loadContent('no-such-folder')).toBeNull()
  expect(await loadContent()).toBe(2)
  await deleteLists()
  expect(await loadContent()).toBeNull()
  expect(await read.article.count()).toBe(0)
})
