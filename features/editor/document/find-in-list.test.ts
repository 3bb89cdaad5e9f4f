import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entriesOf, type ListDocument } from '@/features/articles/schema'
import { findInList, putInBy, replaceInList } from './find-in-list'

const entry = (id: string, heading: string, body: string) => ({ id, slug: id, heading, subheading: '', body, credits: [], video: null })
const list: ListDocument = {
  format: 2,
  description: '',
  language: '',
  template: null,
  waived: [],
  title: 'Bigbang abroad',
  standfirst: 'Where BIGBANG went.',
  intro: 'They said “it’s Bigbang”.\n\nBigbangs do not count.',
  outro: '',
  question: 'Which Bigbang video?',
  order: 'numbered',
  entries: [entry('one00000', 'Blue', 'bigbang in New York; Bigbang again')],
  sections: [{ id: 'europe00', heading: 'Europe', body: 'Not Bigbang.', place: null, entries: [], sections: [] }],
}
const loose = { words: 'bigbang', exact: false, whole: false }

test('the line for search engines, which readers get too, is looked through and replaced', () => {
  const described = { ...list, description: 'BIGBANG abroad' }
  const found = findInList(described, { ...loose, exact: true, words: 'BIGBANG' })
  expect(found.map(({ field }) => field)).toEqual(['standfirst', 'description'])
  expect(replaceInList(described, found, '2NE1', {}).description).toBe('2NE1 abroad')
})

test('words are found in every text, as one reads it, with what stands around them', () => {
  const found = findInList(list, loose)
  expect(found.map(({ on, field, words }) => [on === 'list' ? on : Object.values(on)[0], field, words].join(' '))).toEqual([
    'list title Bigbang',
    'list standfirst BIGBANG',
    'list intro Bigbang',
    'list intro Bigbang',
    'one00000 body bigbang',
    'one00000 body Bigbang',
    'europe00 body Bigbang',
    'list question Bigbang',
  ])
  expect(found[3]).toMatchObject({ before: 'They said “it’s Bigbang”. ', after: 's do not count.' })
  expect(findInList(list, { ...loose, whole: true })).toHaveLength(7)
  expect(findInList(list, { ...loose, exact: true, words: 'BIGBANG' })).toHaveLength(1)
  expect(findInList(list, { ...loose, words: '"it\'s' })).toHaveLength(1)
  expect(findInList(list, { ...loose, words: '"it\'s', exact: true })).toHaveLength(0)
  expect(findInList(list, { ...loose, words: '' })).toEqual([])
  for (const words of ['(', '[a', 'K-pop', 'G-Dragon', '\\', '$1', '.', '*', '/', '-', '^'])
    expect(findInList(list, { ...loose, words }).every((one) => one.words === words)).toBe(true)
})

test('one or all of them become other words, and nothing else does', () => {
  const found = findInList(list, loose)
  const one = replaceInList(list, [found[5]!], '$1', {})
  expect(entriesOf(one)[0]!.entry.body).toBe('bigbang in New York; $1 again')
  expect({ ...one, entries: [] }).toEqual({ ...list, entries: [] })
  const all = replaceInList(list, found, 'Big Bang', {})
  expect(all.intro).toBe('They said “it’s Big Bang”.\n\nBig Bangs do not count.')
  expect([all.title, all.sections[0]!.body, all.entries[0]!.body]).toEqual(['Big Bang abroad', 'Not Big Bang.', 'Big Bang in New York; Big Bang again'])
  expect(replaceInList(list, [], 'x', {})).toBe(list)
})

test('where links lead is left as it is', () => {
  const intro = 'See [BTS](/groups/bts) and [bts](<https://bts.example/a b>), https://bts.example/bts, [it][one].\n\n[one]: /songs/bts\n\nBTS (bts)'
  const before = { ...list, intro }
  const found = findInList(before, { ...loose, words: 'bts' })
  expect(replaceInList(before, found, 'X', {}).intro).toBe(
    'See [X](/groups/bts) and [X](<https://bts.example/a b>), https://bts.example/bts, [it][one].\n\n[one]: /songs/bts\n\nX (X)',
  )
})

test('what was put in is not found again, also where more was put in before it', () => {
  const before = { ...list, intro: 'Girls, girls and Girls' }
  const sought = { ...loose, words: 'girls' }
  const by = 'Girls’ Generation'
  const [first, second, third] = findInList(before, sought)
  const one = replaceInList(before, [second!], by, {})
  let put = putInBy([second!], by)
  expect(findInList(one, sought, put).map(({ from }) => from)).toEqual([first!.from, third!.from + by.length - 5])
  const again = findInList(one, sought, put).slice(0, 1)
  const two = replaceInList(one, again, by, {})
  put = putInBy(again, by, put)
  expect(findInList(two, sought, put).map(({ words }) => words)).toEqual(['Girls'])
  const all = replaceInList(two, findInList(two, sought, put), by, {})
  expect(all.intro).toBe('Girls’ Generation, Girls’ Generation and Girls’ Generation')
  expect(findInList(all, sought, putInBy(findInList(two, sought, put), by, put))).toEqual([])
})

test('a heading takes its address along while that follows it', () => {
  const blue = findInList(list, { ...loose, words: 'Blue' })
  const follows = { ...list, entries: [{ ...list.entries[0]!, slug: 'blue' }] }
  expect(replaceInList(follows, blue, 'Red', {}).entries[0]).toMatchObject({ heading: 'Red', slug: 'red' })
  expect(replaceInList(follows, blue, 'Red', { blue: 'one00000' }).entries[0]).toMatchObject({ heading: 'Red', slug: 'blue' })
})

test('what is replaced by itself changes no character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }), (body, words) => {
      const before = { ...list, intro: body }
      const found = findInList(before, { words, exact: true, whole: false })
      expect(replaceInList(before, found, words, {})).toEqual(before)
    }),
  )
})
