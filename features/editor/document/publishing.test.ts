import { expect, test } from 'vitest'
import { changeWords, wayToReaders } from './publishing'

const approved = { state: 'approved' } as const

test.each([
  ['who publishes alone', { may: { publish: true }, review: null, approved: [] }, 'publish'],
  ['who publishes alone while a review is asked for', { may: { publish: true }, review: { state: 'open' }, approved: [] }, 'publish'],
  ['an author', { may: { publish: false }, review: null, approved: [] }, 'ask'],
  ['an author whose approved words wait for their time', { may: { publish: false }, review: null, approved: [7] }, 'publish'],
  ['an author who asked', { may: { publish: false }, review: { state: 'open' }, approved: [] }, 'wait'],
  ['an author to whom it was sent back', { may: { publish: false }, review: { state: 'returned' }, approved: [] }, 'ask'],
  ['an author with these words approved', { may: { publish: false }, review: approved, approved: [7] }, 'publish'],
] as const)('%s', (_, known, way) => expect(wayToReaders(known, { version: 7, saved: true })).toBe(way))

test('what was approved is that version alone, and all of it on the site', () => {
  const known = { may: { publish: false }, review: approved, approved: [7] }
  expect(wayToReaders(known, { version: 8, saved: true })).toBe('ask')
  expect(wayToReaders(known, { version: 7, saved: false })).toBe('ask')
})

test('what changed is named, as much of it as a line holds', () => {
  const entry = (heading: string, change: 'added' | 'removed' | 'moved' | 'changed') => ({ id: heading, heading, change, from: 1, to: 1, fields: [] })
  expect(changeWords({ fields: ['title', 'sections'], entries: [entry('One', 'changed'), entry('', 'added')] })).toBe(
    'the title, sections, “One” changed, an entry without a heading added',
  )
  expect(changeWords({ fields: [], entries: Array.from({ length: 9 }, (_, n) => entry(String(n), 'moved')) })).toMatch(/“5” moved and 3 more$/)
})
