import { describe, expect, test } from 'vitest'
import { emptyDocument, entriesOf, listDocument, type ListDocument } from '@/features/articles/schema'
import { applyChanges } from '@/features/articles/document/apply-changes'
import { changesBetween } from '@/features/articles/document/operations-between'
import { addEntry, blankEntry, changeEntry, duplicateEntry, moveEntriesTo, removeEntries } from './entries'
import { moveOptions } from './move-options'
import { entryNumbered, outlineOf } from './outline-rows'
import { entryPlaces, landingOf, placeOf, placesFor, sayLanding, sectionPlaces } from './places'
import { addSection, changeSection, moveSectionTo } from './sections'

const id = (name: string) => name.toLowerCase().padEnd(8, '0')
const entry = (name: string) => ({ ...blankEntry(id(name), name), heading: name })
/** a · London: b c d · Europe: e (Paris: f g, Rome: ) · */
function list(): ListDocument {
  let document: ListDocument = { ...emptyDocument('7 things'), entries: [entry('a')] }
  for (const [name, inside] of [
    ['London', null],
    ['Europe', null],
    ['Paris', 'Europe'],
    ['Rome', 'Europe'],
  ] as const)
    document = changeSection(addSection(document, id(name), inside && id(inside)), id(name), { heading: name })
  for (const [name, part] of [
    ['b', 'London'],
    ['c', 'London'],
    ['d', 'London'],
    ['e', 'Europe'],
    ['f', 'Paris'],
    ['g', 'Paris'],
  ] as const)
    document = addEntry(document, entry(name), id(part))
  return document
}
const order = (document: ListDocument) =>
  entriesOf(document)
    .map(({ entry: { slug }, section, subsection }) => `${(subsection ?? section)?.heading ?? ''}/${slug}`)
    .join(' ')
const skeleton = (document: ListDocument) =>
  document.sections.map(({ heading, sections }) => `${heading}(${sections.map((sub) => sub.heading).join(' ')})`).join(' ')
const ids = (...names: string[]) => names.map(id)
const at = (into: string | null, before: string | null) => ({ into: into && id(into), before: before && id(before) })

describe('entries moved to a place', () => {
  test('land before an entry, at the end of a part, in an empty one, and outside of all', () => {
    expect(order(moveEntriesTo(list(), ids('g'), at('London', 'c')))).toBe('/a London/b London/g London/c London/d Europe/e Paris/f')
    expect(order(moveEntriesTo(list(), ids('b'), at('London', null)))).toBe('/a London/c London/d London/b Europe/e Paris/f Paris/g')
    expect(order(moveEntriesTo(list(), ids('b'), at('Rome', null)))).toBe('/a London/c London/d Europe/e Paris/f Paris/g Rome/b')
    expect(order(moveEntriesTo(list(), ids('g'), at(null, 'a')))).toBe('/g /a London/b London/c London/d Europe/e Paris/f')
  })

  test('several come together, in the order that they had, from wherever they were', () => {
    expect(order(moveEntriesTo(list(), ids('g', 'a', 'c'), at('Paris', 'f')))).toBe('London/b London/d Europe/e Paris/a Paris/c Paris/g Paris/f')
    // Before one of themselves is before the next that stays.
    expect(order(moveEntriesTo(list(), ids('b', 'c', 'g'), at('London', 'c')))).toBe('/a London/b London/c London/g London/d Europe/e Paris/f')
    expect(order(moveEntriesTo(list(), ids('b', 'c', 'd'), at('London', null)))).toBe(order(list()))
  })

  test('stay the same document when they stand there, and when there is no such place', () => {
    const document = list()
    expect(moveEntriesTo(document, ids('b', 'c'), at('London', 'd'))).toBe(document)
    expect(moveEntriesTo(document, ids('b'), at('nowhere', null))).toBe(document)
    expect(moveEntriesTo(document, ids('b'), at('London', 'f'))).toBe(document)
    expect(moveEntriesTo(document, ids('x'), at('London', null))).toBe(document)
    expect(moveEntriesTo(document, [], at('London', null))).toBe(document)
  })

  test('land in every place that is offered, and lose nothing', () => {
    for (const held of [ids('a'), ids('c'), ids('b', 'g'), ids('a', 'b', 'c', 'd', 'e', 'f', 'g')])
      for (const place of placesFor(list(), { entries: held })) {
        const after = moveEntriesTo(list(), held, place)
        expect(entriesOf(after)).toHaveLength(7)
        expect(listDocument.safeParse(after).success).toBe(true)
        const landing = landingOf(list(), new Set(held), place)!
        const landed = entriesOf(after).filter((one) => held.includes(one.entry.id))
        expect(landed.map(({ position }) => position + 1)).toEqual(held.map((_, index) => landing.number + index))
        expect(landed.every((one) => ((one.subsection ?? one.section)?.id ?? null) === place.into)).toBe(true)
      }
  })

  test('are moved by operations that name them and no other', () => {
    const before = list()
    const after = moveEntriesTo(before, ids('a', 'c'), at('London', null))
    const changes = changesBetween(before, after, ids('a', 'c'))
    expect(changes).toEqual([
      { do: 'move', on: { entry: id('a') }, into: id('London'), after: id('d') },
      { do: 'move', on: { entry: id('c') }, into: id('London'), after: id('a') },
    ])
    expect(applyChanges(before, changes).document).toEqual(after)
  })
})

describe('sections moved to a place', () => {
  test('go between others, into one and out of one, with what is in them', () => {
    expect(skeleton(moveSectionTo(list(), id('Europe'), at(null, 'London')))).toBe('Europe(Paris Rome) London()')
    expect(skeleton(moveSectionTo(list(), id('London'), at('Europe', 'Rome')))).toBe('Europe(Paris London Rome)')
    expect(skeleton(moveSectionTo(list(), id('Paris'), at(null, 'Europe')))).toBe('London() Paris() Europe(Rome)')
    expect(skeleton(moveSectionTo(list(), id('Paris'), at('Europe', null)))).toBe('London() Europe(Rome Paris)')
    expect(order(moveSectionTo(list(), id('London'), at('Europe', null)))).toBe('/a Europe/e Paris/f Paris/g London/b London/c London/d')
  })

  test('that hold sections go into no other, and none goes into itself', () => {
    const document = list()
    expect(moveSectionTo(document, id('Europe'), at('London', null))).toBe(document)
    expect(moveSectionTo(document, id('London'), at('London', null))).toBe(document)
    expect(moveSectionTo(document, id('London'), at('Paris', null))).toBe(document)
    expect(moveSectionTo(document, id('nothing'), at(null, null))).toBe(document)
    expect(moveSectionTo(document, id('London'), at(null, 'Europe'))).toBe(document)
    expect(sectionPlaces(document, id('Europe')).every(({ into }) => into === null)).toBe(true)
  })

  test('are moved by operations that name the one that was moved', () => {
    let document = list()
    for (const name of ['Asia', 'Africa']) document = addSection(document, id(name))
    for (const moving of ['London', 'Europe', 'Africa', 'Paris', 'Asia'])
      for (const place of sectionPlaces(document, id(moving))) {
        const after = moveSectionTo(document, id(moving), place)
        const changes = changesBetween(document, after, id(moving))
        expect(applyChanges(document, changes).document).toEqual(after)
        expect(new Set(changes.map((change) => JSON.stringify('on' in change && change.on))).size).toBeLessThanOrEqual(1)
        if (after !== document) expect(changes[0]).toMatchObject({ do: 'move', on: { section: id(moving) } })
      }
  })
})

describe('places', () => {
  test('are told in reading order, and where a thing stands now is one of them', () => {
    expect(
      entryPlaces(list(), new Set(ids('c', 'f'))).map(
        ({ into, before, position }) => `${into?.replace(/0+$/, '') ?? ''}/${before?.replace(/0+$/, '') ?? ''}${position}`,
      ),
    ).toEqual(['/a0', '/1', 'london/b1', 'london/d2', 'london/3', 'europe/e3', 'europe/4', 'paris/g4', 'paris/5', 'rome/5'])
    expect(placeOf(list(), { entries: ids('c') })).toEqual(at('London', 'd'))
    expect(placeOf(list(), { entries: ids('c', 'd') })).toEqual(at('London', null))
    expect(placeOf(list(), { entries: ids('x') })).toBeNull()
    expect(placeOf(list(), { section: id('London') })).toEqual(at(null, 'Europe'))
    expect(placeOf(list(), { section: id('Rome') })).toEqual(at('Europe', null))
  })

  test('have numbers, also in a countdown, and are said', () => {
    const said = (document: ListDocument, held: string[], into: string | null, before: string | null) =>
      sayLanding(landingOf(document, new Set(ids(...held)), at(into, before))!)
    expect(said(list(), ['g'], 'London', 'c')).toBe('3 of 7, in London')
    expect(said(list(), ['b', 'g'], 'London', null)).toBe('4 to 5 of 7, in London')
    expect(said(list(), ['g'], null, null)).toBe('2 of 7, outside sections')
    const countdown: ListDocument = { ...list(), order: 'countdown' }
    expect(said(countdown, ['g'], 'London', 'c')).toBe('5 of 7, in London')
    expect(said({ ...emptyDocument('x'), entries: [entry('a'), entry('b')] }, ['b'], null, 'a')).toBe('1 of 2')
  })
})

describe('Move to…', () => {
  const lines = (document: ListDocument, held: string[], typed: string) =>
    moveOptions(document, { entries: ids(...held) }, typed).map(({ number, label, detail }) => `${number} ${label}: ${detail}`)

  test('offers the usual places, and what becomes of the neighbours', () => {
    expect(lines(list(), ['c'], '')).toEqual([
      '1 Top of the list: first of the entries outside sections; “a” becomes 2',
      '2 Start of London: first of London; “b” becomes 3',
      '4 End of London: last of London; “d” becomes 3',
      '7 End of the list: the first in Rome; “g” becomes 6',
      '2 End of the entries outside sections: last of the entries outside sections; “b” becomes 3',
      '5 End of Europe: last of Europe; “e” becomes 4',
      '7 End of Paris: last of Paris; “g” becomes 6',
    ])
  })

  test('finds by number, by section and by heading', () => {
    expect(lines(list(), ['g'], '3').slice(0, 2)).toEqual(['3 Before “c”: in London; “c” becomes 4', '4 After “c”: in London; “d” becomes 5'])
    expect(lines(list(), ['b'], '4')).toEqual([
      '4 After “d”: last of London; “d” becomes 3',
      '4 Before “e”: first of Europe; “d” becomes 3',
      '3 Before “d”: in London; “c” becomes 2',
    ])
    expect(lines(list(), ['a'], 'par')).toEqual(['5 Start of Paris: first of Paris; “e” becomes 4', '7 End of Paris: last of Paris; “g” becomes 6'])
    expect(lines({ ...list(), order: 'countdown' }, ['b'], '1')[0]).toMatch(/^1 After “g”/)
    expect(lines(list(), ['a', 'b'], 'rome')).toEqual(['6 Start of Rome: the first in Rome; they become 6 to 7; “g” becomes 5'])
    expect(lines(list(), ['a'], 'nothing like it')).toEqual([])
  })

  test('takes a section before others, into one and out of one', () => {
    const labels = (section: string, typed = '') => moveOptions(list(), { section: id(section) }, typed).map(({ label, detail }) => `${label}: ${detail}`)
    expect(labels('London')).toEqual([
      'Before Paris: becomes a section in Europe',
      'Before Rome: becomes a section in Europe',
      'End of Europe: becomes a section in Europe',
      'End of the list: with all that is in it',
    ])
    expect(labels('Paris', 'lon')).toEqual(['Before London: becomes a section of its own', 'End of London: becomes a section in London'])
  })
})

describe('the outline', () => {
  const shown = (closed: string[], words = '') =>
    outlineOf(list(), { closed: new Set(ids(...closed)), words, whoOf: ({ heading }) => (heading === 'f' ? 'G-Dragon 지드래곤' : '') }).map(
      ({ heading, count, range, entries }) =>
        `${heading}:${count}${range ? ` ${range.first}-${range.last}` : ''} ${entries.map(({ number }) => number).join()}`,
    )

  test('folds sections, which say their numbers', () => {
    expect(shown([])).toEqual([':1 1-1 1', 'London:3 2-4 2,3,4', 'Europe:3 5-7 5', 'Paris:2 6-7 6,7', 'Rome:0 '])
    expect(shown(['London', 'Paris'])).toEqual([':1 1-1 1', 'London:3 2-4 ', 'Europe:3 5-7 5', 'Paris:2 6-7 ', 'Rome:0 '])
    expect(shown(['Europe'])).toEqual([':1 1-1 1', 'London:3 2-4 2,3,4', 'Europe:3 5-7 '])
  })

  test('shows what has the words that are looked for, also in closed sections, and finds by number', () => {
    expect(shown(['Europe'], 'g dragon')).toEqual([':1 1-1 ', 'Europe:3 5-7 ', 'Paris:2 6-7 6'])
    expect(shown([], '지드')).toEqual([':1 1-1 ', 'Europe:3 5-7 ', 'Paris:2 6-7 6'])
    expect([entryNumbered(list(), ' 3 '), entryNumbered(list(), '8'), entryNumbered(list(), '2 songs')]).toEqual([id('c'), null, null])
    expect(entryNumbered({ ...list(), order: 'countdown' }, '1')).toBe(id('g'))
  })
})

test('a copy has its own id and address, and stands behind; several are removed at once', () => {
  const document = changeEntry(list(), id('c'), { credits: [{ role: 'artist', subject: id('gd') }] })
  const after = duplicateEntry(document, id('c'), id('copy'), { 'c-2': id('x') })
  expect(order(after)).toBe('/a London/b London/c London/c-3 London/d Europe/e Paris/f Paris/g')
  expect(entriesOf(after)[3]!.entry).toMatchObject({ id: id('copy'), heading: 'c', credits: [{ role: 'artist', subject: id('gd') }] })
  expect(duplicateEntry(document, id('x'), id('copy'), {})).toBe(document)
  expect(order(removeEntries(document, ids('a', 'g', 'b', 'x')))).toBe('London/c London/d Europe/e Paris/f')
  expect(removeEntries(document, ids('x'))).toBe(document)
})
