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
  const words = { name: 'Jun', email: null, body: 'The bridge of it!', codes: [], now: currentTime() }
  const commentOf = (actor: NewComment['actor']): NewComment => ({ ...target, ...words, actor, pressIds: [newId()] })
  const refused = { error: { code: 'unauthorized' } }
  expect(await write((tx) => storeComments(tx, id, [commentOf(gone), commentOf(other)]))).toMatchObject([refused, { value: { state: 'visible' } }])
  expect(await read.comment.findMany()).toMatchObject([{ readerId: other.readerId }])
  const events = await read.event.count()
  expect(await write((tx) => storeComments(tx, id, [commentOf(gone)]))).toMatchObject([refused])
  expect(await read.event.count()).toBe(events)
})
