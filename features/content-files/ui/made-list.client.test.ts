import { expect, test } from 'vitest'
import { isAsSent, lostAnswer } from './made-list.client'

const [made, there] = [
  { id: 'a', wasThere: false },
  { id: 'a', wasThere: true },
]

test('a list that was there already holds what was sent before, not what was changed since', () => {
  const [first, mended] = [{ title: 'One' }, { title: 'Two' }]
  expect(isAsSent(made, first, [first])).toBe(true)
  expect(isAsSent(made, mended, [first, mended])).toBe(true)
  expect(isAsSent(there, first, [first, first])).toBe(true)
  expect(isAsSent(there, mended, [first, mended])).toBe(false)
  expect(isAsSent(there, mended, [first, mended, mended])).toBe(false)
  expect(isAsSent(there, first, [first])).toBe(false)
})

test('where no answer came nobody is told that nothing was made', () => {
  expect(lostAnswer).not.toMatch(/nothing was made/i)
  expect(lostAnswer).toMatch(/may have been made/)
})
