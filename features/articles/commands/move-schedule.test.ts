import { afterEach, beforeEach, expect, test } from 'vitest'
import { moveClock, setClock } from '@/platform/clock'
import { read } from '@/platform/db'
import { makeDocument, makeEntry, makeList, makePublished, saveDraft } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { useDatabase } from '@/tests/support/database'
import { suspendAccount } from '@/features/accounts/commands/set-role'
import { publishScheduled } from '../jobs'
import { cancelSchedule } from './cancel-schedule'
import { moveSchedule } from './move-schedule'
import { publishArticle } from './publish-article'
import { scheduleArticle } from './schedule-article'

useDatabase()
const start = new Date('2026-11-27T10:00:00Z')
const hour = 3_600_000
const inHours = (count: number) => new Date(start.getTime() + count * hour)
beforeEach(() => setClock(() => start.getTime()))
afterEach(() => setClock(null))

const titleOf = async (id: string) => (await read.article.findUniqueOrThrow({ where: { id } })).title
const jobOf = (articleId: string) => read.job.findUniqueOrThrow({ where: { key: `publish:${articleId}` } })

test('an edition that waits gets another time, and keeps its words: what was written since is not in it', async () => {
  const editor = await makeActor('editor')
  const { articleId, version, document } = await makePublished(editor, makeDocument('Now', [makeEntry('One')]))
  const { version: scheduled } = await saveDraft(editor, { articleId, version, document: { ...document, title: 'At its time' } })
  const { editionId } = await scheduleArticle(editor, { articleId, version: scheduled, at: inHours(1) })
  await saveDraft(editor, { articleId, document: { ...document, title: 'Written since' } })
  expect(await moveSchedule(editor, { articleId, editionId, at: inHours(3) })).toEqual({ editionId, number: 2, publishAt: inHours(3).toISOString() })
  expect((await jobOf(articleId)).runAt).toEqual(inHours(3))

  moveClock(2 * hour)
  await expect(publishScheduled({ editionId })).rejects.toMatchObject({ until: inHours(3) })
  expect(await titleOf(articleId)).toBe('Now')
  moveClock(hour)
  await publishScheduled({ editionId })
  expect(await titleOf(articleId)).toBe('At its time')
  await expect(moveSchedule(editor, { articleId, editionId, at: inHours(9) })).rejects.toMatchObject({ code: 'conflict' })
})

test('what was written since goes into it when the writer schedules it again for the same time', async () => {
  const editor = await makeActor('editor')
  const { articleId, version, document } = await makePublished(editor, makeDocument('Now', [makeEntry('One')]))
  const first = await scheduleArticle(editor, { articleId, version, at: inHours(1), note: 'First' })
  const later = await saveDraft(editor, { articleId, document: { ...document, title: 'With the later words' } })
  const { currentEditionId: live } = await read.article.findUniqueOrThrow({ where: { id: articleId } })
  const seen = { live, waiting: first.editionId }
  const second = await scheduleArticle(editor, { articleId, version: later.version, at: inHours(1), seen })
  moveClock(hour)
  await publishScheduled({ editionId: first.editionId })
  expect(await titleOf(articleId)).toBe('Now')
  await publishScheduled({ editionId: second.editionId })
  expect(await titleOf(articleId)).toBe('With the later words')
})

test('only for an edition that waits, of a list of one’s own, and a time that is still to come', async () => {
  const [author, stranger] = [await makeActor('author'), await makeActor('author')]
  const { articleId, version } = await makeList(author, makeDocument('Soon', [makeEntry('One')]))
  const other = await makeList(author, makeDocument('Other', [makeEntry('One')]))
  const { editionId } = await scheduleArticle(author, { articleId, version, at: inHours(1) })
  for (const at of [inHours(0), inHours(-1), inHours(3 * 365 * 24)])
    await expect(moveSchedule(author, { articleId, editionId, at })).rejects.toMatchObject({ code: 'invalid', fields: { at: expect.any(String) } })
  await expect(moveSchedule(stranger, { articleId, editionId, at: inHours(2) })).rejects.toMatchObject({ code: 'not_found' })
  await expect(moveSchedule(author, { articleId: other.articleId, editionId, at: inHours(2) })).rejects.toMatchObject({ code: 'conflict' })
  expect((await jobOf(articleId)).runAt).toEqual(inHours(1))
  await cancelSchedule(author, { articleId })
  await expect(moveSchedule(author, { articleId, editionId, at: inHours(2) })).rejects.toMatchObject({ code: 'conflict' })
  expect(await read.job.count({ where: { type: 'article.publish' } })).toBe(0)
})

test('whoever moved it is asked at its time whether they may, not who scheduled it', async () => {
  const [editor, colleague] = [await makeActor('editor'), await makeActor('editor')]
  const { articleId, version } = await makeList(editor, makeDocument('Soon', [makeEntry('One')]))
  const { editionId } = await scheduleArticle(editor, { articleId, version, at: inHours(1) })
  await moveSchedule(colleague, { articleId, editionId, at: inHours(2) })
  await suspendAccount('operator', editor.account.id, true)
  moveClock(2 * hour)
  await publishScheduled((await jobOf(articleId)).payload as { editionId: string; by: string })
  expect(await read.article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ state: 'published', currentEditionId: editionId })
})

test('nothing is published or scheduled over an edition that the writer was not told of', async () => {
  const editor = await makeActor('editor')
  const { articleId, version } = await makePublished(editor, makeDocument('Now', [makeEntry('One')]))
  const liveNow = async () => (await read.article.findUniqueOrThrow({ where: { id: articleId } })).currentEditionId
  const live = await liveNow()
  const told = { live, waiting: null }
  const { editionId } = await scheduleArticle(editor, { articleId, version, at: inHours(1), seen: told })
  // Somebody scheduled meanwhile.
  await expect(publishArticle(editor, { articleId, version, seen: told })).rejects.toMatchObject({ code: 'conflict' })
  await expect(scheduleArticle(editor, { articleId, version, at: inHours(2), seen: told })).rejects.toMatchObject({ code: 'conflict' })
  expect(await liveNow()).toBe(live)
  await publishArticle(editor, { articleId, version, seen: { live, waiting: editionId } })
  // And published.
  await expect(publishArticle(editor, { articleId, version, seen: told })).rejects.toMatchObject({
    code: 'conflict',
    message: 'Readers see another edition by now',
  })
  expect(await read.edition.count({ where: { articleId } })).toBe(3)
})
