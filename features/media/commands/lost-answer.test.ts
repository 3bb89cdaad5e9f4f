import fs from 'node:fs'
import { beforeEach, expect, test, vi } from 'vitest'
import { compose } from '@/app/composition'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { jpegOf } from '@/tests/support/pictures'
import { config } from '@/platform/config'
import { read } from '@/platform/db'
import { findMediaFile } from '../queries/media-file'
import { uploadMedium } from './upload-medium'

const network = vi.hoisted(() => ({ isLost: false }))
vi.mock('@/platform/db', async (original) => {
  const real = await original<typeof import('@/platform/db')>()
  const write: typeof real.write = async (work, options) => {
    const value = await real.write(work, options)
    if (network.isLost && options?.lock === 'media') throw new Error('Connection terminated unexpectedly')
    return value
  }
  return { ...real, write }
})

useDatabase()
beforeEach(() => {
  fs.rmSync(config.media.folder, { recursive: true, force: true })
  compose()
})

test('a picture whose row is there keeps its files, although the answer to the commit was lost', async () => {
  const author = await makeActor('author')
  async function* sent() {
    yield await jpegOf(330, 200)
  }
  network.isLost = true
  await expect(uploadMedium(author, { name: '' }, sent())).rejects.toThrow('Connection terminated')
  network.isLost = false
  const medium = await read.media.findFirstOrThrow()
  const file = await findMediaFile(`/media/${medium.file}-320.jpg`)
  expect((await file?.open())?.bytes).toBeGreaterThan(100)
  expect(await uploadMedium(author, { name: '' }, sent())).toMatchObject({ id: medium.id, wasThere: true })
})
