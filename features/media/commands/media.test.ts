import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { compose } from '@/app/composition'
import { startChild } from '@/tests/support/child'
import { useDatabase } from '@/tests/support/database'
import { makeDocument, makeEntry, makeList } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { jpegOf } from '@/tests/support/pictures'
import { aroundPuts } from '@/tests/support/around-puts'
import { moveClock, setClock } from '@/platform/clock'
import { config } from '@/platform/config'
import { close, read, write } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { startWorker } from '@/platform/jobs/worker'
import { findMediaFile } from '../queries/media-file'
import { getMedium, getMediumWithUses, listMedia } from '../queries/media'
import { setMediaStore } from '../store/store'
import type { MediaShow } from '../limits'
import { changeMedium } from './change-medium'
import { checkMediaStore } from './check-store'
import { deleteMedium } from './delete-medium'
import { replaceMedium } from './replace-medium'
import { uploadFromAddress } from './upload-from-address'
import { uploadMedium } from './upload-medium'

useDatabase()
let stop = async () => {}
beforeEach(() => {
  fs.rmSync(config.media.folder, { recursive: true, force: true })
  setMediaStore(null)
  config.media.quota = null
  compose()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await stop()
  stop = async () => {}
  setClock(null)
})
afterAll(close)

const picture = jpegOf(400, 300)
const another = jpegOf(400, 300, 7)
const filesThere = () =>
  fs.existsSync(config.media.folder)
    ? fs.readdirSync(config.media.folder, { recursive: true, encoding: 'utf8' }).filter((name) => /[-.]/.test(path.basename(name)) && name !== 'this-folder')
        .length
    : 0
const arriving = () => (fs.existsSync(config.media.arriving) ? fs.readdirSync(config.media.arriving).length : 0)
async function* sent(content: Buffer, part = content.length): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += part) yield content.subarray(at, at + part)
}
const upload = async (actor: Actor, content: Buffer, name = '') => uploadMedium(actor, { name }, sent(content, 1000))
/** A list with this cover. */
async function showIn(actor: Actor, coverId: string) {
  const { articleId } = await makeList(actor, makeDocument('A list', [makeEntry('One')]))
  await write((tx) => tx.article.update({ where: { id: articleId }, data: { coverId } }))
}
const work = () => (stop = startWorker(20))

test('a picture is kept in its widths, with all there is to know, and no trace of it is left half', async () => {
  const author = await makeActor('author')
  const { id, wasThere } = await upload(author, await picture, 'IMG 1.jpg')
  expect(wasThere).toBe(false)
  const medium = await getMedium(author, id)
  expect(medium).toMatchObject({ name: 'IMG 1.jpg', alt: '', decorative: false, type: 'image/jpeg', bytes: (await picture).length, mayChange: true })
  expect(medium.picture).toMatchObject({ width: 400, height: 300, focus: { x: expect.any(Number), y: expect.any(Number) } })
  expect(medium.picture!.sources.avif).toMatch(/^\/media\/[0-9a-f]{32}-320\.avif 320w, \/media\/[0-9a-f]{32}-400\.avif 400w$/)
  expect([filesThere(), arriving(), await read.job.count({ where: { type: 'media.remove-files' } })]).toEqual([6, 0, 0])
  const file = await findMediaFile(medium.picture!.src)
  expect(file).toMatchObject({ type: 'image/jpeg' })
  const opened = await file!.open()
  const chunks: Buffer[] = []
  for await (const chunk of opened!.stream) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks)).toHaveLength(opened!.bytes)
  expect((await read.media.findUniqueOrThrow({ where: { id } })).storedBytes).toBeGreaterThan(opened!.bytes)
})

test('the same file is one medium, also when it comes twice at once', async () => {
  const [one, other] = [await makeActor('author'), await makeActor('editor')]
  const both = await Promise.all([upload(one, await picture), upload(other, await picture)])
  expect(new Set(both.map(({ id }) => id)).size).toBe(1)
  expect(both.map(({ wasThere }) => wasThere).sort()).toEqual([false, true])
  expect(await upload(one, await picture)).toMatchObject({ id: both[0].id, wasThere: true })
  expect([await read.media.count(), filesThere()]).toEqual([1, 6])
})

test('writers alone add pictures and see them; they change their own, and editors every one', async () => {
  const [author, other, editor] = [await makeActor('author'), await makeActor('author', 'other'), await makeActor('editor')]
  for (const nobody of [guest, await makeActor('reader')]) {
    await expect(upload(nobody, await picture)).rejects.toMatchObject({ code: nobody.account ? 'forbidden' : 'unauthorized' })
    await expect(listMedia(nobody, { q: '' })).rejects.toMatchObject({ code: 'forbidden' })
  }
  const { id } = await upload(author, await picture)
  await expect(changeMedium(other, { id, alt: 'mine' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(deleteMedium(other, { id })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(replaceMedium(other, { id, name: '' }, sent(await another))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(changeMedium(guest, { id, alt: 'mine' })).rejects.toMatchObject({ code: 'unauthorized' })
  await expect(deleteMedium(await makeActor('reader', 'reader2'), { id })).rejects.toMatchObject({ code: 'not_found' })
  expect((await getMedium(other, id)).mayChange).toBe(false)
  await changeMedium(author, { id, alt: 'A lantern', credit: 'Photo: 김' })
  await changeMedium(editor, { id, focus: { x: 0.25, y: 1 } })
  expect(await getMedium(other, id)).toMatchObject({ alt: 'A lantern', credit: 'Photo: 김', picture: { focus: { x: 0.25, y: 1 } } })
  const tags = (await read.event.findMany({ where: { type: 'media.changed' } })).map((event) => event.tags)
  expect(tags).toEqual([[`media:${id}`], [`media:${id}`]])
  await changeMedium(editor, { id, alt: 'A lantern' })
  expect(await read.event.count({ where: { type: 'media.changed' } })).toBe(2)
})

test('media are found by name, alt text and credit, page by page', async () => {
  const author = await makeActor('author')
  const ids: string[] = []
  for (const [seed, name] of ['Brücke.jpg', 'two.png', 'three.png'].entries()) ids.push((await upload(author, await jpegOf(40, 40, seed + 20), name)).id)
  await changeMedium(author, { id: ids[1]!, alt: '서울의 밤' })
  const found = async (q: string) => (await listMedia(author, { q })).media.map(({ id }) => ids.indexOf(id))
  expect(await found('')).toEqual([2, 1, 0])
  expect([await found('brucke'), await found('서울'), await found('%'), await found('nothing')]).toEqual([[0], [1], [2, 1, 0], []])
  const first = await listMedia(author, { q: '' }, 2)
  expect(first.media).toHaveLength(2)
  expect((await listMedia(author, { q: '', after: first.next! }, 2)).media.map(({ id }) => ids.indexOf(id))).toEqual([0])
})

test('media are filtered by what is to be done about them and by whose they are, with a way back', async () => {
  const [author, other] = [await makeActor('author'), await makeActor('author', 'other')]
  const ids: string[] = []
  for (const [seed, actor] of [author, other, author, author].entries()) ids.push((await upload(actor, await jpegOf(40, 40, seed + 40), `${seed}.jpg`)).id)
  await changeMedium(author, { id: ids[0]!, alt: 'A lantern' })
  await changeMedium(other, { id: ids[1]!, decorative: true })
  await showIn(author, ids[2]!)
  const found = async (show: MediaShow) => (await listMedia(author, { q: '', show })).media.map(({ id }) => ids.indexOf(id))
  expect([await found('undescribed'), await found('unused'), await found('mine')]).toEqual([
    [3, 2],
    [3, 1, 0],
    [3, 2, 0],
  ])
  const all = await listMedia(author, { q: '' }, 1)
  expect(all).toMatchObject({ total: 4, undescribed: 2, newer: null, next: ids[3] })
  expect((await listMedia(author, { q: '' })).media.map(({ shownIn }) => shownIn.covers)).toEqual([0, 1, 0, 0])
  const pages = [await listMedia(author, { q: '', after: ids[3] }, 1), await listMedia(author, { q: '', after: ids[2] }, 1), await listMedia(author, { q: '', after: ids[2] }, 2)] // prettier-ignore
  expect(pages.map(({ newer }) => newer)).toEqual(['', ids[3], ''])
})

test('of words that two change, what only one has changed is merged, and the same is not written over unseen', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const { id } = await upload(author, await picture)
  const { focus } = (await getMedium(author, id)).picture!
  const base = { alt: '', decorative: false, credit: '', focus }
  await changeMedium(editor, { id, ...base, credit: 'Photo: 김', base })
  await changeMedium(author, { id, ...base, alt: 'A lantern', base })
  expect(await getMedium(author, id)).toMatchObject({ alt: 'A lantern', credit: 'Photo: 김', decorative: false })
  await expect(changeMedium(editor, { id, ...base, alt: 'A lamp', focus: { x: 0, y: 0 }, base })).rejects.toMatchObject({
    code: 'conflict',
    fields: { alt: expect.stringContaining('“A lantern”') },
    data: { stored: { alt: 'A lantern', credit: 'Photo: 김' } },
  })
  expect((await getMedium(author, id)).picture!.focus).toEqual(focus)
  await changeMedium(editor, { id, ...base, alt: 'A lamp', base: { ...base, alt: 'A lantern', credit: 'Photo: 김' } }).catch(() => {})
  expect(await getMedium(author, id)).toMatchObject({ alt: 'A lamp', credit: '' })
})

test('what is shown is not deleted, and the answer says where', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const { id } = await upload(author, await picture)
  await showIn(editor, id)
  await expect(deleteMedium(author, { id })).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('in 1 list.') })
  await expect(deleteMedium(editor, { id })).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('“A list”') })
  expect((await getMediumWithUses(author, id)).uses).toEqual([{ as: 'cover', id: null, title: null, state: 'unknown', inTrash: false }])
  await write((tx) => tx.article.updateMany({ data: { coverId: null } }))
  const { src } = (await getMedium(author, id)).picture!
  await deleteMedium(author, { id })
  expect(await read.media.count()).toBe(0)
  work()
  await vi.waitFor(() => expect(filesThere()).toBe(0), { timeout: 30_000 })
  expect(await (await findMediaFile(src))?.open()).toBeFalsy()
})

test('another picture in the place of one: the same medium, new addresses, the old files for a day', async () => {
  const author = await makeActor('author')
  const { id } = await upload(author, await picture, 'old.jpg')
  await changeMedium(author, { id, alt: 'A lantern' })
  await showIn(author, id)
  const before = (await getMedium(author, id)).picture!
  await replaceMedium(author, { id, name: 'new.jpg' }, sent(await another))
  const after = await getMediumWithUses(author, id)
  expect(after).toMatchObject({ name: 'new.jpg', alt: 'A lantern', uses: [{ as: 'cover' }], replacedAt: expect.any(Date) })
  expect(after.picture!.src).not.toBe(before.src)
  expect(await read.event.findFirst({ where: { type: 'media.replaced' } })).toMatchObject({ tags: [`media:${id}`] })
  work()
  for (const { src } of [before, after.picture!]) expect(await (await findMediaFile(src))!.open().then((file) => file?.stream.destroy() && true)).toBe(true)
  expect(filesThere()).toBe(12)
  moveClock(86_400_000 + 1000)
  await vi.waitFor(() => expect(filesThere()).toBe(6), { timeout: 30_000 })
  // By this clock what arrives now is a day old: nothing tidies up meanwhile.
  await stop()
  // The old file is nobody’s now: it can be sent again.
  const again = await upload(author, await picture)
  expect(again).toMatchObject({ wasThere: false })
  await expect(replaceMedium(author, { id, name: '' }, sent(await picture))).rejects.toMatchObject({ code: 'conflict', data: { otherId: again.id } })
})

test('over the quota nothing is kept, and the words say how much there is', async () => {
  const author = await makeActor('author')
  const { id } = await upload(author, await picture)
  const { storedBytes } = await read.media.findUniqueOrThrow({ where: { id } })
  config.media.quota = storedBytes + 1000
  await expect(upload(author, await another)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/may take .* MB together, and take .* MB now/),
  })
  expect([await read.media.count(), filesThere(), arriving()]).toEqual([1, 6, 0])
  // One of about the same size may take its place.
  await expect(replaceMedium(author, { id, name: '' }, sent(await jpegOf(200, 150, 3)))).resolves.toBeTruthy()
})

test('too many bytes, nothing, and a sender who hangs up leave nothing', async () => {
  const author = await makeActor('author')
  let heard = 0
  async function* large() {
    for (; heard < 23; heard++) yield Buffer.alloc(1_000_000)
  }
  await expect(uploadMedium(author, { name: '' }, large())).rejects.toMatchObject({ code: 'too_large', message: expect.stringContaining('20 MB') })
  expect(heard).toBe(23)
  await expect(uploadMedium(author, { name: '' }, null)).rejects.toMatchObject({ code: 'invalid' })
  async function* cut() {
    yield (await picture).subarray(0, 5000)
    throw new Error('aborted')
  }
  await expect(uploadMedium(author, { name: '' }, cut())).rejects.toMatchObject({ name: 'BrokenOff' })
  expect([await read.media.count(), filesThere(), arriving(), await read.job.count()]).toEqual([0, 0, 0, 0])
})

test('a disk that gets full in the middle keeps nothing, and makes its room free again', async () => {
  const author = await makeActor('author')
  aroundPuts(async (nth, put) => {
    if (nth === 4) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    await put()
  })
  await expect(upload(author, await picture)).rejects.toThrow('ENOSPC')
  expect([await read.media.count(), filesThere(), arriving(), await read.job.count({ where: { doneAt: null, type: 'media.remove-files' } })]).toEqual([
    0, 0, 0, 0,
  ])
  expect(await upload(author, await picture)).toMatchObject({ wasThere: false })
})

test('what a process had half stored when it was killed is deleted by the next', async () => {
  const author = await makeActor('author')
  const file = path.join(config.dataDir, 'picture.jpg')
  fs.writeFileSync(file, await picture)
  const child = await startChild('tests/support/storing.child.ts', { ACCOUNT: author.account.id, PICTURE: file })
  expect(await child.line()).toBe('stored 3')
  await child.kill()
  expect([await read.media.count(), filesThere()]).toEqual([0, 3])
  expect(await read.job.count({ where: { type: 'media.remove-files', doneAt: null } })).toBe(1)
  work()
  // It might live: for a minute nobody touches what it holds.
  moveClock(61_000)
  await vi.waitFor(() => expect(filesThere()).toBe(0), { timeout: 30_000 })
  expect(arriving()).toBe(1)
  moveClock(3_600_000)
  await checkMediaStore()
  expect(arriving()).toBe(0)
  await stop()
  expect(await upload(author, await picture)).toMatchObject({ wasThere: false })
})

test('whoever was so slow that the files were deleted keeps no row of them', async () => {
  const author = await makeActor('author')
  aroundPuts(async (nth, put) => {
    await put()
    if (nth < 6) return
    // As if this process had slept for a minute.
    moveClock(120_000)
    work()
    await vi.waitFor(async () => expect(await read.job.count({ where: { type: 'media.remove-files', doneAt: { not: null } } })).toBe(1), { timeout: 30_000 })
  })
  await expect(upload(author, await picture)).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('took too long') })
  await vi.waitFor(() => expect(filesThere()).toBe(0), { timeout: 30_000 })
  expect(await read.media.count()).toBe(0)
})

test('the start says when the folder is not the one that this site keeps its pictures in', async () => {
  await checkMediaStore()
  await checkMediaStore()
  const mark = path.join(config.media.folder, 'this-folder')
  const id = fs.readFileSync(mark, 'utf8')
  const author = await makeActor('author')
  await upload(author, await picture)
  fs.rmSync(config.media.folder, { recursive: true })
  await checkMediaStore()
  expect(fs.existsSync(mark)).toBe(false)
  expect(await read.setting.findUnique({ where: { name: 'media-folder' } })).toMatchObject({ value: id })
})

test('a picture that was copied from a page of this site is that picture, and is not fetched', async () => {
  const mina = await makeActor('author', 'mina')
  const { id } = await upload(mina, await picture)
  const { file } = await read.media.findUniqueOrThrow({ where: { id } })
  const network = { resolve: () => expect.unreachable('fetched'), request: () => expect.unreachable('fetched'), isPublic: () => true, timeoutMs: 1000 }
  const bring = (address: string) => uploadFromAddress(mina, { address }, network)
  for (const path of [`/media/${file}-400.jpg`, `/media/${file}-320.avif?x#y`, `/media/${id}`])
    expect(await bring(`${config.siteUrl}${path}`)).toEqual({ id, wasThere: true, moves: false })
  await expect(bring(`${config.siteUrl}/media/${'ab'.repeat(16)}-400.jpg`)).rejects.toMatchObject({ code: 'invalid' })
  await expect(bring(`http://other.example/media/${id}`)).rejects.toMatchObject({ code: 'invalid' })
  await expect(uploadFromAddress(guest, { address: `${config.siteUrl}/media/${id}` }, network)).rejects.toMatchObject({ code: 'unauthorized' })
  expect(await read.media.count()).toBe(1)
})
