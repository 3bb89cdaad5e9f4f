import { expect, test } from 'vitest'
import { cursor, limits, question, searchAddress, shownGroup } from './schema'

test('what is asked is read from any address', () => {
  expect(question.parse(undefined)).toEqual({ text: '', words: [], problem: null })
  expect(question.parse(['  a  b a ', 'c'])).toEqual({ text: 'a  b a', words: ['a', 'b'], problem: null })
  expect(question.parse('x'.repeat(limits.characters + 1))).toMatchObject({
    text: 'x'.repeat(limits.characters + 1),
    words: [],
    problem: expect.stringContaining('too long'),
  })
  expect(question.parse('a b c d e f g h i')).toMatchObject({ words: [], problem: expect.stringContaining('too many') })
  expect(question.parse('…')).toMatchObject({ text: '…', words: [], problem: expect.stringContaining('no letter') })
})

test('what an address says besides the words is read as carefully', () => {
  expect(['entries', 'x', undefined].map((text) => shownGroup.parse(text))).toEqual(['entries', null, null])
  expect(['names.12', 'names.99999999999', 'other.1', 'names.-1', '', undefined].map((text) => cursor.parse(text))).toEqual([{ reach: 'names', number: 12 }, null, null, null, null, null]) // prettier-ignore
  expect(searchAddress({ text: 'a&b ㅂㅂ', group: 'entries', after: { reach: 'all', number: 7 } })).toBe(
    '/search?q=a%26b+%E3%85%82%E3%85%82&in=entries&after=all.7',
  )
})
