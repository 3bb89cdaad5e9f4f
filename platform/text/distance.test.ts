import { expect, it } from 'vitest'
import { distanceOf } from './distance'

it.each([
  ['crookd', 'crooked', 1],
  ['bingbang', 'bigbang', 1],
  ['hyorin', 'hyolyn', 2],
  ['bigbnag', 'bigbang', 1],
  ['same', 'same', 0],
  ['', 'a', 1],
  ['abc', 'xyz', 3],
  ['short', 'muchlonger', 3],
])('%s is %s but for so many letters', (one, other, distance) => {
  expect(distanceOf(one, other, 2)).toBe(distance)
  expect(distanceOf(other, one, 2)).toBe(distance)
})
