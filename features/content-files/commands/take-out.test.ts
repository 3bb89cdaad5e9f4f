import { unpackTar } from 'modern-tar'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { compose } from '@/app/composition'
import { close } from '@/platform/db'
import { makeDocument, makeEntry, makePublished } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import type { ExportedArchive } from './export-archive'
import { takeOutList, takeOutSite } from './take-out'

useDatabase()
beforeEach(() => compose())
afterAll(close)

const namesIn = async ({ stream }: ExportedArchive) => (await unpackTar(new Uint8Array(await buffer(stream)))).map(({ header }) => header.name)

test('admins and owners take the whole site out, and every writer a list that they may read', async () => {
  const author = await makeActor('author')
  const other = await makeActor('author', 'jun')
  const mine = await makePublished(author, makeDocument('Mine', [makeEntry('One')]))
  await makePublished(other, makeDocument('Theirs', [makeEntry('Two')]))

  expect(await namesIn(await takeOutSite(await makeActor('owner')))).toEqual(['pictures.yaml', 'mine.md', 'theirs.md', 'records.yaml'])
  for (const role of ['reader', 'author', 'editor'] as const) await expect(takeOutSite(await makeActor(role))).rejects.toMatchObject({ code: 'forbidden' })

  const { slug, ...archive } = await takeOutList(author, mine.articleId)
  expect([slug, await namesIn(archive)]).toEqual(['mine', ['pictures.yaml', 'mine.md', 'records.yaml']])
  await takeOutList(await makeActor('editor'), mine.articleId).then(({ stream }) => stream.destroy())
  await expect(takeOutList(other, mine.articleId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(takeOutList(await makeActor('reader'), mine.articleId)).rejects.toMatchObject({ code: 'forbidden' })
})
