import { expect, test } from 'vitest'
import { Applied } from './seen-events'

test('waits for an event, also when they come out of order', async () => {
  const applied = new Applied()
  applied.raise(10)
  expect(await applied.wait(9, 10)).toBe(true)
  const waiting = applied.wait(12, 1000)
  applied.add(13)
  expect(applied.has(12)).toBe(false)
  applied.add(12)
  expect(await waiting).toBe(true)
})

test('does not wait for ever', async () => {
  expect(await new Applied().wait(1, 20)).toBe(false)
})

test('remembers a bounded number', () => {
  const applied = new Applied()
  for (let id = 1; id <= 30_000; id++) applied.add(id)
  expect(applied.has(1)).toBe(true)
  expect(applied.knows(1)).toBe(false)
  expect(applied.knows(30_000)).toBe(true)
})
