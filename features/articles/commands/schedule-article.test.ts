import { expect, test } from 'vitest'
import { read, write } from '@/platform/db'
import { useDatabase } from '@/tests/support/database'
import { makeDocument, makeEntry, makeList, makePublished, saveDraft } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { publishScheduled } from '../jobs'
import { setRole, suspendAccount } from '@/features/accounts/commands/set-role'
import { leaveSite } from '@/features/accounts/commands/leave-site'
import { cancelSchedule } from './cancel-schedule'
import { publishArticle } from './publish-article'
import { scheduleArticle } from './schedule-article'
import { setAuthors } from './set-authors'
import { unpublishArticle } from './unpublish-article'

useDatabase()

type Author = Awaited<ReturnType<typeof makeActor>>
const soon = () => new Date(Date.now() + 60_000)
const articleOf = (id: string) => read.article.findUniqueOrThrow({ where: { id } })
/** As if the time had come. */
const arrive = (editionId: string) => write((tx) => tx.edition.update({ where: { id: editionId }, data: { publishAt: new Date(Date.now() - 1) } }))

test('an edition waits for its time, holds the words of its day, and goes live once', async () => {
  const author = await makeActor('author')
  const { articleId, version, document } = await makeList(author, makeDocument('Soon', [makeEntry('One')]))
  const { editionId } = await scheduleArticle(author, { articleId, version, at: soon(), note: 'Monday' })
  expect(await articleOf(articleId)).toMatchObject({ state: 'scheduled', currentEditionId: null })
  const job = await read.job.findUniqueOrThrow({ where: { key: `publish:${articleId}` } })
  expect(job.payload).toEqual({ editionId, by: author.account.id })
  // Run too early, it goes on waiting for its time.
  await expect(publishScheduled({ editionId })).rejects.toMatchObject({ name: 'NotYetError', until: expect.any(Date) })
  expect(await articleOf(articleId)).toMatchObject({ state: 'scheduled' })

  await saveDraft(author, { articleId, version, document: { ...document, title: 'Later words' } })
  await arrive(editionId)
  await Promise.all([publishScheduled({ editionId }), publishScheduled({ editionId })])
  await publishScheduled({ editionId })
  expect(await articleOf(articleId)).toMatchObject({ state: 'published', currentEditionId: editionId, title: 'Soon', publishedVersion: version })
  expect(await read.event.count({ where: { type: 'article.published' } })).toBe(1)
})

test('scheduling again replaces the edition that waited; publishing now and unpublishing withdraw it', async () => {
  const editor = await makeActor('editor')
  const { articleId, version } = await makePublished(editor, makeDocument('Live', [makeEntry('One')]))
  const first = await scheduleArticle(editor, { articleId, version, at: soon() })
  const second = await scheduleArticle(editor, { articleId, version, at: soon() })
  expect(await articleOf(articleId)).toMatchObject({ state: 'published' })
  await arrive(first.editionId)
  await publishScheduled({ editionId: first.editionId })
  expect((await articleOf(articleId)).currentEditionId).not.toBe(first.editionId)

  const now = await publishArticle(editor, { articleId, version })
  await arrive(second.editionId)
  await publishScheduled({ editionId: second.editionId })
  expect((await articleOf(articleId)).currentEditionId).toBe(now.editionId)

  const third = await scheduleArticle(editor, { articleId, version, at: soon() })
  await unpublishArticle(editor, { articleId })
  await arrive(third.editionId)
  await publishScheduled({ editionId: third.editionId })
  expect(await articleOf(articleId)).toMatchObject({ state: 'unpublished' })
  expect(await read.job.count()).toBe(0)
})

test('a schedule can be withdrawn once, and not be made for the past or for a list that is not ready', async () => {
  const author = await makeActor('author')
  const stranger = await makeActor('author')
  const { articleId, version } = await makeList(author, makeDocument('Soon', [makeEntry('One')]))
  await expect(scheduleArticle(author, { articleId, version, at: new Date(Date.now() - 1000) })).rejects.toMatchObject({ fields: { at: expect.any(String) } })
  await expect(scheduleArticle(stranger, { articleId, version, at: soon() })).rejects.toMatchObject({ code: 'not_found' })
  await scheduleArticle(author, { articleId, version, at: soon() })
  await expect(cancelSchedule(stranger, { articleId })).rejects.toMatchObject({ code: 'not_found' })
  await cancelSchedule(author, { articleId })
  expect(await articleOf(articleId)).toMatchObject({ state: 'draft' })
  await expect(cancelSchedule(author, { articleId })).rejects.toMatchObject({ code: 'conflict' })
  const empty = await makeList(author, makeDocument('Empty', []))
  await expect(scheduleArticle(author, { articleId: empty.articleId, version: empty.version, at: soon() })).rejects.toMatchObject({ code: 'invalid' })
})

test.each([
  ['is suspended', 'suspended', (author: Author) => suspendAccount('operator', author.account.id, true)],
  ['is a reader now', 'may no longer publish', (author: Author) => setRole('operator', author.account.id, 'reader')],
  ['has left', 'has left', (author: Author) => leaveSite('operator', { accountId: author.account.id, leaving: 'anonymous' })],
])('who %s publishes nothing: the schedule is withdrawn, and the note that the studio shows says why', async (_, reason, change) => {
  const author = await makeActor('author')
  const { articleId, version } = await makeList(author, makeDocument('Soon', [makeEntry('One')]))
  const { editionId } = await scheduleArticle(author, { articleId, version, at: soon(), note: 'Monday' })
  const { payload } = await read.job.findUniqueOrThrow({ where: { key: `publish:${articleId}` } })
  await change(author)
  await arrive(editionId)
  await publishScheduled(payload as { editionId: string; by: string })
  expect(await articleOf(articleId)).toMatchObject({ state: 'draft', currentEditionId: null })
  const edition = await read.edition.findUniqueOrThrow({ where: { id: editionId } })
  expect(edition).toMatchObject({
    liveAt: null,
    cancelledAt: expect.any(Date),
    note: expect.stringMatching(new RegExp(`^Not published at its time, because .*${reason}.* Monday$`)),
  })
  // It does not come back by itself when they may again.
  await publishScheduled(payload as { editionId: string; by: string })
  expect(await read.event.count({ where: { type: 'article.published' } })).toBe(0)
})

test('what somebody scheduled in a list that is no longer theirs stays as it is, and an editor’s schedule of it goes on', async () => {
  const [author, editor] = [await makeActor('author'), await makeActor('editor')]
  const { articleId, version } = await makePublished(editor, makeDocument('Live', [makeEntry('One')]))
  await setAuthors(editor, { articleId, authorIds: [author.authorId] })
  const before = (await articleOf(articleId)).currentEditionId
  const theirs = await scheduleArticle(author, { articleId, version, at: soon() })
  await setAuthors(editor, { articleId, authorIds: [] })
  await arrive(theirs.editionId)
  await publishScheduled({ editionId: theirs.editionId }) // a job of an earlier version, which does not say who
  expect(await articleOf(articleId)).toMatchObject({ state: 'published', currentEditionId: before })
  const ours = await scheduleArticle(editor, { articleId, version, at: soon() })
  await suspendAccount('operator', author.account.id, true)
  await arrive(ours.editionId)
  await publishScheduled({ editionId: ours.editionId, by: editor.account.id })
  expect(await articleOf(articleId)).toMatchObject({ state: 'published', currentEditionId: ours.editionId })
})
