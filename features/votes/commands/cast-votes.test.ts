import { expect, test } from 'vitest'
import { leaveSite, leaveWith } from '@/features/accounts/commands/leave-site'
import { read, write, type Tx } from '@/platform/db'
import { newId } from '@/platform/id'
import { guest, makeList, member } from '@/tests/support/comments'
import { engine, useDatabase } from '@/tests/support/database'
import { castVotes, type Ballot } from './cast-votes'
import { leaveVotes } from './leave-votes'

useDatabase()
leaveWith('votes', leaveVotes)

test('of two votes that come together, that of an account which has left is refused, and the other counts', async () => {
  const { id } = await makeList()
  const [gone, other] = [await member(), guest()]
  await leaveSite('operator', { accountId: gone.account!.id, leaving: 'erased' })
  const ballots = [gone, other].map((actor): Ballot => ({ actor, entry: 'one', pressIds: [newId()] }))
  const outcomes = await write((tx) => castVotes(tx, id, ballots))
  expect(outcomes).toMatchObject([{ error: { code: 'unauthorized' } }, { value: { state: 'counted', results: { counted: 1 } } }])
  expect(await read.vote.findMany()).toMatchObject([{ readerId: other.readerId }])
})

if (engine === 'postgresql')
  test('an account that leaves between the look-up and the insert harms no other vote, and leaves all the same', async () => {
    const { id } = await makeList()
    const [leaver, other] = [await member(), guest()]
    const ballots = [leaver, other].map((actor): Ballot => ({ actor, entry: 'one', pressIds: [newId()] }))
    let left: Promise<void> | undefined
    /** Lets the account leave when its reader was looked up, and goes on when the leaving is done or waits for this transaction. */
    const interrupted = (tx: Tx): Tx =>
      new Proxy(tx, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name)
          if (name !== '$queryRaw' || left) return value
          return async (parts: TemplateStringsArray, ...values: unknown[]) => {
            const rows: unknown = await target.$queryRaw(parts, ...values)
            if (left || !parts.join('').includes('FROM "Reader"')) return rows
            let done = false
            left = leaveSite('operator', { accountId: leaver.account!.id, leaving: 'erased' }).finally(() => (done = true))
            left.catch(() => {})
            await expect.poll(async () => done || (await isWaiting()), { timeout: 10_000 }).toBe(true)
            return rows
          }
        },
      })
    const outcomes = await write((tx) => castVotes(interrupted(tx), id, ballots), { lock: `article:${id}` })
    expect(left).toBeDefined()
    await left
    expect(outcomes).toMatchObject([{ value: { state: 'counted' } }, { value: { state: 'counted', results: { counted: 2 } } }])
    expect(await read.account.count({ where: { id: leaver.account!.id } })).toBe(0)
    expect(await read.vote.findMany()).toMatchObject([{ readerId: other.readerId }])
  })

const isWaiting = async () => {
  const rows = await read.$queryRaw<unknown[]>`SELECT 1 AS waits FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  return rows.length > 0
}
