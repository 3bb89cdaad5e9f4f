import { expect, test } from 'vitest'
import { changeDraft } from '@/features/articles/commands/change-draft'
import { moveSchedule } from '@/features/articles/commands/move-schedule'
import { cancelSchedule } from '@/features/articles/commands/cancel-schedule'
import { publishArticle } from '@/features/articles/commands/publish-article'
import { scheduleArticle } from '@/features/articles/commands/schedule-article'
import { setAuthors } from '@/features/articles/commands/set-authors'
import { unpublishArticle } from '@/features/articles/commands/unpublish-article'
import { leaveSite } from '@/features/accounts/commands/leave-site'
import { write } from '@/platform/db'
import { newId } from '@/platform/id'
import { useDatabase } from '@/tests/support/database'
import { makeDocument, makeEntry, makeList, makePublished, makeRecord, saveDraft } from '@/tests/factories/lists'
import { guest, makeActor } from '@/tests/factories/writers'
import { getPublication } from './publication'
import { getPublishPreview } from './publish-preview'

useDatabase()

const soon = () => new Date(Date.now() + 3_600_000)

test('a list that readers do not see yet: what it will be', async () => {
  const author = await makeActor('author', 'Anna')
  const { articleId, slug, version, document } = await makeList(author, makeDocument('First', [makeEntry('One'), makeEntry('Two')]))
  const preview = await getPublishPreview(author, articleId, 'live')
  expect(preview).toMatchObject({ version, slug, next: 1, live: null, waiting: null, rows: null, problems: [] })
  expect(preview.first).toEqual({ title: 'First', entries: 2, sections: 0, series: null, authors: ['Anna'], wasPublished: false, votes: 0, comments: 0 })
  for (const other of [guest, await makeActor('author'), await makeActor('reader')])
    await expect(getPublishPreview(other, articleId, 'live')).rejects.toMatchObject({ code: 'not_found' })
  // What only the site knows stops it here already.
  const gone = { ...document, entries: [{ ...document.entries[0]!, credits: [{ role: 'artist' as const, subject: 'gonerecord000000' }] }] }
  await saveDraft(author, { articleId, document: gone })
  expect((await getPublishPreview(author, articleId, 'live')).problems).toMatchObject([{ message: expect.stringContaining('no longer exists') }])
})

test('a published list: what differs from what readers see, with what they gave; nothing when nothing differs', async () => {
  const editor = await makeActor('editor')
  const rain = await makeRecord('person', 'Rain')
  const [one, two] = [makeEntry('One'), makeEntry('Two')]
  const { articleId, document } = await makePublished(editor, makeDocument('List', [one, two]))
  await write(async (tx) => {
    const { id: readerId } = await tx.reader.create({ data: { id: newId() } })
    await tx.vote.create({ data: { readerId, articleId, entryId: two.id, signals: [] } })
    await tx.tally.update({ where: { entryId: two.id }, data: { counted: 1 } })
    await tx.article.update({ where: { id: articleId }, data: { voteCount: 1 } })
  })
  expect(await getPublishPreview(editor, articleId, 'live')).toMatchObject({ next: 2, live: { number: 1, votes: 1 }, first: null, rows: [] })
  const changed = { ...document, entries: [{ ...one, credits: [{ role: 'artist' as const, subject: rain }] }] }
  const { version } = await saveDraft(editor, { articleId, document: changed })
  const { rows, ...rest } = await getPublishPreview(editor, articleId, 'live')
  expect(rest).toMatchObject({ version })
  expect(rows).toMatchObject([
    { kind: 'removed', items: [{ name: '“Two”' }], aside: '1 vote' },
    { kind: 'credits', items: [{ name: '“One”', words: 'now names Rain (artist)' }] },
  ])
  await publishArticle(editor, { articleId, version })
  await unpublishArticle(editor, { articleId })
  await saveDraft(editor, { articleId, document })
  const { first } = await getPublishPreview(editor, articleId, 'live')
  expect(first).toMatchObject({ wasPublished: true, votes: 1, entries: 2 })
})

test('of two neighbours that changed places, the one is moved that somebody moved', async () => {
  const editor = await makeActor('editor')
  const [one, two, three] = [makeEntry('One'), makeEntry('Two', { body: 'Words with "move" in them.' }), makeEntry('Three')]
  const { articleId, version } = await makePublished(editor, makeDocument('List', [one, two, three]))
  const move = (id: string, after: string | null, base: number) =>
    changeDraft(editor, { id: articleId, base, operations: [{ id: `tabmoves-${newId()}`, changes: [{ do: 'move', on: { entry: id }, into: null, after }] }] })
  const moved = async () => (await getPublishPreview(editor, articleId, 'live')).rows?.find(({ kind }) => kind === 'moved')?.items.map(({ name }) => name)
  const down = await move(two.id, three.id, version)
  expect(await moved()).toEqual(['“Two”'])
  const back = await move(two.id, one.id, down.version)
  expect(await moved()).toBeUndefined()
  await publishArticle(editor, { articleId, version: back.version })
  await move(three.id, one.id, back.version)
  expect(await moved()).toEqual(['“Three”'])
})

test('what waits: when, by whom, of which words; and how the draft differs from it', async () => {
  const [author, editor] = [await makeActor('author', 'Anna'), await makeActor('editor', 'Ed')]
  const { articleId, version, document } = await makePublished(editor, makeDocument('List', [makeEntry('One')]))
  await setAuthors(editor, { articleId, authorIds: [author.authorId] })
  expect((await getPublishPreview(editor, articleId, 'waiting')).rows).toBeNull()
  const at = soon()
  const { editionId } = await scheduleArticle(author, { articleId, version, at })
  const waiting = { editionId, number: 2, at: at.toISOString(), ofVersion: version, by: 'Anna' }
  expect(await getPublication(editor, articleId)).toMatchObject({ scheduledFor: at.toISOString(), waiting })
  expect(await getPublication(author, articleId)).toMatchObject({ waiting: { ...waiting, by: 'You' } })
  expect(await getPublishPreview(editor, articleId, 'waiting')).toMatchObject({ waiting, rows: [], next: 3 })

  await saveDraft(author, { articleId, document: { ...document, title: 'Later' } })
  expect((await getPublishPreview(editor, articleId, 'waiting')).rows).toMatchObject([{ kind: 'list', items: [{ words: 'becomes “Later”' }] }])
  // Whoever moves it has ordered it.
  const later = new Date(at.getTime() + 60_000)
  await moveSchedule(editor, { articleId, editionId, at: later })
  expect(await getPublication(author, articleId)).toMatchObject({ waiting: { ...waiting, at: later.toISOString(), by: 'Ed' } })
  await leaveSite('operator', { accountId: editor.account.id, leaving: 'anonymous' })
  expect(await getPublication(author, articleId)).toMatchObject({ waiting: { by: '' } })
  await cancelSchedule(author, { articleId })
  expect(await getPublication(author, articleId)).toMatchObject({ scheduledFor: null, waiting: null })
})
