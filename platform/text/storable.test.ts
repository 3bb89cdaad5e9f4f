import { expect, test } from 'vitest'
import { unstorablePath } from './storable'

test('finds the text that no database keeps, however deep it lies', () => {
  expect(unstorablePath({ a: ['fine', { b: 'half \ud800' }], c: '\0' })).toEqual(['a', 1, 'b'])
  expect(unstorablePath({ c: 'NUL \0' })).toEqual(['c'])
  expect(unstorablePath({ a: ['🎤', null, 5, true] })).toBeNull()
})
