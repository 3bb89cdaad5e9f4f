import { expect, test } from 'vitest'
import { mergedValues, whatIsTaken, withoutMerged } from './merge'
import { recordInput, type RecordInput } from './schema'

const record = (name: string, rest: Partial<RecordInput> = {}): RecordInput => ({ ...recordInput.parse({ kind: 'place', name, slug: 'x' }), ...rest })
const name = (text: string, lang = 'en', alias = false) => ({ name: text, lang, alias })

test('both have their names in one record: what it is called by stays, the others are for search', () => {
  const into = record('Seoul', { names: [name('서울', 'ko'), name('Hanyang', 'en', true)] })
  const from = record('서울시', { names: [name('서울', 'ko'), name('서울특별시', 'ko'), name('ソウル', 'ja'), name('Seoul')] })
  const after = mergedValues(into, from)
  expect(after.names).toEqual([
    name('서울', 'ko'),
    name('Hanyang', 'en', true),
    name('서울시', 'ko', true),
    name('서울특별시', 'ko', true),
    name('ソウル', 'ja'),
  ])
  expect(withoutMerged(after, { before: into, after }, new Set())).toEqual(into)
  expect(withoutMerged(after, { before: into, after }, new Set(['ソウル'])).names.at(-1)).toEqual(name('ソウル', 'ja'))
})

test('a field is taken where there is nothing; the two numbers of a place go together', () => {
  const into = record('Seoul', { latitude: 37.5, description: 'Here.' })
  const from = record('Soul', { latitude: 1, longitude: 2, description: 'There.', date: '1394', parentId: 'korea' })
  const after = mergedValues(into, from)
  expect(after).toMatchObject({ latitude: 37.5, longitude: null, description: 'Here.', date: '1394', parentId: 'korea', name: 'Seoul', slug: 'x' })
  expect(whatIsTaken(into, from)).toEqual({
    taken: ['Date', 'Lies in'],
    left: [
      { key: 'latitude', field: 'Latitude', value: '1' },
      { key: 'longitude', field: 'Longitude', value: '2' },
      { key: 'description', field: 'Description', value: 'There.' },
    ],
  })
  // What was changed since stays changed.
  expect(withoutMerged({ ...after, date: '1395' }, { before: into, after }, new Set())).toEqual({ ...into, date: '1395' })
})
