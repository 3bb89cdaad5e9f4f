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
  const ballots = [gone, other].map((actor): Ballot => ({ actor, articleId: id, entry: 'one', pressIds: [newId()] }))
  const outcomes = await write((tx) => castVotes(tx, ballots))
  expect(outcomes).toMatchObject([{ error: { code: 'unauthorized' } }, { value: { state: 'counted', results: { counted: 1 } } }])
  expect(await read.vote.findMany()).toMatchObject([{ readerId: other.readerId }])
})

test('votes in several lists come together, and each list counts its own', async () => {
  const [first, second] = [await makeList(), await makeList()]
  const [one, two, three] = [guest(), guest(), guest()]
  const ballot = (actor: Ballot['actor'], { id }: { id: string }, entry: string): Ballot => ({ actor, articleId: id, entry, pressIds: [newId()] })
  await write((tx) => castVotes(tx, [ballot(three, first, 'one'), ballot(three, second, 'two')]))
  const outcomes = await write((tx) =>
    castVotes(tx, [
      ballot(one, first, 'one'),
      ballot(one, second, 'two'),
      ballot(two, second, 'one'),
      ballot(three, first, ''),
      ballot(three, second, 'one'),
      ballot(two, { id: 'no-such-list' }, 'one'),
      ballot(two, first, 'no-such-entry'),
      ballot(one, first, 'two'),
    ]),
  )
  expect(outcomes).toMatchObject([
    { value: { favourite: { slug: 'one' }, results: { counted: 1 } } },
    { value: { favourite: { slug: 'two' }, results: { counted: 3 } } },
    { value: { favourite: { slug: 'one' }, results: { counted: 3 } } },
    { value: { favourite: null, state: null, results: { counted: 1 } } },
    { value: { favourite: { slug: 'one' }, results: { counted: 3 } } },
    { error: { code: 'not_found' } },
    { error: { code: 'invalid' } },
    { value: { favourite: { slug: 'two' }, state: 'counted', results: { counted: 1 } } },
  ])
  const votes = await read.vote.findMany({ select: { articleId: true, readerId: true, entry: { select: { slug: true } } } })
  expect(votes.map((vote) => `${vote.articleId} ${vote.readerId} ${vote.entry.slug}`).sort()).toEqual(
    [`${first.id} ${one.readerId} two`, `${second.id} ${one.readerId} two`, `${second.id} ${two.readerId} one`, `${second.id} ${three.readerId} one`].sort(),
  )
  const counts = await read.article.findMany({ where: { id: { in: [first.id, second.id] } }, select: { id: true, voteCount: true } })
  expect(Object.fromEntries(counts.map(({ id, voteCount }) => [id, voteCount]))).toEqual({ [first.id]: 1, [second.id]: 3 })
  // One event for each list that changed, with its own number.
  const numbers = outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value.event] : []))
  const events = await read.event.findMany({ where: { type: 'vote.cast' }, orderBy: { id: 'asc' }, select: { id: true, payload: true } })
  const listOf = new Map(events.map(({ id, payload }) => [id, (payload as { articleId: string }).articleId]))
  expect(numbers.map((number) => listOf.get(number!))).toEqual([first.id, second.id, second.id, first.id, second.id, first.id])
  const history = await read.voteEvent.findMany({ where: { readerId: three.readerId! }, orderBy: { id: 'asc' }, select: { articleId: true, kind: true } })
  expect(history.map(({ articleId, kind }) => `${articleId === first.id ? 'first' : 'second'} ${kind}`).sort()).toEqual([
    'first given',
    'first withdrawn',
    'second given',
    'second moved',
  ])
})

if (engine === 'postgresql')
  test('an account that leaves between the look-up and the insert harms no other vote, and leaves all the same', async () => {
    const { id } = await makeList()
    const [leaver, other] = [await member(), guest()]
    const ballots = [leaver, other].map((actor): Ballot => ({ actor, articleId: id, entry: 'one', pressIds: [newId()] }))
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
    const outcomes = await write((tx) => castVotes(interrupted(tx), ballots), { lock: `article:${id}` })
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
