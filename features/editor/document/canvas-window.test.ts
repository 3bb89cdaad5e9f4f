import { expect, test } from 'vitest'
import { partsBetween, rowsOf, type Box } from './canvas-window'

const keys = ['a', 'b', 'c', 'd', 'e', 'f']

test('what is left out stands as one empty place between what is drawn', () => {
  expect(rowsOf([true, false, false, true, false])).toEqual([0, { from: 1, to: 3 }, 3, { from: 4, to: 5 }])
  expect(rowsOf([])).toEqual([])
  expect(rowsOf([false, true])).toEqual([{ from: 0, to: 1 }, 1])
})

test('the parts that are nearly seen are found, drawn or not', () => {
  const boxes: Box[] = [
    { key: 'a', top: -500, bottom: -400 },
    { from: 1, to: 4, top: -400 },
    { key: 'e', top: 200, bottom: 300 },
    { from: 5, to: 6, top: 300 },
  ]
  const between = (above: number, below: number) => [...partsBetween(boxes, keys, () => 200, [above, below])]
  expect(between(-100, 250)).toEqual(['c', 'd', 'e'])
  expect(between(-600, -450)).toEqual(['a'])
  expect(between(400, 600)).toEqual(['f'])
  expect(between(1000, 2000)).toEqual([])
})
