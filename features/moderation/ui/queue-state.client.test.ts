import { expect, test } from 'vitest'
import type { QueueItem } from '../queries/describe-comments'
import { addMore, begin, choose, mark, putBack, step, takeAway, targetsOf } from './queue-state.client'

const item = (id: string) => ({ id, state: 'pending', reports: [] }) as unknown as QueueItem
const items = (...ids: string[]) => ids.map(item)
const start = begin(items('a', 'b', 'c', 'd'))
const ids = ({ items: all }: { items: QueueItem[] }) => all.map(({ id }) => id).join('')

test('after a decision the next is shown, at the end the one before, and nothing when none is left', () => {
  const one = takeAway(step(start, 1), ['b'])
  expect([ids(one), one.at]).toEqual(['acd', 'c'])
  const last = takeAway(step(start, 9), ['d'])
  expect([ids(last), last.at]).toEqual(['abc', 'c'])
  expect(takeAway(start, ['a', 'b', 'c', 'd'])).toMatchObject({ items: [], at: null })
  expect(takeAway(start, ['c']).at).toBe('a')
  expect(takeAway(start, ['a', 'b']).at).toBe('c')
})

test('what comes back stands where it stood, and is shown', () => {
  const taken = takeAway(takeAway(start, ['b']), ['a', 'd'])
  const back = putBack(taken, items('b'))
  expect([ids(back), back.at]).toEqual(['bc', 'b'])
  expect(ids(putBack(back, items('a', 'd')))).toBe('abcd')
})

test('a decision is about what is chosen, else about what is shown', () => {
  expect(targetsOf(step(start, 2)).map(({ id }) => id)).toEqual(['c'])
  const chosen = choose(choose(start, 'd'), 'b')
  expect(targetsOf(chosen).map(({ id }) => id)).toEqual(['b', 'd'])
  expect(choose(chosen, 'd').chosen).toEqual(['b'])
  expect(takeAway(chosen, ['b', 'd']).chosen).toEqual([])
})

test('more is put below, each comment once, also one that was decided about', () => {
  const more = addMore(takeAway(start, ['a']), items('a', 'd', 'e'))
  expect(ids(more)).toBe('bcde')
  expect(addMore(begin([]), items('x')).at).toBe('x')
})

test('what stays in sight has its new state, and the next is shown', () => {
  const marked = mark(start, ['a'], 'hidden')
  expect([marked.items[0]!.state, marked.at]).toEqual(['hidden', 'b'])
})
