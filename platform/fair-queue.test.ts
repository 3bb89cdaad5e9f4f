import { expect, test } from 'vitest'
import { FairQueue, QueueFullError } from './fair-queue'

/** Work that ends when it is told to, and the order in which it began. */
function bench(limits: ConstructorParameters<typeof FairQueue>[0]) {
  const queue = new FairQueue(limits)
  const begun: string[] = []
  const ends: (() => void)[] = []
  const outcomes = new Map<string, string>()
  const ask = (who: string, name = who) =>
    void queue
      .run(who, () => {
        begun.push(name)
        return new Promise<void>((resolve) => ends.push(resolve))
      })
      .then(
        () => outcomes.set(name, 'done'),
        (error) => outcomes.set(name, error instanceof QueueFullError ? 'refused' : String(error)),
      )
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const endOne = async () => {
    ends.shift()!()
    await settle()
  }
  return { ask, begun, endOne, outcomes, settle, queue }
}

test('whoever has one thing waiting waits for one of each other', async () => {
  const { ask, begun, endOne, settle } = bench({ maxRunning: 1, maxWaiting: 100, maxWaitingOf: 50 })
  for (let i = 0; i < 20; i++) for (const who of ['a', 'b']) ask(who, `${who}${i}`)
  await settle()
  ask('elsewhere')
  await settle()
  for (let i = 0; i < 3; i++) await endOne()
  expect(begun).toContain('elsewhere')
  for (let i = 0; i < 40; i++) await endOne().catch(() => {})
  expect(begun).toHaveLength(41)
})

test('nobody fills it: their own places run out first, and then they make room for others', async () => {
  const { ask, outcomes, settle } = bench({ maxRunning: 2, maxWaiting: 6, maxWaitingOf: 4 })
  for (let i = 0; i < 10; i++) ask('a', `a${i}`)
  await settle()
  expect([...outcomes].filter(([, outcome]) => outcome === 'refused').map(([name]) => name)).toEqual(['a6', 'a7', 'a8', 'a9'])
  for (const who of ['b', 'c', 'd', 'e']) ask(who)
  await settle()
  expect(outcomes.get('a5')).toBe('refused')
  expect(outcomes.get('a4')).toBe('refused')
  for (const who of ['b', 'c', 'd', 'e']) expect(outcomes.get(who)).toBe(undefined)
  // Six wait: two of a and one of each other. Who has one already takes no place from them.
  ask('b', 'b2')
  await settle()
  expect(outcomes.get('b2')).toBe('refused')
})

test('work that fails gives its place back', async () => {
  const queue = new FairQueue({ maxRunning: 1, maxWaiting: 5, maxWaitingOf: 5 })
  await expect(queue.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  await expect(Promise.all(['a', 'b'].map((who) => queue.run(who, async () => who)))).resolves.toEqual(['a', 'b'])
})
