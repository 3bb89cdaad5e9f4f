import { expect, test } from 'vitest'
import type { ListDocument } from '@/features/articles/schema'
import { makeDocument, makeEntry } from '@/tests/factories/lists'
import { changeEntry } from './entries'
import { headingFrom, missingRoles, readyTemplates, setCredits, subheadingFrom, unknownSlots, withCredit } from './templates'

const names = { bigbang: { name: 'BIGBANG' }, blue: { name: 'Blue' }, london: { name: 'London' }, starry: { name: 'S*_T' } }
const places = readyTemplates['Filmed at places']!
const [artist, song, place] = [
  { role: 'artist', subject: 'bigbang' },
  { role: 'song', subject: 'blue' },
  { role: 'filmed-in', subject: 'london' },
] as const

test('heading and subheading are made of the credits, as far as there are any', () => {
  expect(subheadingFrom(places, [], names)).toBe('')
  expect(subheadingFrom(places, [artist], names)).toBe('**BIGBANG**')
  expect(subheadingFrom(places, [place, artist, song], names)).toBe('**BIGBANG**, in London')
  expect(subheadingFrom(places, [artist, { role: 'artist', subject: 'starry' }], names)).toBe('**BIGBANG & S\\*\\_T**')
  expect(headingFrom(places, [song, { role: 'artist', subject: 'starry' }], names)).toBe('“Blue”')
  expect(subheadingFrom({ ...places, subheading: 'in **{artist}**’s “{song}”' }, [artist], names)).toBe('')
  expect(subheadingFrom({ ...places, subheading: 'A video' }, [artist], names)).toBe('')
  expect(unknownSlots('{artist} {singer} {to-string}')).toEqual(['singer', 'to-string'])
})

test('they follow the credits until somebody writes their own', () => {
  const entry = makeEntry('')
  let document: ListDocument = makeDocument('List', [{ ...entry, slug: 'entry' }], { template: places })
  const now = () => document.entries[0]!
  const credit = (...credits: (typeof artist | typeof song | typeof place)[]) => (document = setCredits(document, entry.id, credits, names, {}))
  credit(artist)
  expect(now()).toMatchObject({ subheading: '**BIGBANG**', heading: '' })
  credit(artist, song, place)
  expect(now()).toMatchObject({ subheading: '**BIGBANG**, in London', heading: '“Blue”', slug: 'blue' })
  document = changeEntry(document, entry.id, { subheading: '**BIGBANG**, letting go' })
  credit(artist)
  expect(now()).toMatchObject({ subheading: '**BIGBANG**, letting go', heading: '' })
  document = { ...document, template: null }
  credit(song)
  expect(now()).toMatchObject({ subheading: '**BIGBANG**, letting go', heading: '' })
})

test('credits stand in the order of the template, and what is missing is known', () => {
  const document = makeDocument('List', [], { template: places })
  expect(withCredit([place], artist, places)).toEqual([artist, place])
  expect(withCredit([artist, place], song, places)).toEqual([artist, song, place])
  expect(withCredit([artist], artist, places)).toEqual([artist])
  expect(withCredit([artist], { role: 'cameo', subject: 'london' }, places)).toHaveLength(2)
  expect(missingRoles(document, { credits: [song] })).toEqual(['artist', 'filmed-in'])
  expect(missingRoles(makeDocument('List', []), { credits: [] })).toEqual([])
})
