import { expect, test } from 'vitest'
import { SeenEvents } from './seen-events'

test('waits for an event, also when they come out of order', async () => {
  const seenEvents = new SeenEvents()
  seenEvents.addUpTo(10)
  expect(await seenEvents.wait(9, 10)).toBe(true)
  const waiting = seenEvents.wait(12, 1000)
  seenEvents.add(13)
  expect(seenEvents.has(12)).toBe(false)
  seenEvents.add(12)
  expect(await waiting).toBe(true)
})

test('does not wait for ever', async () => {
  expect(await new SeenEvents().wait(1, 20)).toBe(false)
})

test('remembers a bounded number', () => {
  const seenEvents = new SeenEvents()
  for (let id = 1; id <= 30_000; id++) seenEvents.add(id)
  expect((seenEvents as unknown as { numbers: Set<number> }).numbers.size).toBe(10_000)
  expect([1, 30_000, 30_001].map(seenEvents.has)).toEqual([true, true, false])
})
