import { expect, test } from 'vitest'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { scheduleArticle } from '@/features/articles/commands/schedule-article'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { cancelSchedule } from '@/features/articles/commands/cancel-schedule'
import { getDraftPage } from '@/features/editor/queries/draft-page'
import { getEditor } from '@/features/editor/queries/editor'
import { exportContent } from '@/features/content-files/commands/export-content'
import { importContent } from '@/features/content-files/commands/import-content'
import { bringBackRecord } from '@/features/records/commands/bring-back-record'
import { saveRecord } from '@/features/records/commands/save-record'
import { getFieldHistory } from '@/features/records/queries/field-history'
import { findRecordsForWriter } from '@/features/records/queries/find-records-for-writer'
import { findRecordPage } from '@/features/records/queries/record-page'
import { listStudioRecords } from '@/features/records/queries/studio-records'
import { recordInput, type RecordInput } from '@/features/records/schema'
import { turnSwitch } from '@/features/settings/commands/turn-switch'
import { read } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { makeDocument, makeEntry, makeList, makePublished, makeRecord, saveDraft } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { restoreRecord } from '@/features/trash/commands/restore-record'
import { trashRecord } from '@/features/trash/commands/trash-record'
import { listTrash } from '@/features/trash/queries/trash'

useDatabase()

const soon = () => new Date(Date.now() + 3_600_000)
const recordOf = (id: string) => read.record.findUniqueOrThrow({ where: { id } })
const isTrashed = async (id: string) => (await recordOf(id)).trashedAt !== null
const crediting = (...ids: string[]) => makeDocument('List', [makeEntry('One', { credits: ids.map((subject) => ({ role: 'artist' as const, subject })) })])
const save = async (actor: Actor, kind: RecordInput['kind'], name: string, rest: Partial<RecordInput> = {}) =>
  (await saveRecord(actor, { id: null, ...recordInput.parse({ kind, name, slug: name.toLowerCase().replaceAll(' ', '-') }), ...rest })).id
const found = async (actor: Actor, text: string) => (await findRecordsForWriter(actor, { text })).map(({ name }) => name)

test('a record that nothing uses goes to the trash: no picker, search or list of the studio offers it, and it comes back with its history', async () => {
  const editor = await makeActor('editor', 'Edda')
  const bigbang = await save(editor, 'group', 'BIGBANG')
  const id = await save(editor, 'person', 'Dara', { parentId: bigbang })
  const { updatedAt } = await recordOf(id)
  expect(await found(editor, 'dara')).toEqual(['Dara'])
  await trashRecord(editor, { id })
  await trashRecord(editor, { id })
  expect(await found(editor, 'dara')).toEqual([])
  for (const search of ['', 'dara']) expect((await listStudioRecords(editor, { kind: 'person', search, page: 1 })).rows).toEqual([])
  expect((await findRecordPage('group', 'bigbang'))?.children).toEqual([])
  expect((await listTrash(editor, null)).rows).toMatchObject([{ id, is: 'person', name: 'Dara', by: 'You', mayRestore: true }])
  const event = await read.event.findFirstOrThrow({ where: { type: 'record.trashed' } })
  expect(event.tags).toEqual(expect.arrayContaining([`record:${id}`, `record:${bigbang}`, 'records:person']))
  expect(await read.event.count({ where: { type: 'record.trashed' } })).toBe(1)
  expect((await exportContent('all', { records: 'all' })).files[0]!.text).not.toContain('Dara')

  expect(await restoreRecord(editor, { id })).toEqual({ withIt: [] })
  expect(await restoreRecord(editor, { id })).toEqual({ withIt: [] })
  expect(await found(editor, 'dara')).toEqual(['Dara'])
  expect((await getFieldHistory(editor, { recordId: id })).lines).toHaveLength(1)
  expect(await recordOf(id)).toMatchObject({ updatedAt, trashedById: null })
})

test('it is not saved, nothing comes under it, and its address stays its own', async () => {
  const editor = await makeActor('editor')
  const id = await save(editor, 'group', 'BIGBANG')
  await saveRecord(editor, { id, ...recordInput.parse({ kind: 'group', name: 'BIGBANG!', slug: 'bigbang' }) })
  await trashRecord(editor, { id })
  const refused = { code: 'conflict', message: 'This record is in the trash. Restore it first' }
  await expect(saveRecord(editor, { id, ...recordInput.parse({ kind: 'group', name: 'Other', slug: 'bigbang' }) })).rejects.toMatchObject(refused)
  await expect(bringBackRecord(editor, { id, revision: 1, seen: 2 })).rejects.toMatchObject(refused)
  await expect(save(editor, 'person', 'Taeyang', { parentId: id })).rejects.toMatchObject({ fields: { parentId: expect.stringContaining('is in the trash') } })
  await expect(save(editor, 'group', 'BIGBANG')).rejects.toMatchObject({ fields: { slug: expect.stringMatching(/in the trash.*restore that record/) } })
})

test('who may change records may move them to the trash and back; every writer sees what is there', async () => {
  const [author, editor, reader] = [await makeActor('author'), await makeActor('editor'), await makeActor('reader')]
  const id = await makeRecord('song', 'Crooked')
  await trashRecord(author, { id })
  await restoreRecord(author, { id })
  await turnSwitch(await makeActor('admin'), { name: 'authors-change-records', on: false })
  for (const act of [trashRecord, restoreRecord]) {
    await expect(act(author, { id })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(act(reader, { id })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(act(guest, { id })).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(act(editor, { id: 'none' })).rejects.toMatchObject({ code: 'not_found' })
  }
  await trashRecord(editor, { id })
  expect((await listTrash(author, null)).rows).toMatchObject([{ name: 'Crooked', mayRestore: false }])
  expect((await listTrash(reader, null)).rows).toEqual([])
})

test('what is used stays: the refusal names the lists that readers see, those that wait, and what stands under it', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const group = await save(editor, 'group', 'BIGBANG')
  const id = await save(editor, 'person', 'Taeyang', { parentId: group })
  const live = await makePublished(editor, { ...crediting(id), title: 'Live' })
  const waits = await makeList(editor, { ...crediting(id), title: 'Waits' })
  await scheduleArticle(editor, { articleId: waits.articleId, version: waits.version, at: soon() })
  await expect(trashRecord(editor, { id })).rejects.toMatchObject({
    code: 'conflict',
    data: { lists: [{ id: live.articleId, title: 'Live' }, { id: waits.articleId, title: 'Waits' }], records: [], more: false }, // prettier-ignore
  })
  await expect(trashRecord(editor, { id: group })).rejects.toMatchObject({ data: { lists: [], records: [{ id, name: 'Taeyang' }] } })
  await unpublishArticle(editor, { articleId: live.articleId })
  // Nobody hears the title of somebody else’s list before its readers do.
  await expect(trashRecord(author, { id })).rejects.toMatchObject({ data: { lists: [{ id: null, title: expect.not.stringContaining('Waits') }] } })
  await cancelSchedule(editor, { articleId: waits.articleId })
  await trashRecord(editor, { id })
  await trashRecord(editor, { id: group })
  // Drafts and old editions go on naming it.
  expect((await getEditor(editor, live.articleId)).records).toMatchObject([{ name: 'Taeyang' }])
  const edition = await read.edition.findFirstOrThrow({ where: { articleId: live.articleId } })
  expect((await getDraftPage(editor, live.articleId, edition.id)).article.records.get(id)).toMatchObject({ name: 'Taeyang' })
  expect(await restoreRecord(editor, { id })).toEqual({ withIt: ['BIGBANG'] })
})

test('it leaves the trash, with what it stands under, when a list that names it is published, scheduled or imported', async () => {
  const editor = await makeActor('editor')
  const group = await save(editor, 'group', 'BIGBANG')
  const id = await save(editor, 'person', 'Taeyang', { parentId: group })
  const trash = async () => {
    await trashRecord(editor, { id })
    await trashRecord(editor, { id: group })
  }
  await trash()
  const { articleId, version } = await makeList(editor, crediting(id))
  expect(await isTrashed(id)).toBe(true)
  await publishArticle(editor, { articleId, version })
  expect([await recordOf(id), await recordOf(group)]).toMatchObject([{ trashedAt: null, shown: true }, { trashedAt: null, shown: true }]) // prettier-ignore
  expect(await read.event.findFirstOrThrow({ where: { type: 'record.untrashed' } })).toMatchObject({
    payload: { recordIds: expect.arrayContaining([id, group]) },
  })

  await unpublishArticle(editor, { articleId })
  await trash()
  await scheduleArticle(editor, { articleId, version, at: soon() })
  expect([await isTrashed(id), await isTrashed(group)]).toEqual([false, false])

  await cancelSchedule(editor, { articleId })
  const { files } = await exportContent(['list'])
  await trash()
  const [list, records] = [files.filter(({ name }) => name === 'list.md'), files.filter(({ name }) => name === 'records.yaml')]
  // A draft that a file brings names it too, whether it is new or as it was; and so does a file of records.
  const fresh = list.map(({ text }) => ({ name: 'fresh.md', text: text.replace('slug: list', 'slug: fresh') }))
  for (const files of [fresh, list, records]) {
    await importContent(files)
    expect([await isTrashed(id), await isTrashed(group)]).toEqual([false, false])
    await trash()
  }
  expect(await importContent(records)).toMatchObject({ recordsAdded: 0, recordsChanged: 2 })
})

test('at the same time: to the trash twice, and published, scheduled or made a parent meanwhile', async () => {
  const editor = await makeActor('editor')
  for (let round = 0; round < 5; round++) {
    const group = await save(editor, 'group', `Group ${round}`)
    const id = await save(editor, 'person', `Singer ${round}`, { parentId: group })
    const { articleId, version } = await makeList(editor, { ...crediting(id), title: `List ${round}` })
    await Promise.all([trashRecord(editor, { id }), trashRecord(editor, { id })])
    const [published] = await Promise.allSettled([publishArticle(editor, { articleId, version }), trashRecord(editor, { id: group })])
    expect(published.status).toBe('fulfilled')
    expect([await isTrashed(id), await isTrashed(group)]).toEqual([false, false])

    await unpublishArticle(editor, { articleId })
    const race = await Promise.allSettled([publishArticle(editor, { articleId, version }), trashRecord(editor, { id })])
    expect(race[0].status).toBe('fulfilled')
    expect(await isTrashed(id)).toBe(false)

    await unpublishArticle(editor, { articleId })
    await Promise.allSettled([trashRecord(editor, { id }), scheduleArticle(editor, { articleId, version, at: soon() })])
    expect(await isTrashed(id)).toBe(false)
    await cancelSchedule(editor, { articleId })

    await trashRecord(editor, { id })
    const [, made] = await Promise.allSettled([trashRecord(editor, { id: group }), save(editor, 'person', `Member ${round}`, { parentId: group })])
    // One of the two was first, and the other was refused.
    expect(await isTrashed(group)).toBe(made.status === 'rejected')
    if (made.status === 'fulfilled') await saveDraft(editor, { articleId, document: crediting(made.value) })
  }
})

test('two lists are published that name records of one family in the trash', async () => {
  const editor = await makeActor('editor')
  const group = await save(editor, 'group', 'Family')
  const members: string[] = []
  for (let n = 0; n < 4; n++) members.push(await save(editor, 'person', `Member ${n}`, { parentId: group }))
  const lists = []
  for (const some of [[0, 1, 2], [2, 3, 0], [3, 1], [1, 0]]) lists.push(await makeList(editor, crediting(...some.map((n) => members[n]!)))) // prettier-ignore
  for (const id of [...members, group]) await trashRecord(editor, { id })
  await Promise.all(lists.map(({ articleId, version }) => publishArticle(editor, { articleId, version })))
  for (const id of [...members, group]) expect(await isTrashed(id)).toBe(false)
})
