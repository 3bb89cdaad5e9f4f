import { afterEach, expect, test } from 'vitest'
import { cancelSchedule } from '@/features/articles/commands/cancel-schedule'
import { changeDraft } from '@/features/articles/commands/change-draft'
import { changeSlug } from '@/features/articles/commands/change-slug'
import { copyEntries } from '@/features/articles/commands/copy-entries'
import { createArticle } from '@/features/articles/commands/create-article'
import { deleteArticle } from '@/features/articles/commands/delete-article'
import { moveSchedule } from '@/features/articles/commands/move-schedule'
import { nameRevision } from '@/features/articles/commands/name-revision'
import { notePresence } from '@/features/articles/commands/note-presence'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { restoreEdition } from '@/features/articles/commands/restore-edition'
import { restoreRevision } from '@/features/articles/commands/restore-revision'
import { scheduleArticle } from '@/features/articles/commands/schedule-article'
import { setAuthors } from '@/features/articles/commands/set-authors'
import { setSeries } from '@/features/articles/commands/set-series'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { publishScheduled } from '@/features/articles/jobs'
import { isThere } from '@/features/articles/queries/is-there'
import { importContent } from '@/features/content-files/commands/import-content'
import { exportContent } from '@/features/content-files/commands/export-content'
import { getEditor } from '@/features/editor/queries/editor'
import { getHistory } from '@/features/editor/queries/editions'
import { getPublication } from '@/features/editor/queries/publication'
import { listForStudio } from '@/features/editor/queries/studio-list'
import { askForReview } from '@/features/reviews/commands/ask-for-review'
import { changeNote } from '@/features/reviews/commands/change-note'
import { approveReview } from '@/features/reviews/commands/decide-review'
import { withdrawReview } from '@/features/reviews/commands/withdraw-review'
import { listWaiting } from '@/features/reviews/queries/waiting'
import { turnSwitch } from '@/features/settings/commands/turn-switch'
import { moveClock, setClock } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import type { Actor } from '@/platform/http/request'
import { makeDocument, makeEntry, makeList, makePublished, saveDraft } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { restoreList } from '@/features/trash/commands/restore-list'
import { trashList } from '@/features/trash/commands/trash-list'
import { findTrashed, listTrash } from '@/features/trash/queries/trash'
import { readPlace } from '@/features/trash/schema'

useDatabase()
afterEach(() => setClock(null))

const soon = () => new Date(Date.now() + 3_600_000)
const articleOf = (id: string) => read.article.findUniqueOrThrow({ where: { id } })
const events = async (type: string) => read.event.findMany({ where: { type }, orderBy: { id: 'asc' } })
const inTrash = { code: 'conflict', message: 'This list is in the trash. Restore it first', data: undefined }
const titlesOf = async (actor: Actor) => (await listForStudio(actor, { state: null, search: '', page: 1 })).rows.map(({ title }) => title)
const namesOf = async (actor: Actor) => (await listTrash(actor, null)).rows.map(({ name }) => name)

test('a draft goes to the trash and comes back as it was; both twice over change nothing more', async () => {
  const [author, editor] = [await makeActor('author', 'Anna'), await makeActor('editor')]
  const { articleId: id, document, version } = await makeList(author, makeDocument('Draft', [makeEntry('One')]))
  await makeList(author, makeDocument('Other', []))
  await trashList(author, { id })
  expect(await titlesOf(author)).toEqual(['Other'])
  expect(await titlesOf(editor)).toEqual(['Other'])
  for (const actor of [author, editor])
    expect(await listForStudio(actor, { state: 'draft', search: '', page: 1 })).toMatchObject({ total: 1, counts: { draft: 1 } })
  expect(await listForStudio(author, { state: null, search: 'draft', page: 1 })).toMatchObject({ rows: [], total: 0 })
  expect((await listTrash(editor, null)).rows).toMatchObject([{ id, is: 'list', name: 'Draft', by: 'Anna', mayRestore: true, wasSeen: false }])
  expect((await listTrash(author, null)).rows).toMatchObject([{ by: 'You' }])
  const { trashedAt } = await articleOf(id)
  await trashList(editor, { id })
  expect(await articleOf(id)).toMatchObject({ trashedAt, trashedById: author.account.id })
  expect(await restoreList(author, { id })).toEqual({ state: 'draft' })
  expect(await restoreList(author, { id })).toEqual({ state: 'draft' })
  expect(await articleOf(id)).toMatchObject({ state: 'draft', trashedAt: null, trashedById: null })
  expect(await getEditor(author, id)).toMatchObject({ document, version })
  expect([await events('article.trashed'), await events('article.untrashed')]).toMatchObject([
    [{ payload: { articleId: id } }],
    [{ payload: { articleId: id } }],
  ])
})

test('strangers find nothing to move, to restore or to delete; readers and guests may not; an author sees one’s own', async () => {
  const [author, stranger, reader, editor] = [await makeActor('author'), await makeActor('author'), await makeActor('reader'), await makeActor('editor')]
  const { articleId: id } = await makeList(author, makeDocument('Mine', []))
  const all = [trashList, restoreList, (actor: Actor) => deleteArticle(actor, { articleId: id })]
  for (const act of all) {
    await expect(act(stranger, { id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(act(reader, { id })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(act(guest, { id })).rejects.toMatchObject({ code: 'unauthorized' })
  }
  await trashList(author, { id })
  expect([await namesOf(author), await namesOf(editor)]).toEqual([['Mine'], ['Mine']])
  for (const actor of [stranger, reader, guest]) {
    expect(await namesOf(actor)).toEqual([])
    expect(await findTrashed(actor, 'list', id)).toBeNull()
  }
  for (const act of all) await expect(act(stranger, { id })).rejects.toMatchObject({ code: 'not_found' })
})

test('a published list is lost to its readers in the same moment, and its votes, comments, editions and addresses stay', async () => {
  const editor = await makeActor('editor')
  const entry = makeEntry('One')
  const { articleId: id, slug, version } = await makePublished(editor, makeDocument('Live', [entry]))
  await write(async (tx) => {
    const { id: readerId } = await tx.reader.create({ data: { id: newId() } })
    await tx.vote.create({ data: { readerId, articleId: id, entryId: entry.id, signals: [] } })
    await tx.tally.update({ where: { entryId: entry.id }, data: { counted: 1 } })
    await tx.article.update({ where: { id }, data: { voteCount: 1 } })
  })
  const waiting = await scheduleArticle(editor, { articleId: id, version, at: soon() })
  expect(await isThere(`/articles/${slug}`)).toBe(true)
  await trashList(editor, { id })
  expect(await isThere(`/articles/${slug}`)).toBe(false)
  expect(await articleOf(id)).toMatchObject({ state: 'unpublished', currentEditionId: null, voteCount: 0 })
  expect(await events('article.unpublished')).toMatchObject([{ hard: true, tags: expect.arrayContaining([`article:${id}`]) }])
  expect(await read.edition.findUniqueOrThrow({ where: { id: waiting.editionId } })).toMatchObject({ cancelledAt: expect.any(Date) })
  await publishScheduled({ editionId: waiting.editionId })
  expect((await listTrash(editor, null)).rows).toMatchObject([{ name: 'Live', wasSeen: true }])
  await expect(deleteArticle(editor, { articleId: id })).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('so it stays') })
  expect(await restoreList(editor, { id })).toEqual({ state: 'unpublished' })
  expect(await isThere(`/articles/${slug}`)).toBe(false)
  expect(await read.edition.count({ where: { articleId: id } })).toBe(2)
  await publishArticle(editor, { articleId: id, version })
  expect(await articleOf(id)).toMatchObject({ state: 'published', voteCount: 1, slug })
})

test('what waits for its time is withdrawn, and nobody is asked for a review any more', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const one = await makeList(author, makeDocument('Soon', [makeEntry('One')]))
  const { editionId } = await scheduleArticle(author, { articleId: one.articleId, version: one.version, at: soon() })
  await trashList(author, { id: one.articleId })
  expect(await read.job.count({ where: { key: `publish:${one.articleId}`, doneAt: null } })).toBe(0)
  await restoreList(author, { id: one.articleId })
  moveClock(7_200_000)
  await publishScheduled({ editionId })
  expect(await articleOf(one.articleId)).toMatchObject({ state: 'draft' })

  const two = await makeList(author, makeDocument('Asked', [makeEntry('One')]))
  await askForReview(author, { articleId: two.articleId, version: two.version, note: '', reviewerId: null })
  expect(await listWaiting(editor)).toHaveLength(1)
  await trashList(author, { id: two.articleId })
  expect(await listWaiting(editor)).toEqual([])
  await restoreList(author, { id: two.articleId })
  expect(await articleOf(two.articleId)).toMatchObject({ state: 'draft' })
  expect(await read.review.findMany()).toMatchObject([{ state: 'withdrawn', currentOf: null }])
})

test('where authors take nothing from readers, an editor moves a published list to the trash; drafts are their own', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const live = await makePublished(author, makeDocument('Live', [makeEntry('One')]))
  const draft = await makeList(author, makeDocument('Draft', [makeEntry('One')]))
  await turnSwitch(await makeActor('admin'), { name: 'authors-publish-alone', on: false })
  await expect(trashList(author, { id: live.articleId })).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('ask one') })
  expect(await articleOf(live.articleId)).toMatchObject({ state: 'published', trashedAt: null })
  await trashList(author, { id: draft.articleId })
  await trashList(editor, { id: live.articleId })
  // What came off the readers’ pages comes back to its author, unpublished.
  expect(await restoreList(author, { id: live.articleId })).toEqual({ state: 'unpublished' })
})

test('every command refuses a list in the trash, and changes nothing of it', async () => {
  const editor = await makeActor('editor')
  const entry = makeEntry('One')
  const { articleId, version, document } = await makePublished(editor, makeDocument('List', [entry]))
  const other = await makePublished(editor, makeDocument('Other', [makeEntry('Two')]))
  const edition = await read.edition.findFirstOrThrow({ where: { articleId } })
  await trashList(editor, { id: articleId })
  const before = [await articleOf(articleId), await read.draft.findUnique({ where: { articleId } })]
  const list = { articleId, version }
  const operation = {
    id: `tabmine0-${newId()}`,
    changes: [{ do: 'edit' as const, on: 'list' as const, field: 'title', changes: [[0, 0, 'My ']] as [number, number, string][] }],
  }
  const commands: (() => Promise<unknown>)[] = [
    () => changeDraft(editor, { id: articleId, base: version, operations: [operation] }),
    // Also a browser that only looks, and one that is far behind.
    () => changeDraft(editor, { id: articleId, base: version, operations: [] }),
    () => changeDraft(editor, { id: articleId, base: 1, operations: [operation] }),
    () => publishArticle(editor, list),
    () => scheduleArticle(editor, { ...list, at: soon() }),
    () => moveSchedule(editor, { articleId, editionId: edition.id, at: soon() }),
    () => cancelSchedule(editor, { articleId }),
    () => unpublishArticle(editor, { articleId }),
    () => changeSlug(editor, { articleId, slug: 'elsewhere' }),
    () => restoreEdition(editor, { ...list, editionId: edition.id }),
    () => restoreRevision(editor, { ...list, revision: 1 }),
    () => nameRevision(editor, { articleId, revision: 1, name: 'Begun' }),
    () => setAuthors(editor, { articleId, authorIds: [] }),
    () => setSeries(editor, { articleId, seriesId: null, position: 3 }),
    () => copyEntries(editor, { from: other.articleId, to: articleId, entries: [other.document.entries[0]!.id], once: newId() }),
    () => copyEntries(editor, { from: articleId, to: other.articleId, entries: [entry.id], once: newId() }),
    () => askForReview(editor, { ...list, note: '', reviewerId: null }),
    () => approveReview(editor, { ...list, reviewId: 'none', answer: '' }),
    () => withdrawReview(editor, { articleId }),
    () => changeNote(editor, { id: articleId, do: 'write', place: 'list', field: null, words: 'Look' }),
    () => notePresence(editor, { id: articleId, tab: 'tabmine0', place: 'list', left: false }),
    () => getEditor(editor, articleId),
    () => getHistory(editor, articleId),
    () => getPublication(editor, articleId),
  ]
  for (const command of commands) await expect(command(), String(command)).rejects.toMatchObject(inTrash)
  expect([await articleOf(articleId), await read.draft.findUnique({ where: { articleId } })]).toEqual(before)
  // What an old browser has kept is taken once the list is back.
  await restoreList(editor, { id: articleId })
  expect(await changeDraft(editor, { id: articleId, base: version, operations: [operation] })).toMatchObject({ version: version + 1, refused: [] })
  expect((await read.draft.findUniqueOrThrow({ where: { articleId } })).document).toMatchObject({ ...document, title: 'My List' })
})

test('its address stays its own', async () => {
  const author = await makeActor('author')
  const { articleId: id, slug } = await makeList(author, makeDocument('Wanted', []))
  const other = await makeList(author, makeDocument('Other', []))
  await trashList(author, { id })
  await expect(changeSlug(author, { articleId: other.articleId, slug })).rejects.toMatchObject({
    code: 'conflict',
    fields: { slug: 'A list in the trash has this address: choose another, or restore that list' },
  })
  expect((await createArticle(author, { title: 'Wanted' })).slug).toBe('wanted-2')
})

test('an import leaves a list in the trash alone and says so; an export leaves it out', async () => {
  const editor = await makeActor('editor')
  const { articleId: id } = await makePublished(editor, makeDocument('Abroad', [makeEntry('Crooked')]))
  await makePublished(editor, makeDocument('Stays', [makeEntry('One')]))
  const { files } = await exportContent(['abroad'])
  await trashList(editor, { id })
  const before = [await articleOf(id), await read.draft.findUnique({ where: { articleId: id } })]
  const changed = files.map((file) => ({ ...file, text: file.text.replace('Abroad', 'Abroad again') }))
  for (const force of [false, true])
    expect((await importContent(changed, { publish: true, force })).lists).toMatchObject([
      { slug: 'abroad', draft: 'unchanged', published: false, scheduled: null, note: 'it is in the trash: left alone' },
    ])
  expect([await articleOf(id), await read.draft.findUnique({ where: { articleId: id } })]).toEqual(before)
  expect((await exportContent('all')).files.map(({ name }) => name)).toEqual(['stays.md', 'records.yaml'])
  await expect(exportContent(['abroad'])).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('in the trash') })
})

test('what readers never saw is deleted for good, by hand and from the trash alone', async () => {
  const author = await makeActor('author')
  const { articleId: id } = await makeList(author, makeDocument('Gone', [makeEntry('One')]))
  const cosigner = await makeActor('author')
  await setAuthors(await makeActor('editor'), { articleId: id, authorIds: [cosigner.authorId] })
  await expect(deleteArticle(author, { articleId: id })).rejects.toMatchObject({
    code: 'conflict',
    message: 'This list is not in the trash: move it there first',
  })
  await trashList(author, { id })
  moveClock(400 * 86_400_000)
  expect(await namesOf(author)).toEqual(['Gone'])
  // Whose name is under it too may bring it back, and does not take it from who began it.
  await expect(deleteArticle(cosigner, { articleId: id })).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('Only who began a list'),
  })
  const mayDelete = async (actor: Actor) => (await listTrash(actor, null)).rows.map((row) => row.mayDelete)
  expect([await mayDelete(cosigner), await mayDelete(author)]).toEqual([[false], [true]])
  await deleteArticle(author, { articleId: id })
  expect(await read.article.count()).toBe(0)
  await expect(restoreList(author, { id })).rejects.toMatchObject({ code: 'not_found' })
})

test('the trash page by page, newest first, each thing once; an address that is none begins at the beginning', async () => {
  const author = await makeActor('author')
  const names: string[] = []
  for (let n = 0; n < 5; n++) {
    const { articleId: id } = await makeList(author, makeDocument(`List ${n}`, []))
    await trashList(author, { id })
    names.unshift(`List ${n}`)
  }
  // Several in one moment are told apart by their ids.
  await write((tx) => tx.article.updateMany({ data: { trashedAt: new Date() } }))
  const found: string[] = []
  for (let after = null as ReturnType<typeof readPlace>, pages = 0; pages < 5; pages++) {
    const { rows, next } = await listTrash(author, after, 2)
    found.push(...rows.map(({ name }) => name))
    after = next === null ? null : readPlace(next)
    if (next === null) break
  }
  expect(found.toSorted()).toEqual(names.toSorted())
  for (const text of ['', 'x', '1', '1-', '-a', '99999999999999999999-a', '1-A', '1-a-b']) expect(readPlace(text)).toBeNull()
})

test('at the same time: to the trash twice, back twice, and deleted while it comes back', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const { articleId: id } = await makeList(author, makeDocument('List', [makeEntry('One')]))
  await Promise.all([author, editor, author].map((actor) => trashList(actor, { id })))
  expect(await events('article.trashed')).toHaveLength(1)
  await Promise.all([author, editor, author].map((actor) => restoreList(actor, { id })))
  expect(await events('article.untrashed')).toHaveLength(1)
  await trashList(author, { id })
  const [back, gone] = await Promise.allSettled([restoreList(author, { id }), deleteArticle(editor, { articleId: id })])
  expect([back.status, gone.status].sort()).toEqual(['fulfilled', 'rejected'])
})

test('an edition that waits although its list is in the trash is not published, whoever ordered it', async () => {
  const editor = await makeActor('editor')
  const { articleId: id, version } = await makePublished(editor, makeDocument('Live', [makeEntry('One')]))
  const { editionId } = await scheduleArticle(editor, { articleId: id, version, at: soon() })
  await trashList(editor, { id })
  for (const by of [null, editor.account.id]) {
    await write((tx) => tx.edition.update({ where: { id: editionId }, data: { publishAt: new Date(Date.now() - 1), cancelledAt: null } }))
    await publishScheduled({ editionId, by })
    expect(await read.edition.findUniqueOrThrow({ where: { id: editionId } })).toMatchObject({ liveAt: null, note: expect.stringContaining('in the trash') })
    expect(await articleOf(id)).toMatchObject({ currentEditionId: null, trashedAt: expect.any(Date) })
  }
})

test('at the same time: published by a writer, at its time or by an import, and moved to the trash', async () => {
  const editor = await makeActor('editor')
  for (let round = 0; round < 4; round++) {
    const { articleId: id, version } = await makeList(editor, makeDocument(`Race ${round}`, [makeEntry('One')]))
    const [published, trashed] = await Promise.allSettled([publishArticle(editor, { articleId: id, version }), trashList(editor, { id })])
    expect(trashed.status).toBe('fulfilled')
    if (published.status === 'rejected') expect(published.reason).toMatchObject(inTrash)
    expect(await articleOf(id)).toMatchObject({ trashedAt: expect.any(Date), currentEditionId: null })
    await restoreList(editor, { id })

    const { editionId } = await scheduleArticle(editor, { articleId: id, version, at: soon() })
    await write((tx) => tx.edition.update({ where: { id: editionId }, data: { publishAt: new Date(Date.now() - 1) } }))
    await Promise.all([publishScheduled({ editionId }), trashList(editor, { id })])
    expect(await articleOf(id)).toMatchObject({ trashedAt: expect.any(Date), state: expect.stringMatching(/draft|unpublished/) })
    await restoreList(editor, { id })

    await saveDraft(editor, { articleId: id, document: makeDocument(`Race ${round}`, [makeEntry('Two')]) })
    const { files } = await exportContent([`race-${round}`])
    await Promise.all([importContent(files, { publish: true, force: true }), trashList(editor, { id })])
    expect(await articleOf(id)).toMatchObject({ trashedAt: expect.any(Date), currentEditionId: null })
  }
})
