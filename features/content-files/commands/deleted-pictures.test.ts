import fs from 'node:fs'
import { Readable } from 'node:stream'
import { beforeEach, expect, test, vi } from 'vitest'
import { compose } from '@/app/composition'
import { duplicateArticle } from '@/features/articles/commands/duplicate-article'
import { setCover } from '@/features/articles/commands/set-cover'
import { keepPictures } from '@/features/media/commands/keep-pictures'
import { uploadMedium } from '@/features/media/commands/upload-medium'
import { config } from '@/platform/config'
import { read, write } from '@/platform/db'
import { makeDocument, makeEntry, makeList } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { jpegOf } from '@/tests/support/pictures'
import { parseRecords } from '../format/parse-records'
import { importRecords } from './import-records'

vi.mock('@/features/media/commands/keep-pictures', { spy: true })
useDatabase()
beforeEach(() => {
  fs.rmSync(config.media.folder, { recursive: true, force: true })
  compose()
})

/** As if somebody had deleted the pictures after they were read, and before they were kept. */
const deletedMeanwhile = () =>
  vi.mocked(keepPictures).mockImplementationOnce(async (tx, ids) => {
    await tx.media.deleteMany({ where: { id: { in: [...ids] } } })
    return keepPictures(tx, ids)
  })

test('a picture that is deleted while a record with it is imported is a fault of that line, and while a list is copied the copy has no cover', async () => {
  const editor = await makeActor('editor')
  const picture = async () => (await uploadMedium(editor, { name: 'rain.jpg' }, Readable.from([await jpegOf(300, 200)]))).id
  const { hash } = await read.media.findUniqueOrThrow({ where: { id: await picture() } })
  const file = parseRecords(`format: 2\npeople:\n  rain:\n    name: Rain\n    picture: ${hash}\n`, 'records.yaml')
  deletedMeanwhile()
  await expect(write((tx) => importRecords(tx, file))).rejects.toMatchObject({ problems: [{ line: 5 }] })

  const { articleId } = await makeList(editor, makeDocument('Piers', [makeEntry('One')]))
  await setCover(editor, { articleId, coverId: await picture() })
  deletedMeanwhile()
  const { id } = await duplicateArticle(editor, { articleId })
  expect(await read.article.findUniqueOrThrow({ where: { id } })).toMatchObject({ title: 'Copy of Piers', coverId: null })
  expect((await write((tx) => importRecords(tx, parseRecords('format: 2\npeople:\n  rain:\n    name: Rain\n', 'records.yaml')))).created).toEqual([
    'people/rain',
  ])
})
