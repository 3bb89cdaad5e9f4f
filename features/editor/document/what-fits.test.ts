import { expect, test } from 'vitest'
import { whatFits } from './what-fits'

test('as much as fits, cut where a line ends, and the rest whole', () => {
  expect(whatFits('short', 5)).toEqual({ fits: 'short', rest: '' })
  expect(whatFits('too long', 0)).toEqual({ fits: '', rest: 'too long' })
  const lines = 'One line of the text.\n'.repeat(20)
  const { fits, rest } = whatFits(lines, 100)
  expect(fits).toBe('One line of the text.\n'.repeat(4))
  expect(fits + rest).toBe(lines)
})

test('text without lines is cut between words, and one without words between characters', () => {
  const words = 'word '.repeat(100)
  expect(whatFits(words, 52).fits).toBe('word '.repeat(10))
  expect(whatFits('가'.repeat(100), 52).fits).toBe('가'.repeat(52))
  // An emoji is two code units and stays whole.
  expect(whatFits('🎤'.repeat(10), 5)).toEqual({ fits: '🎤🎤', rest: '🎤'.repeat(8) })
})
