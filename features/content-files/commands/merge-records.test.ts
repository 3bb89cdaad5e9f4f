import { expect, test } from 'vitest'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { scheduleArticle } from '@/features/articles/commands/schedule-article'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { findArticlePage } from '@/features/articles/queries/article-page'
import { listAppearances } from '@/features/articles/queries/appearances'
import { chipsOf } from '@/features/articles/reading/records'
import { entriesOf, type CreditRole, type ListDocument } from '@/features/articles/schema'
import { exportContent } from '@/features/content-files/commands/export-content'
import { importContent } from '@/features/content-files/commands/import-content'
import { getEditor } from '@/features/editor/queries/editor'
import { mergeRecords } from '@/features/records/commands/merge-records'
import { saveRecord } from '@/features/records/commands/save-record'
import { undoMerge } from '@/features/records/commands/undo-merge'
import { getFieldHistory } from '@/features/records/queries/field-history'
import { findRecordsForWriter } from '@/features/records/queries/find-records-for-writer'
import { listMerges } from '@/features/records/queries/merges'
import { planMerge } from '@/features/records/queries/plan-merge'
import { findMovedRecord, findRecordPage } from '@/features/records/queries/record-page'
import { getRecord } from '@/features/records/queries/studio-records'
import { resolveRecords } from '@/features/records/queries/resolve'
import { recordInput, type RecordInput } from '@/features/records/schema'
import { restoreRecord } from '@/features/trash/commands/restore-record'
import { trashRecord } from '@/features/trash/commands/trash-record'
import { listTrash } from '@/features/trash/queries/trash'
import { read, write } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { slugify } from '@/platform/text/slugify'
import { makeDocument, makeEntry, makeList, makePublished, saveDraft } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'

useDatabase()

const save = async (actor: Actor, kind: RecordInput['kind'], name: string, rest: Partial<RecordInput> = {}) =>
  (await saveRecord(actor, { id: null, ...recordInput.parse({ kind, name, slug: slugify(name) }), ...rest })).id
const entry = (heading: string, ...credits: [CreditRole, string][]) => makeEntry(heading, { credits: credits.map(([role, subject]) => ({ role, subject })) })
const appearancesOf = async (id: string) => (await read.record.findUniqueOrThrow({ where: { id } })).appearances
const found = async (actor: Actor, text: string) => (await findRecordsForWriter(actor, { text })).map(({ name }) => name)
const chips = async (slug: string) => {
  const page = (await findArticlePage(slug))!
  return entriesOf(page.document).map(({ entry: one }) => chipsOf(one, page.records).map(({ role, record }) => `${role} ${record.name}`))
}
/** All that a merge may touch, without when it was. */
const everything = async () => ({
  records: await read.record.findMany({ orderBy: { id: 'asc' }, omit: { updatedAt: true } }),
  names: await read.recordName.findMany({ orderBy: [{ recordId: 'asc' }, { position: 'asc' }] }),
  forms: await read.nameForm.findMany({ orderBy: [{ rank: 'asc' }, { text: 'asc' }, { kind: 'asc' }, { targetId: 'asc' }] }),
  credits: await read.credit.findMany({ orderBy: [{ entryId: 'asc' }, { position: 'asc' }] }),
  redirects: await read.redirect.findMany({ orderBy: { path: 'asc' }, omit: { createdAt: true } }),
  drafts: await read.draft.findMany({ orderBy: { articleId: 'asc' } }),
  editions: await read.edition.findMany({ orderBy: { id: 'asc' } }),
})

async function twoOfOne(editor: Actor) {
  const kpop = await save(editor, 'group', 'K-pop')
  const stays = await save(editor, 'group', 'BIGBANG', { names: [{ name: '빅뱅', lang: 'ko', alias: false }] })
  const before = await save(editor, 'group', 'Bigbnag')
  await saveRecord(editor, {
    ...recordInput.parse({ kind: 'group', name: 'BigBangg', slug: 'bigbangg', date: '2006', description: 'Five of them.', parentId: kpop }),
    names: [
      { name: '빅뱅', lang: 'ko', alias: false },
      { name: '빅방', lang: 'ko', alias: false },
    ],
    id: before,
  })
  return { stays, goes: before, kpop, member: await save(editor, 'person', 'T.O.P', { parentId: before }) }
}

test('two records become one everywhere: lists, drafts, pages, addresses, look-ups, files; and two again in one step', async () => {
  const editor = await makeActor('editor', 'edda')
  const { stays, goes, member } = await twoOfOne(editor)
  const first = await makePublished(editor, makeDocument('First', [entry('One', ['artist', goes]), entry('Two', ['artist', stays]), entry('Three', ['artist', goes], ['artist', stays], ['with', goes])])) // prettier-ignore
  const other = await makePublished(editor, makeDocument('Other', [entry('Of a member', ['artist', member])]))
  const draft = await makeList(editor, makeDocument('Draft', [entry('Four', ['artist', goes])]))
  const whole = await everything()

  expect(await planMerge(editor, { from: goes, into: stays })).toEqual({
    from: { name: 'BigBangg', address: '/groups/bigbangg' },
    into: { name: 'BIGBANG', address: '/groups/bigbang' },
    entries: 2,
    lists: 1,
    drafts: 1,
    names: ['BigBangg', '빅방'],
    taken: ['Born or founded', 'Stands under', 'Description'],
    left: [],
    below: 1,
    refusal: null,
  })
  expect(await everything()).toEqual(whole)
  const { id } = await mergeRecords(editor, { from: goes, into: stays })

  // No document was touched.
  const merged = await everything()
  expect([merged.drafts, merged.editions]).toEqual([whole.drafts, whole.editions])
  expect(await chips(first.slug)).toEqual([['Artist BIGBANG'], ['Artist BIGBANG'], ['Artist BIGBANG', 'With BIGBANG']])
  expect([await appearancesOf(stays), await appearancesOf(goes)]).toEqual([3, 0])
  expect(await chips(other.slug)).toEqual([['Artist T.O.P', 'Of BIGBANG']])
  const page = (await findRecordPage('group', 'bigbang'))!
  expect(page.names.map(({ name, alias }) => `${name}${alias ? ' (alias)' : ''}`)).toEqual(['빅뱅', 'BigBangg (alias)', '빅방 (alias)'])
  expect(page).toMatchObject({ original: { name: '빅뱅' }, date: '2006', description: 'Five of them.', parent: { name: 'K-pop' } })
  expect(page.children.map(({ name }) => name)).toEqual(['T.O.P'])
  expect((await listAppearances(page)).items.map(({ entry: { heading } }) => heading).sort()).toEqual(['Of a member', 'One', 'Three', 'Two'])
  expect(await findRecordPage('group', 'bigbangg')).toBeNull()
  for (const slug of ['bigbangg', 'bigbnag']) expect(await findMovedRecord('group', slug)).toBe('/groups/bigbang')
  expect(await found(editor, 'bigbangg')).toEqual(['BIGBANG'])
  expect((await getEditor(editor, draft.articleId)).records.find((record) => record.id === goes)).toMatchObject({ id: goes, name: 'BIGBANG', slug: 'bigbang' })
  expect((await resolveRecords([goes])).get(goes)).toMatchObject({ id: stays, name: 'BIGBANG', href: '/groups/bigbang' })
  expect((await listTrash(editor, null)).rows).toEqual([])
  expect(await getRecord(editor, goes)).toMatchObject({ mergedInto: { id: stays, name: 'BIGBANG' } })
  expect((await getFieldHistory(editor, { recordId: stays })).lines[0]!.changes.map(({ field }) => field)).toContain('Other names')
  expect(await listMerges(editor, stays)).toMatchObject([{ id, name: 'BigBangg', by: 'You', undone: null }])
  expect(await read.event.findFirstOrThrow({ where: { type: 'record.merged' } })).toMatchObject({
    payload: { recordId: stays, otherId: goes, undone: false },
    tags: [`record:${goes}`, `record:${stays}`, 'records:group'],
  })

  // A file has one record, and its addresses.
  const files = await exportContent('all')
  const records = files.files.find(({ name }) => name.endsWith('.yaml'))!.text
  expect(records).toContain('bigbang:')
  expect(records).not.toContain('\n  bigbangg:')
  expect(records).toMatch(/formerly:[^a-z]*bigbangg[^a-z]*bigbnag/s)
  expect(files.files.find(({ name }) => name === 'draft.md')!.text).toContain('- artist: groups/bigbang\n')
  const again = await importContent(files.files.filter(({ name }) => name === 'draft.md'), { force: true }) // prettier-ignore
  expect(again).toBeDefined()
  await saveDraft(editor, { articleId: draft.articleId, document: draft.document })

  // Doing it twice is refused, and the history of the one that is gone can be read.
  await expect(mergeRecords(editor, { from: goes, into: stays })).rejects.toMatchObject({ code: 'conflict' })
  await expect(restoreRecord(editor, { id: goes })).rejects.toMatchObject({ code: 'conflict' })
  await expect(saveRecord(editor, { ...recordInput.parse({ kind: 'group', name: 'Mine', slug: 'mine' }), id: goes })).rejects.toMatchObject({
    message: 'This record was merged into another one meanwhile. Nothing was saved',
  })

  await undoMerge(editor, { id })
  await undoMerge(editor, { id })
  const undone = await everything()
  for (const part of ['records', 'names', 'forms', 'credits', 'redirects', 'editions'] as const) expect(undone[part], part).toEqual(whole[part])
  expect(await chips(first.slug)).toEqual([['Artist BigBangg'], ['Artist BIGBANG'], ['Artist BigBangg', 'Artist BIGBANG', 'With BigBangg']])
  expect(await listMerges(editor, stays)).toMatchObject([{ undone: { by: 'You' } }])
  expect(await read.event.count({ where: { type: 'record.merged' } })).toBe(2)
})

test('what is published, changed and unpublished between a merge and its Undo is right afterwards', async () => {
  const editor = await makeActor('editor')
  const { stays, goes } = await twoOfOne(editor)
  const list = await makePublished(editor, makeDocument('First', [entry('One', ['artist', goes])]))
  const away = await makePublished(editor, makeDocument('Away', [entry('Two', ['artist', goes])]))
  const waiting = await makeList(editor, makeDocument('Waits', [entry('Three', ['artist', goes])]))
  await scheduleArticle(editor, { articleId: waiting.articleId, version: waiting.version, at: new Date(Date.now() + 3_600_000) })
  const draft = await makeList(editor, makeDocument('Later', [entry('Four', ['artist', goes], ['artist', stays])]))
  const { id } = await mergeRecords(editor, { from: goes, into: stays })

  await publishArticle(editor, { articleId: draft.articleId, version: draft.version })
  await unpublishArticle(editor, { articleId: away.articleId })
  const changed: ListDocument = { ...list.document, entries: [...list.document.entries, entry('Five', ['artist', stays])] }
  const { version } = await saveDraft(editor, { articleId: list.articleId, document: changed })
  await publishArticle(editor, { articleId: list.articleId, version })
  expect([await appearancesOf(stays), await appearancesOf(goes)]).toEqual([3, 0])
  // A list that waits names it by the one that is gone.
  await expect(trashRecord(editor, { id: stays })).rejects.toMatchObject({ code: 'conflict' })

  // The name is changed meanwhile, and one of the names taken away: that stays so.
  const { values } = { values: await read.record.findUniqueOrThrow({ where: { id: stays }, select: { description: true, parentId: true } }) }
  await saveRecord(editor, { ...recordInput.parse({ kind: 'group', name: 'BIG BANG', slug: 'bigbang', date: '2006-08', ...values }), names: [], id: stays })
  await undoMerge(editor, { id })
  expect([await appearancesOf(stays), await appearancesOf(goes)]).toEqual([2, 2])
  expect(await read.record.findUniqueOrThrow({ where: { id: stays } })).toMatchObject({ name: 'BIG BANG', date: '2006-08', description: '', parentId: null })
  expect(await read.record.findUniqueOrThrow({ where: { id: goes } })).toMatchObject({ name: 'BigBangg', slug: 'bigbangg', trashedAt: null, shown: true })
})

test('what was merged before goes along, and comes back with it; the later merge is undone first', async () => {
  const editor = await makeActor('editor')
  const { stays, goes } = await twoOfOne(editor)
  const third = await save(editor, 'group', 'Big Bang Theory')
  await makePublished(editor, makeDocument('First', [entry('One', ['artist', goes]), entry('Two', ['artist', stays])]))
  const whole = await everything()
  const { id: first } = await mergeRecords(editor, { from: goes, into: stays })
  const between = await everything()
  const { id: second } = await mergeRecords(editor, { from: stays, into: third })
  expect(await appearancesOf(third)).toBe(2)
  expect((await resolveRecords([goes, stays])).get(goes)).toMatchObject({ id: third })
  expect(await findMovedRecord('group', 'bigbangg')).toBe('/groups/big-bang-theory')
  await expect(undoMerge(editor, { id: first })).rejects.toMatchObject({ message: '“BIGBANG” itself was merged into “Big Bang Theory” since. Undo that first' })
  await undoMerge(editor, { id: second })
  expect(await everything()).toEqual(between)
  await undoMerge(editor, { id: first })
  expect(await everything()).toEqual(whole)
})

test('who may not change records merges none, and what cannot be one says why', async () => {
  const editor = await makeActor('editor')
  const { stays, goes, kpop, member } = await twoOfOne(editor)
  for (const act of [mergeRecords, planMerge]) {
    await expect(act(guest, { from: goes, into: stays })).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(act(await makeActor('reader'), { from: goes, into: stays })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(act(editor, { from: stays, into: stays })).rejects.toMatchObject({ code: 'invalid' })
    await expect(act(editor, { from: member, into: stays })).rejects.toMatchObject({ message: 'Only records of one kind can be merged' })
    await expect(act(editor, { from: 'nobody', into: stays })).rejects.toMatchObject({ code: 'not_found' })
  }
  // What the one stands under, however far up.
  const inner = await save(editor, 'group', 'Inner', { parentId: goes })
  const sub = await save(editor, 'group', 'Sub unit', { parentId: inner })
  await expect(mergeRecords(editor, { from: goes, into: sub })).rejects.toMatchObject({
    message: '“Sub unit” stands below something that stands under “BigBangg”. Put it elsewhere first',
  })
  const whole = await everything()
  const { id } = await mergeRecords(editor, { from: goes, into: inner })
  expect(await read.record.findUniqueOrThrow({ where: { id: inner } })).toMatchObject({ parentId: kpop })
  expect(await read.record.findUniqueOrThrow({ where: { id: member } })).toMatchObject({ parentId: inner })

  // Something stands in the way of its Undo, and no longer.
  await expect(undoMerge(guest, { id })).rejects.toMatchObject({ code: 'unauthorized' })
  const now = async () => {
    const { names, ...rest } = await read.record.findUniqueOrThrow({
      where: { id: inner },
      select: {
        kind: true,
        name: true,
        description: true,
        parentId: true,
        latitude: true,
        longitude: true,
        date: true,
        url: true,
        names: { select: { name: true, lang: true, alias: true } },
      },
    })
    return { ...rest, names, id: inner }
  }
  await saveRecord(editor, { ...(await now()), slug: 'bigbangg' })
  await expect(undoMerge(editor, { id })).rejects.toMatchObject({ message: '“Inner” has the address /groups/bigbangg now. Give it another one first' })
  await saveRecord(editor, { ...(await now()), slug: 'inner' })
  // It went to the trash, because nothing stood under it outside of the trash any more.
  await undoMerge(editor, { id })
  const undone = await everything()
  for (const part of ['records', 'names', 'forms', 'credits'] as const) expect(undone[part], part).toEqual(whole[part])

  const { id: again } = await mergeRecords(editor, { from: goes, into: stays })
  await trashRecord(editor, { id: sub })
  await trashRecord(editor, { id: inner })
  await trashRecord(editor, { id: member })
  await saveRecord(editor, { ...recordInput.parse({ kind: 'group', name: 'BIGBANG', slug: 'bigbang' }), id: stays })
  await trashRecord(editor, { id: kpop })
  await trashRecord(editor, { id: stays })
  await expect(undoMerge(editor, { id: again })).rejects.toMatchObject({ message: '“BIGBANG” is in the trash. Restore it first' })
  await restoreRecord(editor, { id: stays })
  await undoMerge(editor, { id: again })
  // With what it stands under.
  expect(await read.record.findUniqueOrThrow({ where: { id: kpop } })).toMatchObject({ trashedAt: null })
})

test('a merge and a publication at one moment: the credits are right whoever comes first', async () => {
  const editor = await makeActor('editor')
  for (let round = 0; round < 3; round++) {
    const stays = await save(editor, 'group', `Stays ${round}`)
    const goes = await save(editor, 'group', `Goes ${round}`)
    const lists = await Promise.all([1, 2, 3].map((number) => makeList(editor, makeDocument(`List ${round} ${number}`, [entry('One', ['artist', goes]), entry('Two', ['artist', stays])])))) // prettier-ignore
    const publish = ({ articleId, version }: (typeof lists)[number]) => publishArticle(editor, { articleId, version })
    const [merged] = await Promise.all([mergeRecords(editor, { from: goes, into: stays }), ...lists.map(publish)])
    expect([await appearancesOf(stays), await appearancesOf(goes)]).toEqual([6, 0])
    await Promise.all([undoMerge(editor, { id: merged.id }), ...lists.slice(1).map(({ articleId }) => unpublishArticle(editor, { articleId }))])
    expect([await appearancesOf(stays), await appearancesOf(goes)]).toEqual([1, 1])
  }
  expect(await write((tx) => tx.credit.count({ where: { namedId: { not: null } } }))).toBe(0)
})
