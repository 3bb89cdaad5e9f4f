import { expect, test } from 'vitest'
import { restore } from './draft'

const restored = (value: string, draft: string | null) => {
  const area = { value }
  restore(area, draft)
  return area.value
}

test('kept words come back below a quote, once, and never over others', () => {
  const quote = '> The rooftop\n> in the rain\n\n'
  expect(restored('', 'half a thought')).toBe('half a thought')
  expect(restored('', null)).toBe('')
  expect(restored(quote, null)).toBe(quote)
  expect(restored(quote, 'half a thought')).toBe(`${quote}half a thought`)
  expect(restored(quote, `${quote}half a thought`)).toBe(`${quote}half a thought`)
  expect(restored('what was refused', 'older words')).toBe('what was refused')
})
