import { expect, test } from 'vitest'
import type { FileRecord } from '../format/records-file'
import { parentsFirst } from './import-records'

const place = (slug: string, parent: string | null): FileRecord => ({
  kind: 'place',
  slug,
  name: slug,
  names: [],
  description: '',
  parent: parent === null ? null : `places/${parent}`,
  latitude: null,
  longitude: null,
  date: null,
  url: null,
  formerly: [],
})
const ordered = (...records: FileRecord[]) => parentsFirst(records).map(({ slug }) => slug)

test('parents come before what stands below them', () => {
  expect(ordered(place('c', 'b'), place('b', 'a'), place('d', 'elsewhere'), place('a', null))).toEqual(['a', 'b', 'c', 'd'])
})

test('a circle ends, with each record once', () => {
  expect(ordered(place('a', 'a'))).toEqual(['a'])
  expect(ordered(place('a', 'b'), place('c', 'a'), place('b', 'a')).toSorted()).toEqual(['a', 'b', 'c'])
})
