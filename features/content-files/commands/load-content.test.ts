import { expect, it } from 'vitest'
import { read, write } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { loadContent } from './load-content'

useDatabase()

it('publishes what comes along once, and leaves alone what was taken away', async () => {
  expect(await loadContent('no-such-folder')).toBeNull()
  expect(await loadContent()).toBe(2)
  await write((tx) => tx.article.deleteMany({ where: { slug: 'k-pop-mvs-filmed-abroad' } }))
  expect(await loadContent()).toBeNull()
  expect(await read.article.count()).toBe(1)
})
