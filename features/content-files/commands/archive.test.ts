import { packTar, unpackTar } from 'modern-tar'
import fs from 'node:fs'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { compose } from '@/app/composition'
import { setCover } from '@/features/articles/commands/set-cover'
import { findArticlePage } from '@/features/articles/queries/article-page'
import { bringMedium } from '@/features/media/commands/bring-medium'
import { changeMedium } from '@/features/media/commands/change-medium'
import { deleteMedium } from '@/features/media/commands/delete-medium'
import { uploadMedium } from '@/features/media/commands/upload-medium'
import { listMedia } from '@/features/media/queries/media'
import { saveRecord } from '@/features/records/commands/save-record'
import { findRecordPage } from '@/features/records/queries/record-page'
import { recordInput } from '@/features/records/schema'
import { config } from '@/platform/config'
import { close, read, write } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { makeDocument, makeEntry, makePublished } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { emptyTables, useDatabase } from '@/tests/support/database'
import { hugePng, jpegOf, photo } from '@/tests/support/pictures'
import { exportArchive } from './export-archive'
import { importArchive } from './import-archive'

vi.mock('@/features/media/commands/bring-medium', { spy: true })
useDatabase()
beforeEach(() => {
  fs.rmSync(config.media.folder, { recursive: true, force: true })
  config.media.quota = null
  compose()
})
afterAll(close)

const upload = async (actor: Actor, content: Buffer, name: string) => (await uploadMedium(actor, { name }, Readable.from([content]))).id
const archiveOf = async (which: string[] | 'all' = 'all') => {
  const { stream, ...rest } = await exportArchive(which, { records: which === 'all' ? 'all' : 'needed' })
  return { ...rest, bytes: await buffer(stream) }
}
/** In pieces that end anywhere. */
async function* pieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000)
}
const bring = (bytes: Uint8Array) => importArchive(pieces(bytes), { publish: true })
/** The same archive with another content of its first picture, or of the file with this name. */
async function withOther(bytes: Buffer, content: Buffer, name = /^pictures\//): Promise<Uint8Array> {
  const entries = await unpackTar(new Uint8Array(bytes))
  const at = entries.findIndex(({ header }) => name.test(header.name))
  return packTar(entries.map(({ header, data }, index) => ({ header: { ...header, size: index === at ? content.length : header.size }, body: index === at ? content : data }))) // prettier-ignore
}

async function fillSite() {
  const editor = await makeActor('editor')
  const [cover, inText, portrait, loose] = [
    await upload(editor, await jpegOf(400, 300), 'pier.jpg'),
    await upload(editor, await photo(320, 200, 2).ensureAlpha(0.5).png().toBuffer(), 'glass.png'),
    await upload(editor, await jpegOf(200, 260, 3), 'rain.jpg'),
    await upload(editor, await jpegOf(100, 100, 4), 'loose.jpg'),
  ]
  await changeMedium(editor, { id: cover, alt: 'A pier', credit: 'Photo: 김 “Kim”', focus: { x: 0.25, y: 1 } })
  await changeMedium(editor, { id: inText, decorative: true })
  const { id: rain } = await saveRecord(editor, { id: null, ...recordInput.parse({ kind: 'person', name: 'Rain', slug: 'rain' }), pictureId: portrait })
  const { articleId, slug } = await makePublished(editor, makeDocument('Piers', [makeEntry('One', { body: `See.\n\n![](/media/${inText})`, credits: [{ role: 'artist', subject: rain }] })])) // prettier-ignore
  await setCover(editor, { articleId, coverId: cover })
  return { editor, slug, cover, inText, portrait, loose }
}

test('a site moves with its pictures and their words, and importing it again changes nothing', async () => {
  const { slug, cover, inText } = await fillSite()
  const one = await archiveOf([slug])
  expect(one).toMatchObject({ pictures: 3 })
  const { bytes, pictures, files } = await archiveOf()
  expect({ pictures, files: files.map(({ name }) => name) }).toEqual({ pictures: 4, files: ['piers.md', 'records.yaml'] })
  expect((await unpackTar(new Uint8Array(bytes))).map(({ header }) => header.name)).toEqual(['pictures.yaml', 'piers.md', 'records.yaml', ...Array(4).fill(expect.stringMatching(/^pictures\/[0-9a-f]{64}\.webp$/))]) // prettier-ignore
  // Where it came from it is the same.
  expect(await bring(bytes)).toMatchObject({ pictures: { added: 0, there: 4 }, recordsChanged: 0, lists: [{ draft: 'unchanged', published: false }] })

  await emptyTables()
  fs.rmSync(config.media.folder, { recursive: true, force: true })
  expect(await bring(bytes)).toMatchObject({ pictures: { added: 4, there: 0 }, recordsAdded: 1, lists: [{ draft: 'created', published: true }], notes: [] })
  const page = (await findArticlePage(slug))!
  expect(page.cover!.picture).toMatchObject({ alt: 'A pier', credit: 'Photo: 김 “Kim”', focus: { x: 0.25, y: 1 }, width: 400, height: 300 })
  expect((await findRecordPage('person', 'rain'))!.picture).toMatchObject({ width: 200, height: 260 })
  expect(page.prose.entries.get(page.document.entries[0]!.id)!.body).toContain('<picture>')
  const editor = await makeActor('editor', 'jun')
  expect((await listMedia(editor, { q: '' })).media.map(({ name, decorative }) => [name, decorative])).toEqual([['loose.jpg', false], ['rain.jpg', false], ['glass.png', true], ['pier.jpg', false]]) // prettier-ignore
  expect((await read.media.findMany({ where: { id: { in: [cover, inText] } } })).length).toBe(2)
  const events = await read.event.count()
  expect(await bring(bytes)).toMatchObject({ pictures: { added: 0, there: 4 }, recordsChanged: 0, lists: [{ draft: 'unchanged', published: false }] })
  expect(await read.event.count()).toBe(events)
  // What was sent there is known here by its hash.
  expect(await uploadMedium(editor, { name: '' }, Readable.from([await jpegOf(400, 300)]))).toMatchObject({ id: cover, wasThere: true })
})

test('a picture that is here under another id is that one, also in texts', async () => {
  const { slug, inText } = await fillSite()
  const { bytes } = await archiveOf()
  await emptyTables()
  const writer = await makeActor('editor', 'jun')
  const here = await upload(writer, await photo(320, 200, 2).ensureAlpha(0.5).png().toBuffer(), 'glass here.png')
  expect(here).not.toBe(inText)
  for (let time = 0; time < 2; time++) {
    await bring(bytes)
    expect(JSON.stringify((await findArticlePage(slug))!.document)).toContain(`/media/${here}`)
  }
  expect((await read.media.findUniqueOrThrow({ where: { id: here } })).name).toBe('glass here.png')
  await expect(deleteMedium(writer, { id: here })).rejects.toMatchObject({ code: 'conflict' })
})

test('what goes wrong here while an archive is read is not called damage of the archive', async () => {
  const { slug } = await fillSite()
  const { bytes } = await archiveOf([slug])
  const away = new Error('Can’t reach the database')
  vi.mocked(bringMedium).mockRejectedValueOnce(away)
  await expect(bring(bytes)).rejects.toBe(away)
})

test('what is no picture, or not what it says, too large, cut or not there is refused by its name, and no list is touched', async () => {
  const { slug } = await fillSite()
  const { bytes } = await archiveOf([slug])
  await emptyTables()
  fs.rmSync(config.media.folder, { recursive: true, force: true })
  const webp = await photo(300, 200, 9).webp().toBuffer()
  const faults: [Buffer, RegExp][] = [
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /^pictures\/[0-9a-f]{64}\.webp \(pier\.jpg\): .*No list was touched\.$/],
    [await jpegOf(300, 200), /webp \(pier\.jpg\): Its content is image\/jpeg, and its name says image\/webp/],
    [webp.subarray(0, webp.length / 2), /webp \(pier\.jpg\): This picture cannot be read: the file is damaged, or was cut off/],
    [hugePng(40_000, 40_000), /webp \(pier\.jpg\): This picture has 40000 × 40000 points/],
  ]
  for (const [content, message] of faults) await expect(bring(await withOther(bytes, content))).rejects.toThrow(message)
  expect([await read.media.count(), await read.article.count()]).toEqual([0, 0])
  await expect(bring(bytes.subarray(0, bytes.length - 4000))).rejects.toThrow(/cut short/)
  await expect(bring(bytes.subarray(0, 700))).rejects.toThrow(/no whole archive/)
  await expect(bring(Buffer.from('no archive at all'))).rejects.toThrow(/no whole archive/)
  const entries = await unpackTar(new Uint8Array(bytes))
  await expect(bring(await packTar(entries.slice(0, -1).map(({ header, data }) => ({ header, body: data }))))).rejects.toThrow(/webp is missing/)
  await expect(bring(await packTar(entries.slice(1).map(({ header, data }) => ({ header, body: data }))))).rejects.toThrow(/first file is not pictures\.yaml/)
  const yaml = Buffer.from(entries[0]!.data!).toString()
  await expect(bring(await withOther(bytes, Buffer.from(yaml.replace('focus: [', 'focus: [ 7,')), /^pictures\.yaml/))).rejects.toThrow(/^pictures\.yaml:\d+: /)
  const [first, ...others] = [...yaml.matchAll(/^ {2}"?([0-9a-f]{64})"?:\n {4}id: (\w+)\n/gm)].map(([, hash, id]) => ({ hash: hash!, id: id! }))
  const twice: [string, string, RegExp][] = [
    [
      `file: pictures/${others[0]!.hash}`,
      `file: pictures/${first!.hash}`,
      /^pictures\.yaml:\d+: Expected the file of this picture: pictures\/[0-9a-f]{64}, and/,
    ],
    [`id: ${others[0]!.id}`, `id: ${first!.id}`, /^pictures\.yaml:\d+: The picture [0-9a-f]{64} has this id$/],
  ]
  for (const [from, to, message] of twice) {
    expect(yaml).toContain(from)
    await expect(bring(await withOther(bytes, Buffer.from(yaml.replace(from, to)), /^pictures\.yaml/))).rejects.toThrow(message)
  }
  expect(await read.article.count()).toBe(0)

  config.media.quota = 1
  await expect(bring(bytes)).rejects.toThrow(/webp.*Pictures of this site may take/)
  config.media.quota = null
  expect(await bring(bytes)).toMatchObject({ lists: [{ published: true }] })
})

test('a picture whose file is lost ends the export by its name', async () => {
  const { slug } = await fillSite()
  fs.rmSync(config.media.folder, { recursive: true, force: true })
  await expect(archiveOf([slug])).rejects.toThrow(/The file of the picture “pier\.jpg” is not where pictures are kept/)
})

test('a picture of which only the hash is known is left out of an archive, which says so and can be imported', async () => {
  const { slug, cover, portrait } = await fillSite()
  await write((tx) => tx.media.updateMany({ where: { id: { in: [cover, portrait] } }, data: { file: null } }))
  const { bytes, notes, pictures } = await archiveOf([slug])
  expect(notes).toEqual([expect.stringMatching(/^piers: its cover is left out: /), expect.stringMatching(/^people\/rain: its picture is left out: /)])
  expect(pictures).toBe(1)
  // Where it came from nothing is taken off.
  expect(await bring(bytes)).toMatchObject({ recordsChanged: 0, lists: [{ draft: 'unchanged' }] })
  await emptyTables()
  expect(await bring(bytes)).toMatchObject({ pictures: { added: 1 }, recordsAdded: 1, lists: [{ draft: 'created', published: true }] })
})
