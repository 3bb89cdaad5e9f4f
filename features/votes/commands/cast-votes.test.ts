import { expect, test } from 'vitest'
import { leaveSite } from '@/features/accounts/commands/leave-site'
import { read, write } from '@/platform/db'
import { newId } from '@/platform/id'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { castVotes, type Ballot } from './cast-votes'

useDatabase()

test('of two votes that come together, that of an account which has left is refused, and the other counts', async () => {
  const { id } = await makeList()
  const [gone, other] = [await member(), guest()]
  await leaveSite('operator', { accountId: gone.account!.id, leaving: 'erased' })
  const ballots = [gone, other].map((actor): Ballot => ({ actor, entry: 'one', pressIds: [newId()] }))
  const outcomes = await write((tx) => castVotes(tx, id, ballots))
  expect(outcomes).toMatchObject([{ error: { code: 'unauthorized' } }, { value: { state: 'counted', results: { counted: 1 } } }])
  expect(await read.vote.findMany()).toMatchObject([{ readerId: other.readerId }])
})
