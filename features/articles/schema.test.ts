import { expect, test } from 'vitest'
import { makeDocument, makeEntry } from '@/tests/factories/lists'
import { draftBounds, draftDocument, listDocument, type ListDocument } from './schema'

const places = (document: unknown) => draftDocument.safeParse(document).error?.issues.map(({ path }) => path.join('.'))
const halfWritten: ListDocument = makeDocument('x'.repeat(500), [
  makeEntry('', { slug: 'results' }),
  makeEntry('y'.repeat(1000), { slug: 'results', subheading: 'two\nlines' }),
  makeEntry('No address', { slug: '' }),
])

test('a half-written document can be saved, and is refused as one for readers', () => {
  expect(draftDocument.parse(halfWritten)).toEqual(halfWritten)
  expect(listDocument.safeParse(halfWritten).success).toBe(false)
  // More entries than can be published.
  expect(
    places(
      makeDocument(
        'Long',
        Array.from({ length: 600 }, (_, index) => makeEntry(`Entry ${index}`)),
      ),
    ),
  ).toBeUndefined()
})

test('a field has 200,000 characters at the most, and the whole 5 MB', () => {
  const most = 'x'.repeat(draftBounds.maxCharacters)
  expect(places({ ...halfWritten, intro: most })).toBeUndefined()
  expect(places({ ...halfWritten, intro: `${most}x`, entries: [makeEntry('One', { body: `${most}x` })] })).toEqual(['intro', 'entries.0.body'])
  const large = (characters: string, count: number) =>
    makeDocument(
      'Large',
      Array.from({ length: count }, (_, index) => makeEntry(`Entry ${index}`, { body: characters })),
    )
  expect(places(large(most, 26))).toBeUndefined()
  expect(places(large(most, 27))).toEqual(['entries'])
  // Bytes count: a letter of Hangul has three.
  expect(places(large('가'.repeat(draftBounds.maxCharacters), 9))).toEqual(['entries'])
})

test('what is not a document, or what no database can keep, is refused', () => {
  expect(places({ ...halfWritten, title: 'a\0b' })).toEqual(['title'])
  expect(places({ ...halfWritten, entries: 'none', order: 'by mood' })).toEqual(['order', 'entries'])
  expect(places({ ...halfWritten, entries: [makeEntry('One', { credits: [{ role: 'artist', subject: '' }] })] })).toEqual(['entries.0.credits.0.subject'])
  expect(places({ ...halfWritten, format: 3 })).toEqual(['format'])
})
