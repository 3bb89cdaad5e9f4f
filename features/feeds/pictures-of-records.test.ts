import { afterAll, expect, test } from 'vitest'
import { compose } from '@/app/composition'
import { listCreditedRecords } from '@/features/articles/queries/appearances'
import { findArticlePage } from '@/features/articles/queries/article-page'
import { listEntryFacts } from '@/features/articles/queries/credited'
import { videoOf } from '@/features/articles/reading/records'
import { findShareImage } from '@/features/artwork/queries/share-images'
import { exportContent } from '@/features/content-files/commands/export-content'
import { importContent } from '@/features/content-files/commands/import-content'
import { parseRecords } from '@/features/content-files/format/parse-records'
import { getEditor } from '@/features/editor/queries/editor'
import { changeMedium } from '@/features/media/commands/change-medium'
import { deleteMedium } from '@/features/media/commands/delete-medium'
import { getMediumWithUses, listMedia } from '@/features/media/queries/media'
import { bringBackRecord } from '@/features/records/commands/bring-back-record'
import { mergeRecords } from '@/features/records/commands/merge-records'
import { saveRecord } from '@/features/records/commands/save-record'
import { undoMerge } from '@/features/records/commands/undo-merge'
import { getFieldHistory } from '@/features/records/queries/field-history'
import { planMerge } from '@/features/records/queries/plan-merge'
import { findRecordPage } from '@/features/records/queries/record-page'
import { getRecord } from '@/features/records/queries/studio-records'
import { recordInput, type RecordInput } from '@/features/records/schema'
import { close, read, write } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { slugify } from '@/platform/text/slugify'
import { makeDocument, makeEntry, makePublished } from '@/tests/factories/lists'
import { makeMedium } from '@/tests/factories/media'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { recordLd } from './json-ld/record'

useDatabase()
compose()
afterAll(close)

const input = (kind: RecordInput['kind'], name: string, rest: Partial<RecordInput> = {}) => ({
  ...recordInput.parse({ kind, name, slug: slugify(name) }),
  ...rest,
})
const save = async (actor: Actor, values: RecordInput, id: string | null = null) => (await saveRecord(actor, { ...values, id })).id
const site = { name: 'Lights', url: 'https://lights.example' } as Parameters<typeof recordLd>[1]

test('a portrait is on the page of its record, in indexes and its group, where it is shared, and for machines; its words are those of the picture', async () => {
  const editor = await makeActor('editor')
  const pictureId = await makeMedium({ alt: 'He laughs', credit: 'Photo: Kim' })
  const group = await save(editor, input('group', 'BIGBANG'))
  const person = await save(editor, input('person', 'G-Dragon', { pictureId, parentId: group }))
  await makePublished(editor, makeDocument('A list', [makeEntry('One', { credits: [{ role: 'artist', subject: person }] })]))
  const page = (await findRecordPage('person', 'g-dragon'))!
  expect(page.picture).toMatchObject({ alt: 'He laughs', credit: 'Photo: Kim', width: 640, height: 480 })
  expect((await findRecordPage('group', 'bigbang'))!.children.map(({ picture }) => picture?.src)).toEqual([page.picture!.src])
  expect((await listCreditedRecords('person')).items.map(({ picture }) => picture?.src)).toEqual([page.picture!.src])
  expect(await findShareImage('subject', person)).toEqual({ src: page.picture!.src, width: 640, height: 480, alt: 'He laughs', type: 'image/jpeg' })
  expect(recordLd(page, site, () => true)).toMatchObject({ image: `https://lights.example${page.picture!.src}` })
  await changeMedium(editor, { id: pictureId, decorative: true })
  expect((await findRecordPage('person', 'g-dragon'))!.picture).toMatchObject({ alt: '' })
  // Without one nothing is changed.
  const { picture: _, ...without } = { ...page, picture: null }
  expect(recordLd({ ...without, picture: null }, site, () => true)).toMatchObject({ image: undefined })
  expect(await findShareImage('subject', group)).toMatchObject({ type: 'image/png' })
})

test('a video has a poster of its own in every list, and the studio shows it', async () => {
  const editor = await makeActor('editor')
  const pictureId = await makeMedium({ alt: 'A roof' })
  const video = await save(editor, input('video', 'Crooked', { url: 'https://www.youtube.com/watch?v=RKhsHGfrFmY' }))
  const { slug, articleId } = await makePublished(editor, makeDocument('A list', [makeEntry('One', { video })]))
  const posterOf = async () => {
    const { document, records } = (await findArticlePage(slug))!
    const [entry] = document.entries
    const facts = (await listEntryFacts([{ id: entry!.id, articleId }])).get(entry!.id)!
    return [videoOf(entry!, records)!.poster, facts.video!.poster]
  }
  expect(await posterOf()).toEqual([null, null])
  await save(editor, { ...(await storedOf(editor, video)), pictureId }, video)
  const [first, second] = await posterOf()
  expect(first).toMatchObject({ width: 640, height: 480 })
  expect(second).toEqual(first)
  expect((await getEditor(editor, articleId)).records.find(({ id }) => id === video)!.picture!.src).toBe(first!.src)
})

async function storedOf(editor: Actor, id: string): Promise<RecordInput> {
  return recordInput.parse(await getRecord(editor, id))
}

test('what a record shows is not deleted, and says so; what was merged away holds nothing', async () => {
  const editor = await makeActor('editor')
  const [one, two] = [await makeMedium({ alt: 'One' }), await makeMedium({ alt: 'Two' })]
  const stays = await save(editor, input('person', 'G-Dragon'))
  const goes = await save(editor, input('person', 'GD', { pictureId: one }))
  const video = await save(editor, input('video', 'Crooked', { pictureId: one }))
  expect((await getMediumWithUses(editor, one)).uses).toMatchObject([
    { as: 'poster', id: video, title: 'Crooked' },
    { as: 'picture', id: goes, title: 'GD' },
  ])
  await expect(deleteMedium(editor, { id: one })).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('“Crooked”, “GD”') })
  expect((await listMedia(editor, { q: '', show: 'unused' })).media.map(({ id }) => id)).toEqual([two])
  await save(editor, { ...(await storedOf(editor, video)), pictureId: null }, video)

  expect(await planMerge(editor, { from: goes, into: stays })).toMatchObject({ taken: ['Picture'], left: [] })
  const merge = await mergeRecords(editor, { from: goes, into: stays })
  expect(await getRecord(editor, stays)).toMatchObject({ pictureId: one, picture: { alt: 'One' } })
  expect((await getMediumWithUses(editor, one)).uses).toMatchObject([{ id: stays }])
  await undoMerge(editor, merge)
  expect([(await getRecord(editor, stays)).pictureId, (await getRecord(editor, goes)).pictureId]).toEqual([null, one])

  // Each has one: the one that stays keeps its own, and the plan names the other.
  await save(editor, { ...(await storedOf(editor, stays)), pictureId: two }, stays)
  await write((tx) => tx.media.update({ where: { id: one }, data: { name: 'gd.jpg' } }))
  expect(await planMerge(editor, { from: goes, into: stays })).toMatchObject({ taken: [], left: [{ field: 'Picture', value: 'gd.jpg' }] })
  const again = await mergeRecords(editor, { from: goes, into: stays })
  expect((await getRecord(editor, stays)).pictureId).toBe(two)
  // Of the merged one it can be deleted; undone, that has none.
  await deleteMedium(editor, { id: one })
  await undoMerge(editor, again)
  expect([(await getRecord(editor, stays)).pictureId, (await getRecord(editor, goes)).pictureId]).toEqual([two, null])
})

test('a picture that is not there, or has no file, is refused beside its field; another change keeps it, and the history brings it back', async () => {
  const editor = await makeActor('editor')
  const pictureId = await makeMedium({ alt: 'One' })
  await expect(save(editor, input('person', 'Rain', { pictureId: 'gone' }))).rejects.toMatchObject({
    fields: { pictureId: expect.stringContaining('deleted') },
  })
  await expect(save(editor, input('person', 'Rain', { pictureId: await makeMedium({ file: null }) }))).rejects.toMatchObject({ code: 'conflict' })
  const id = await save(editor, input('person', 'Rain'))
  // Revisions from before there were pictures have none of them.
  const old = await read.fieldsRevision.findFirstOrThrow({ where: { recordId: id } })
  const { pictureId: _, ...values } = old.values as Record<string, unknown>
  await write((tx) => tx.fieldsRevision.update({ where: { id: old.id }, data: { values: values as object } }))
  await save(editor, { ...input('person', 'Rain'), pictureId }, id)
  // Undo of the first picture takes it off: what was there before it is a revision that says so.
  await bringBackRecord(editor, { id, revision: 2, seen: 3 })
  expect((await getRecord(editor, id)).pictureId).toBeNull()
  await bringBackRecord(editor, { id, revision: 3, seen: 4 })
  const { pictureId: __, ...unknowing } = input('person', 'Rain (비)', {})
  await save(editor, { ...unknowing, slug: 'rain' } as RecordInput, id)
  expect(await getRecord(editor, id)).toMatchObject({ name: 'Rain (비)', pictureId })
  const { lines } = await getFieldHistory(editor, { recordId: id })
  expect(lines.map(({ kind }) => kind)).toEqual(['written', 'restored', 'restored', 'written', 'begun', 'written'])
  expect(lines[1]!.changes).toEqual([{ field: 'Picture', before: '', after: 'A picture without a name' }])
  await save(editor, { ...input('person', 'Rain'), pictureId: null }, id)
  await bringBackRecord(editor, { id, revision: 5, seen: 7 })
  expect((await getRecord(editor, id)).pictureId).toBe(pictureId)
  // Deleted meanwhile: the rest comes back.
  await save(editor, { ...input('person', 'Bi'), slug: 'rain', pictureId: null }, id)
  await deleteMedium(editor, { id: pictureId })
  await bringBackRecord(editor, { id, revision: 5, seen: 9 })
  expect(await getRecord(editor, id)).toMatchObject({ name: 'Rain', pictureId: null })
})

test('files name it in format 2; a file that says nothing of it takes none off, and one that names what is not here is refused at its line', async () => {
  const editor = await makeActor('editor')
  const pictureId = await makeMedium({ alt: 'One', hash: 'ab'.repeat(32) })
  const { hash } = await read.media.findUniqueOrThrow({ where: { id: pictureId } })
  const id = await save(editor, input('person', 'Rain', { pictureId }))
  const { files } = await exportContent([], { records: 'all' })
  expect(files[0]!.text).toMatch(`format: 2\npeople:\n  rain:\n    name: Rain\n    picture: ${hash}\n`)
  expect(await importContent(files)).toMatchObject({ recordsAdded: 0, recordsChanged: 0 })
  await save(editor, { ...input('person', 'Rain'), pictureId: null }, id)
  expect(await importContent(files)).toMatchObject({ recordsChanged: 1 })
  expect((await getRecord(editor, id)).pictureId).toBe(pictureId)
  await importContent([{ name: 'records.yaml', text: 'format: 1\npeople:\n  rain:\n    name: Bi\n' }])
  expect(await getRecord(editor, id)).toMatchObject({ name: 'Bi', pictureId })
  const other = files[0]!.text.replace(hash, 'f'.repeat(64))
  await expect(importContent([{ name: 'records.yaml', text: other }])).rejects.toThrow(/^records\.yaml:5: There is no picture with this hash here/)
  expect(() => parseRecords(files[0]!.text.replace('format: 2', 'format: 1'), 'r.yaml')).toThrow('r.yaml:5: “picture” is of format 2: write format: 2')
  expect(() => parseRecords(files[0]!.text.replace(hash, 'portrait.jpg'), 'r.yaml')).toThrow(/r\.yaml:5: .*hash/)
})
