import { expect, test } from 'vitest'
import { fieldChanges, idsIn } from './field-changes'
import { maxRevisions, revisionsToDrop } from './thin-out'

const nameOf = (id: string) => `<${id}>`

test('fields that differ are told by name, with what stands in them in words', () => {
  const before = { kind: 'person', name: 'Rain', slug: 'rain', names: [], date: null, parentId: 'jyp', latitude: 1 }
  const after = { ...before, name: 'Bi', names: [{ name: '비', lang: 'ko', alias: false }, { name: 'Rein', lang: 'en', alias: true }], parentId: null, latitude: null } // prettier-ignore
  expect(fieldChanges(before, after, nameOf)).toEqual([
    { field: 'Name', before: 'Rain', after: 'Bi' },
    { field: 'Other names', before: '', after: '비 (ko), Rein (en, for search only)' },
    { field: 'Latitude', before: '1', after: '' },
    { field: 'Group', before: '<jyp>', after: '' },
  ])
  expect(fieldChanges(before, { ...before }, nameOf)).toEqual([])
  // As the form of its kind calls them.
  const labelOf = (kind: string) => fieldChanges({ kind, date: null }, { kind, date: '1988' }, nameOf).map(({ field }) => field)
  expect([labelOf('group'), labelOf('song')]).toEqual([['Born or founded'], ['Date']])
  expect([idsIn(before), idsIn(after)]).toEqual([['jyp'], []])
})

test('of long texts the part that differs is told, and no half of a letter', () => {
  const text = `${'💜'.repeat(200)}A singer.${'💜'.repeat(200)}`
  const [change] = fieldChanges({ description: text }, { description: text.replace('A singer', 'An actor') }, nameOf)
  expect(change).toEqual({
    field: 'Description',
    before: `…${'💜'.repeat(19)}A singer.${'💜'.repeat(19)}…`,
    after: `…${'💜'.repeat(19)}An actor.${'💜'.repeat(19)}…`,
  })
  const [gone] = fieldChanges({ description: 'x'.repeat(5000) }, { description: '' }, nameOf)
  expect([gone!.before.length, gone!.after]).toEqual([401, ''])
})

test('what is thinned out: of savings that were close to the next one, the oldest first; then the oldest; never the newest', () => {
  const at = (minutes: number[]) => minutes.map((minute, index) => ({ id: `${index}`, createdAt: new Date(minute * 60_000) }))
  const day = 24 * 60
  const far = Array.from({ length: maxRevisions }, (_, n) => n * day)
  expect(revisionsToDrop(at(far))).toEqual([])
  expect(revisionsToDrop(at([...far, 100 * day, 101 * day]))).toEqual(['0', '1'])
  expect(revisionsToDrop(at([...far.slice(0, 50), 49 * day + 10, 49 * day + 20, ...far.slice(50)]))).toEqual(['49', '50'])
  // Many at once leave what was there long ago.
  const flood = [...far.slice(0, 50), ...Array.from({ length: 200 }, (_, n) => 60 * day + n)]
  const dropped = revisionsToDrop(at(flood))
  expect([dropped.length, dropped[0], dropped.includes('49'), dropped.includes('249')]).toEqual([150, '50', false, false])
})
