import { expect, test } from 'vitest'
import { namesWithout } from './at-once'

test.each([
  ['mine is added', ['a', 'b'], ['a'], ['a', 'b'], ['a']],
  ['somebody else’s came before it', ['a', 'c', 'b'], ['a'], ['a', 'b'], ['a', 'c']],
  ['mine is taken off', ['b', 'c'], ['a', 'b'], ['b'], ['a', 'b', 'c']],
  ['somebody else has put it back', ['b', 'a'], ['a', 'b'], ['b'], ['b', 'a']],
])('names without one’s own change: %s', (_, now, before, after, without) => expect(namesWithout(now, before, after)).toEqual(without))
