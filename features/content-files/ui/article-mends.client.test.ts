import { expect, test } from 'vitest'
import { splitArticle } from '../split/split-article'
import { toReadArticle } from '../split/read-article'
import type { NamedRecord, ReadArticle } from '../schema'
import {
  changePart,
  confirmed,
  joinToBefore,
  newRecordsOf,
  openQuestions,
  placeLeftOver,
  sureOf,
  toMake,
  useRecord as withRecord,
} from './article-mends.client'

const read = (text: string): ReadArticle => toReadArticle(splitArticle(text, 'text', []), [], 'list')

const dogs = read(`# Three dogs

They do not act.

## 1. Harbour Kids – “Fetch”

Biscuit.

## 2. BigBangg – “Blue”

https://www.youtube.com/watch?v=aaaaaaaaaa1

No dog.

## 3. Harbour Kids – “Stray”

It walked on.`)

const letters = ({ title, intro, outro, parts, leftOver }: ReadArticle) =>
  [title.words, intro.words, outro.words, ...leftOver, ...parts.flatMap((part) => [part.heading, part.kind === 'entry' ? part.subheading : '', part.body])]
    .join('')
    .replaceAll(/[^\p{L}]/gu, '')

test('shows the words that each part comes from', () => {
  expect(dogs.title).toMatchObject({ words: 'Three dogs', source: 'Three dogs' })
  expect(dogs.parts.map(({ source }) => source)).toEqual([
    '## 1. Harbour Kids – “Fetch”',
    '## 2. BigBangg – “Blue”\n\nhttps://www.youtube.com/watch?v=aaaaaaaaaa1',
    '## 3. Harbour Kids – “Stray”',
  ])
  expect(dogs.characters).toMatchObject({ leftOver: 0 })
  expect(dogs.characters.used + dogs.characters.dropped).toBe(dogs.characters.all)
})

test('a joined entry stands in the prose before it as the article has it, and what it alone named is not made', () => {
  const joined = joinToBefore(dogs, 'entry 2')
  expect(joined.parts.map(({ id }) => id)).toEqual(['entry 1', 'entry 3'])
  expect(joined.parts[0]!.body).toBe('Biscuit.\n\n2. BigBangg – “Blue”\n\nhttps://www.youtube.com/watch?v=aaaaaaaaaa1\n\nNo dog.')
  expect(newRecordsOf(dogs).map(({ name }) => name)).toContain('BigBangg')
  const made = toMake(joined).records.map(({ name }) => name)
  expect(made).not.toContain('BigBangg')
  expect(made).not.toContain('Blue')
  expect(made.filter((name) => name === 'Harbour Kids')).toHaveLength(1)
})

test('the first entry goes into the introduction', () => {
  const joined = joinToBefore(dogs, 'entry 1')
  expect(joined.intro.words).toBe('They do not act.\n\n1. Harbour Kids – “Fetch”\n\nBiscuit.')
  expect(joined.parts).toHaveLength(2)
})

test('joining all, in any order, keeps every letter', () => {
  for (const order of [
    [1, 2, 3],
    [3, 2, 1],
    [2, 1, 3],
  ]) {
    const all = order.reduce((article, number) => joinToBefore(article, `entry ${number}`), dogs)
    expect(all.parts).toEqual([])
    for (const word of ['Harbour Kids – “Fetch”', 'Biscuit.', 'BigBangg – “Blue”', 'aaaaaaaaaa1', 'No dog.', '“Stray”', 'It walked on.'])
      expect(all.intro.words).toContain(word)
  }
})

test('an entry out of running prose is in that prose already', () => {
  const prose = read(`On the roof\n\nParis\n\nFirst, Harbour Kids went up for “Gutter”. It rained.\n\nNext, Ines Calder’s “Pigeons” is all birds.`)
  const joined = joinToBefore(prose, 'entry 2')
  expect(joined.parts.at(-1)!.body).toBe('First, Harbour Kids went up for “Gutter”. It rained.\n\nNext, Ines Calder’s “Pigeons” is all birds.')
})

test('what is left over becomes an entry, or goes into the introduction', () => {
  const left = { ...dogs, leftOver: ['## 4. The cat\n\nIt was not asked.', 'Share this'] }
  const entry = placeLeftOver(left, 0, 'entry')
  expect(entry.leftOver).toEqual(['Share this'])
  expect(entry.parts.at(-1)).toMatchObject({ kind: 'entry', heading: '4. The cat', body: 'It was not asked.' })
  expect(placeLeftOver(left, 1, 'intro').intro.words).toBe('They do not act.\n\nShare this')
  expect(letters(placeLeftOver(entry, 0, 'intro'))).toHaveLength(letters(left).length)
})

test('one record is taken for another wherever it is named', () => {
  const known: NamedRecord = { record: 'groups/bigbang', kind: 'group', name: 'BIGBANG', isNew: false, parent: null, url: null, near: null }
  const now = withRecord(dogs, 'groups/bigbangg', known)
  expect(toMake(now).parts[1]).toMatchObject({ credits: expect.arrayContaining([{ role: 'artist', record: 'groups/bigbang' }]) })
  expect(toMake(now).records.find(({ name }) => name === 'Blue')).toMatchObject({ parent: 'groups/bigbang' })
  expect(toMake(now).records.map(({ name }) => name)).not.toContain('BigBangg')
})

test('a heading is changed', () => {
  expect(changePart(dogs, 'entry 3', { heading: 'The stray' }).parts.map(({ heading }) => heading)).toEqual(['“Fetch”', '“Blue”', 'The stray'])
})

test('the introduction and the closing words have their source and how sure they are, also after they were changed', () => {
  expect(dogs.intro).toEqual({ words: 'They do not act.', source: 'They do not act.', confidence: 0.8 })
  expect(dogs.outro).toEqual({ words: '', source: '', confidence: 1 })
  const two = read('Title\n\nA standfirst.\n\nOne thought.\n\nAnother thought.\n\n## 1. A – “B”\n\nYes.\n\n## 2. C – “D”\n\nNo.')
  expect(two.intro.source).toContain('One thought.\n\nAnother thought.')
  const joined = joinToBefore({ ...dogs, intro: { ...dogs.intro, words: '' } }, 'entry 1')
  expect(joined.intro).toEqual({
    words: '1. Harbour Kids – “Fetch”\n\nBiscuit.',
    source: 'They do not act.\n\n1. Harbour Kids – “Fetch”\n\nBiscuit.',
    confidence: 0.8,
  })
})

test('what is said to be right is no question any more', () => {
  const [first, ...rest] = dogs.parts
  if (first?.kind !== 'entry') throw new Error('No entry')
  const unsure = { ...dogs, parts: [{ ...first, credits: first.credits.map((credit) => ({ ...credit, confidence: 0.4 })) }, ...rest] }
  expect(sureOf(unsure.parts[0]!)).toBe(0.4)
  expect(openQuestions(unsure)).toBe(openQuestions(dogs) + 1)
  const now = confirmed(unsure, 'entry 1')
  expect(sureOf(now.parts[0]!)).toBe(1)
  expect(openQuestions(now)).toBe(openQuestions(dogs))
  expect(openQuestions({ ...dogs, intro: { ...dogs.intro, confidence: 0.5 } })).toBe(openQuestions(dogs) + 1)
  // Where the text has nothing, nothing was guessed.
  expect(openQuestions({ ...dogs, outro: { ...dogs.outro, confidence: 0.5 } })).toBe(openQuestions(dogs))
  const near = { record: 'groups/harbour', name: 'Harbour', under: null }
  expect(openQuestions({ ...dogs, records: dogs.records.map((one) => (one.name === 'Harbour Kids' ? { ...one, near } : one)) })).toBe(openQuestions(dogs) + 1)
})
