import { expect, test } from 'vitest'
import { idsSince, newId, newIdAfter } from './id'

test('ids of one thing sort in the order in which they were made, within one millisecond too', () => {
  const now = Date.UTC(2026, 10, 26)
  const ids: string[] = []
  for (let n = 0; n < 1000; n++) ids.push(newIdAfter(ids.at(-1) ?? null, now))
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(1000)
})

test('an id sorts after one from a clock that was ahead, and looks like any other', () => {
  const now = Date.UTC(2026, 10, 26)
  const ahead = newId(now + 3_600_000)
  const next = newIdAfter(ahead, now)
  expect(next > ahead).toBe(true)
  expect(next).toMatch(/^[0-9a-z]{20}$/)
  expect(newId(now + 3_600_010) > next).toBe(true)
})

test('without an earlier one an id begins with the time', () =>
  expect(newIdAfter(null, 1_700_000_000_000).slice(0, 9)).toBe(newId(1_700_000_000_000).slice(0, 9)))

test('what was made since a time is known by its id', () => {
  const time = new Date(1_700_000_000_000)
  expect(newId(time.getTime()) > idsSince(time)).toBe(true)
  expect(newId(time.getTime() - 1) < idsSince(time)).toBe(true)
})
