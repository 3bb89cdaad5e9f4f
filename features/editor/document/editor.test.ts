import { describe, expect, test } from 'vitest'
import { emptyDocument, entriesOf, listDocument, type ListDocument } from '@/features/articles/schema'
import { makeDocument } from '@/tests/factories/lists'
import { checksOf } from './checks'
import { numberIn } from './title-number'
import { compareDocuments } from './compare'
import { addEntry, blankEntry, changeEntry, moveEntry, moveEntryTo, removeEntry, renameEntry, slugFor } from './entries'
import { newBrowserId } from './new-id'
import { addSection, changeSection, moveSection, removeSection } from './sections'
import { countDocument, countWords } from './words'

const id = (name: string) => name.padEnd(8, '0')
const entry = (name: string) => ({ ...blankEntry(id(name), name), heading: name })
/** a · London: b c · Europe (Paris: d) · */
function list(): ListDocument {
  let document: ListDocument = { ...emptyDocument('4 things'), entries: [entry('a')] }
  document = addSection(document, id('london'))
  document = addSection(document, id('europe'))
  document = addSection(document, id('paris'), id('europe'))
  for (const [name, part] of [
    ['b', 'london'],
    ['c', 'london'],
    ['d', 'paris'],
  ] as const)
    document = addEntry(document, entry(name), id(part))
  return document
}
const order = (document: ListDocument) =>
  entriesOf(document).map(({ entry, section, subsection }) => `${(subsection ?? section)?.id.replace(/0+$/, '') ?? ''}/${entry.slug}`)

describe('entries', () => {
  test('move by steps through every part, also empty ones, and stop at the ends', () => {
    let document = list()
    expect(order(document)).toEqual(['/a', 'london/b', 'london/c', 'paris/d'])
    expect(order(moveEntry(document, id('a'), -1))).toEqual(order(document))
    document = moveEntry(document, id('a'), 1)
    expect(order(document)).toEqual(['london/a', 'london/b', 'london/c', 'paris/d'])
    document = moveEntry(document, id('d'), -1)
    expect(order(document)).toEqual(['london/a', 'london/b', 'london/c', 'europe/d'])
    document = moveEntry(document, id('d'), -1)
    expect(order(document).at(-1)).toBe('london/d')
    expect(order(moveEntry(document, id('c'), -1))).toEqual(['london/a', 'london/c', 'london/b', 'london/d'])
    expect(order(moveEntryTo(document, id('a'), id('paris')))).toEqual(['london/b', 'london/c', 'london/d', 'paris/a'])
    expect(moveEntryTo(document, id('a'), 'nowhere0')).toBe(document)
  })

  test('lose nothing by any row of moves', () => {
    let document = list()
    const names = ['a', 'b', 'c', 'd']
    for (let step = 0; step < 200; step++) document = moveEntry(document, id(names[(step * 7) % 4]!), step % 3 === 0 ? -1 : 1)
    expect(
      entriesOf(document)
        .map(({ entry }) => entry.slug)
        .sort(),
    ).toEqual(names)
    expect(listDocument.safeParse(document).success).toBe(true)
  })

  test('are removed and changed; what is not there changes nothing', () => {
    const document = list()
    expect(order(removeEntry(document, id('b')))).toEqual(['/a', 'london/c', 'paris/d'])
    expect(removeEntry(document, 'nothing0')).toBe(document)
    expect(changeEntry(document, 'nothing0', { body: 'x' })).toBe(document)
  })

  test('have an address that follows the heading until it is typed by hand or published', () => {
    let document = addEntry(emptyDocument('x'), blankEntry(id('e'), 'entry'), null)
    document = renameEntry(document, id('e'), 'Crooked', {})
    expect(order(document)).toEqual(['/crooked'])
    document = renameEntry(document, id('e'), 'G-Dragon’s “Crooked”', {})
    expect(order(document)).toEqual(['/g-dragons-crooked'])
    document = renameEntry(changeEntry(document, id('e'), { slug: 'mine' }), id('e'), 'Other', {})
    expect(order(document)).toEqual(['/mine'])
    const published = { other: id('e') }
    expect(order(renameEntry(changeEntry(document, id('e'), { slug: 'other' }), id('e'), 'New', published))).toEqual(['/other'])
  })

  test('take no address of the page, of another entry, or that once led to another', () => {
    const document = list()
    expect(slugFor(document, id('b'), 'Results', {})).toBe('results-2')
    expect(slugFor(document, id('b'), 'A', {})).toBe('a-2')
    expect(slugFor(document, id('b'), 'Gone', { gone: id('x') })).toBe('gone-2')
    expect(slugFor(document, id('b'), 'Gone', { gone: id('b') })).toBe('gone')
    expect(slugFor(document, id('b'), '💜', {})).toBe('entry')
  })
})

describe('sections', () => {
  test('move with what is in them, and are removed without losing entries', () => {
    const document = changeSection(list(), id('london'), { heading: 'London' })
    expect(order(moveSection(document, id('europe'), -1))).toEqual(['/a', 'paris/d', 'london/b', 'london/c'])
    expect(moveSection(document, id('europe'), 1)).toEqual(document)
    expect(order(removeSection(document, id('london')))).toEqual(['/a', '/b', '/c', 'paris/d'])
    expect(order(removeSection(document, id('europe')))).toEqual(['/a', 'london/b', 'london/c', 'london/d'])
    expect(order(removeSection(document, id('paris')))).toEqual(['/a', 'london/b', 'london/c', 'europe/d'])
    expect(removeSection(document, 'nothing0')).toBe(document)
  })
})

describe('checks', () => {
  const messages = (document: ListDocument, records = {}) => checksOf(document, records).map(({ level, message }) => `${level}: ${message}`)

  test('say what stops, what is missing and what is right', () => {
    const found = messages(list())
    expect(found).toContain('good: The title says 4, the list has 4')
    expect(found).toContain('good: Every quotation mark is closed')
    expect(found).toContain('warn: 4 entries have no video')
    expect(messages({ ...list(), title: '5 things' })).toContain('warn: The title says 5, the list has 4')
    expect(messages(emptyDocument(''))).toEqual(expect.arrayContaining(['stop: Give the list a title', 'stop: Add at least one entry']))
    const placed = changeEntry(list(), id('a'), { credits: [{ role: 'filmed-in', subject: id('x') }] })
    expect(messages(changeSection(placed, id('london'), { place: id('x') }))).toContain('warn: “d” has no credit for its place')
    expect(messages(changeEntry(list(), id('a'), { heading: 'b' }))).toContain('warn: Two entries are called “b”')
  })

  test('name what is refused when a half-written draft is published, and where it is', () => {
    let document = changeEntry({ ...list(), title: 'x'.repeat(201) }, id('b'), { heading: '“Blue”', subheading: 'y'.repeat(301) })
    document = changeSection(changeEntry(document, id('d'), { slug: 'results', heading: '' }), id('paris'), { heading: 'z'.repeat(201) })
    document = changeEntry(document, id('c'), { slug: 'b' })
    const stops = checksOf(document, {}).filter(({ level }) => level === 'stop')
    expect(stops.map(({ message, at }) => [message.replace(/z+/, 'zz'), at])).toEqual([
      ['Two entries have the address “b”', { of: 'entry', id: id('c') }],
      ['Give this entry a heading', { of: 'entry', id: id('d') }],
      ['The title: At most 200 characters', { of: 'list' }],
      ['“Blue”: At most 300 characters', { of: 'entry', id: id('b') }],
      ['The section “zz”: At most 200 characters', { of: 'section', id: id('paris') }],
      ['An entry without a heading: This address is a part of the page itself: choose another', { of: 'entry', id: id('d') }],
    ])
  })

  test('numbers and quotation marks', () => {
    expect([numberIn('14 K-pop MVs'), numberIn('2NE1 in 2013'), numberIn('4minute'), numberIn('Top 10: part 2')]).toEqual([14, null, null, 10])
    const isOpen = (intro: string) => checksOf(makeDocument('List', [], { intro }), {}).some(({ message }) => message.includes('is not closed'))
    expect(['“Crooked', '“Crooked” and "Lonely"', 'a "b', '“a\n\nb”'].map(isOpen)).toEqual([true, false, true, true])
  })
})

test('comparing names what came, went, moved and changed, and no more', () => {
  const before = list()
  let after = moveEntryTo(before, id('a'), null)
  expect(compareDocuments(before, after)).toEqual({ fields: [], entries: [] })
  after = moveEntryTo(before, id('b'), id('paris'))
  after = changeEntry(removeEntry(after, id('c')), id('d'), { body: 'words' })
  after = addEntry({ ...after, title: 'Other' }, entry('e'), null)
  const { fields, entries } = compareDocuments(before, after)
  expect(fields).toEqual(['title'])
  expect(Object.fromEntries(entries.map(({ heading, change, fields }) => [heading, [change, ...fields]]))).toEqual({
    b: ['moved', 'section'],
    c: ['removed'],
    d: ['changed', 'words'],
    e: ['added'],
  })
  expect(compareDocuments(before, changeSection(before, id('london'), { heading: 'X' })).fields).toEqual(['sections'])
})

test('words and ids', () => {
  expect(countWords('K-pop [don’t](https://a.b/c-d) stop — 지드래곤 2NE1')).toBe(5)
  expect(countDocument({ ...list(), intro: 'two words' })).toBe(2)
  expect(newBrowserId()).toMatch(/^[0-9a-z]{20}$/)
})
