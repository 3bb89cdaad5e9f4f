import { expect, test } from 'vitest'
import { mergeFields } from './merge-fields'

const base = { name: 'Rose', words: 'A singer', names: [{ name: '로제' }] }

test('each keeps the fields that the other left alone', () => {
  const stored = { ...base, name: 'Rosé' }
  expect(mergeFields(base, { ...base, words: 'A singer of BLACKPINK' }, stored)).toEqual({ ...stored, words: 'A singer of BLACKPINK' })
  expect(mergeFields(base, { ...base, name: 'Rosé' }, stored)).toEqual(stored)
  expect(mergeFields(base, base, { ...stored, names: [] })).toEqual({ ...stored, names: [] })
})

test('what both have changed is refused, by its field, with what stands there', () => {
  const stored = { ...base, name: 'Rosé', names: [] }
  const thrown = { code: 'conflict', fields: { name: expect.stringContaining('“Rosé”'), names: 'Somebody else changed this meanwhile' }, data: { stored } }
  expect(() => mergeFields(base, { name: 'ROSÉ', words: 'Mine', names: [{ name: 'Park Chae-young' }] }, stored)).toThrow(expect.objectContaining(thrown))
})

test('a field that the form does not tell of is written as it is', () => {
  expect(mergeFields({}, { ...base, name: 'Rosé' }, base)).toEqual({ ...base, name: 'Rosé' })
})
