import { expect, test } from 'vitest'
import { storeComments, type NewComment } from '@/features/comments/commands/store-comments'
import { castVotes } from '@/features/votes/commands/cast-votes'
import { currentTime } from '@/platform/clock'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { ensureReaders } from './ensure-readers'
import { leaveSite } from './leave-site'

useDatabase()

/** Somebody whose request began before their account ended. */
async function leaver() {
  const actor = await member()
  await leaveSite('operator', { accountId: actor.account!.id, leaving: 'erased' })
  return actor
}
const signInFirst = { error: { code: 'unauthorized' } }

test('of two votes that come together, that of an account which has left is refused, and the other counts', async () => {
  const { id } = await makeList()
  const [gone, other] = [await leaver(), guest()]
  const ballot = { entry: 'one', signals: [] }
  const outcomes = await write((tx) =>
    castVotes(
      tx,
      id,
      [gone, other].map((actor) => ({ ...ballot, actor, pressIds: [newId()] })),
    ),
  )
  expect(outcomes).toMatchObject([signInFirst, { value: { state: 'counted', results: { counted: 1 } } }])
  expect(await read.vote.findMany()).toMatchObject([{ readerId: other.readerId }])
})

test('of two comments that come together, that of an account which has left is refused, and the other is kept', async () => {
  const { id } = await makeList()
  const [gone, other] = [await leaver(), guest()]
  const comment = { entry: null, parentId: null, threadId: null, name: 'Jun', email: null, body: 'The bridge of it!', codes: [], now: currentTime() }
  const post = (actors: NewComment['actor'][]) =>
    write((tx) =>
      storeComments(
        tx,
        id,
        actors.map((actor) => ({ ...comment, actor, pressIds: [newId()] })),
      ),
    )
  expect(await post([gone, other])).toMatchObject([signInFirst, { value: { state: 'visible' } }])
  expect(await read.comment.findMany()).toMatchObject([{ readerId: other.readerId }])
  const events = await read.event.count()
  expect(await post([gone])).toMatchObject([signInFirst])
  expect(await read.event.count()).toBe(events)
})

test('an account without a reader gets one, and one that has left gets none', async () => {
  const [mina, gone] = [await member(), await leaver()]
  await write((tx) => tx.reader.delete({ where: { id: mina.readerId! } }))
  const visitor = { pressIds: [newId()] as [string], acts: true }
  const actors = [mina, { ...gone, readerId: null }, guest()]
  const found = await write((tx) =>
    ensureReaders(
      tx,
      actors.map((actor) => ({ ...visitor, actor })),
    ),
  )
  const made = await read.reader.findUniqueOrThrow({ where: { accountId: mina.account!.id } })
  expect(found).toMatchObject([{ value: { readerId: made.id } }, signInFirst, { value: { readerId: actors[2]!.readerId } }])
})
