import fs from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { unpackTar } from 'modern-tar'
import { beforeEach, expect, test } from 'vitest'
import { compose } from '@/app/composition'
import { uploadMedium } from '@/features/media/commands/upload-medium'
import { config } from '@/platform/config'
import { read } from '@/platform/db'
import { makeDocument, makeEntry, makePublished } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { emptyTables, useDatabase } from '@/tests/support/database'
import { jpegOf } from '@/tests/support/pictures'
import { exportArchive } from './export-archive'
import { bringInFiles, bringPicture, checkFiles } from './bring-in-files'

useDatabase()
beforeEach(() => {
  fs.rmSync(config.media.folder, { recursive: true, force: true })
  compose()
})

test('what was taken out of a site is checked, brought into another with its pictures, and changes nothing twice', async () => {
  const editor = await makeActor('editor')
  const picture = (await uploadMedium(editor, { name: 'pier.jpg' }, Readable.from([await jpegOf(400, 300)]))).id
  await makePublished(editor, makeDocument('Piers', [makeEntry('One', { body: `See.\n\n![](/media/${picture})` })]))
  const entries = await unpackTar(new Uint8Array(await buffer((await exportArchive('all', { records: 'all' })).stream)))
  const content = (name: string) => Buffer.from(entries.find(({ header }) => header.name === name)!.data!)
  const pictures = content('pictures.yaml').toString()
  const files = entries.map(({ header }) => header.name).filter((name) => /^(?!pictures).*\.(md|yaml)$/.test(name)).map((name) => ({ name, text: content(name).toString() })) // prettier-ignore

  await emptyTables()
  const admin = await makeActor('admin')
  const check = await checkFiles(admin, { files, pictures })
  expect(check).toMatchObject({ faults: [], notes: [], lists: [{ slug: 'piers', draft: 'created' }], needed: [{ id: picture }], ids: {} })
  expect(await read.article.count()).toBe(0)

  const [{ file, about }] = check.needed as [(typeof check.needed)[number]]
  const brought = await bringPicture(admin, { pictures: about, file, bytes: content(file).toString('base64') })
  const made = await bringInFiles(admin, { files, ids: { [picture]: brought.id } })
  expect(made).toMatchObject({ faults: [], notes: [], lists: [{ slug: 'piers', draft: 'created', scheduled: null }] })
  expect(await read.article.findUniqueOrThrow({ where: { id: made.lists[0]!.id } })).toMatchObject({ title: 'Piers', state: 'draft' })
  expect(await checkFiles(admin, { files, pictures })).toMatchObject({ lists: [{ draft: 'unchanged' }], needed: [] })
})

test('faults are told by file and line, and whoever is no admin brings nothing in', async () => {
  const admin = await makeActor('admin')
  const files = [{ name: 'one.md', text: '---\nformat: 1\nslug: One Two\n---\n' }]
  for (const outcome of [await checkFiles(admin, { files, pictures: null }), await bringInFiles(admin, { files, ids: {} })])
    expect(outcome).toMatchObject({ lists: [], faults: expect.arrayContaining([expect.stringMatching(/^one\.md, line \d+: /)]) })
  expect((await checkFiles(admin, { files, pictures: 'format: 2' })).faults[0]).toMatch(/^pictures\.yaml, line 1: /)
  const editor = await makeActor('editor')
  await expect(checkFiles(editor, { files, pictures: null })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(bringInFiles(editor, { files, ids: {} })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(bringPicture(editor, { pictures: '', file: '', bytes: '' })).rejects.toMatchObject({ code: 'forbidden' })
  expect(await read.article.count()).toBe(0)
})
