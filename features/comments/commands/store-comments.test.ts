import { expect, test } from 'vitest'
import { leaveSite } from '@/features/accounts/commands/leave-site'
import { currentTime } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { storeComments, type NewComment } from './store-comments'

useDatabase()

test('of two comments that come together, that of an account which has left is refused, and the other is kept', async () => {
  const { id } = await makeList()
  const [gone, other] = [await member(), guest()]
  await leaveSite('operator', { accountId: gone.account!.id, leaving: 'erased' })
  const target = { entry: null, parentId: null, threadId: null }
  const words = {
    name: 'Jun',
    email: null,
    body: 'The bridge of it!',
    mentions: null,
    because: false,
    showsVote: false,
    wordsMark: '',
    codesWith: () => [],
    now: currentTime(),
  }
  const commentOf = (actor: NewComment['actor']): NewComment => ({ ...target, ...words, articleId: id, actor, pressIds: [newId()] })
  const refused = { error: { code: 'unauthorized' } }
  expect(await write((tx) => storeComments(tx, [commentOf(gone), commentOf(other)]))).toMatchObject([refused, { value: { state: 'visible' } }])
  expect(await read.comment.findMany()).toMatchObject([{ readerId: other.readerId }])
  const events = await read.event.count()
  expect(await write((tx) => storeComments(tx, [commentOf(gone)]))).toMatchObject([refused])
  expect(await read.event.count()).toBe(events)
})

test('comments on several lists come together, and each list, entry and thread counts its own', async () => {
  const [first, second] = [await makeList(), await makeList()]
  const entry = (await read.entry.findFirstOrThrow({ where: { articleId: second.id, slug: 'two' } })) as NewComment['entry']
  const comment = (articleId: string, more: Partial<NewComment> = {}): NewComment => ({
    ...{ articleId, entry: null, parentId: null, threadId: null, actor: guest(), pressIds: [newId()], name: 'Jun', email: null },
    ...{ body: `Words ${newId()}`, mentions: null, because: false, showsVote: false, wordsMark: '', codesWith: () => [], now: currentTime(), ...more },
  })
  const [opening] = await write((tx) => storeComments(tx, [comment(first.id)]))
  const threadId = 'value' in opening! ? opening.value.id : ''
  const outcomes = await write((tx) =>
    storeComments(tx, [
      comment(first.id, { parentId: threadId, threadId }),
      comment(second.id, { entry }),
      comment(second.id, { entry }),
      comment(second.id, { codesWith: () => ['many-links'] }),
      comment(first.id, { parentId: threadId, threadId }),
    ]),
  )
  const states = outcomes.map((outcome) => ('value' in outcome ? outcome.value.state : 'refused'))
  expect(states).toEqual(['visible', 'visible', 'visible', 'pending', 'visible'])
  const counts = await read.article.findMany({ where: { id: { in: [first.id, second.id] } }, select: { id: true, commentCount: true } })
  expect(Object.fromEntries(counts.map(({ id, commentCount }) => [id, commentCount]))).toEqual({ [first.id]: 3, [second.id]: 2 })
  expect(await read.entry.findMany({ where: { commentCount: { gt: 0 } }, select: { id: true, commentCount: true } })).toEqual([
    { id: entry!.id, commentCount: 2 },
  ])
  expect(await read.comment.findMany({ where: { replyCount: { gt: 0 } }, select: { id: true, replyCount: true } })).toEqual([{ id: threadId, replyCount: 2 }])
  const events = await read.event.findMany({ where: { type: 'comment.posted' }, orderBy: { id: 'asc' } })
  expect(events.map(({ payload }) => payload)).toMatchObject([
    { articleId: first.id },
    { articleId: first.id, pending: [] },
    { articleId: second.id, pending: [expect.any(String)] },
  ])
  expect(outcomes.map((outcome) => ('value' in outcome ? outcome.value.event : null))).toEqual([1, 2, 2, 2, 1].map((index) => events[index]!.id))
})
