import { expect, test } from 'vitest'
import { makeDocument, makeEntry } from '@/tests/factories/lists'
import { inReadingOrder, noteTitle, partAt } from './note-places'

const [one, two, three] = ['One', 'Two', 'Three'].map((heading) => makeEntry(heading)) as [ReturnType<typeof makeEntry>, ReturnType<typeof makeEntry>, ReturnType<typeof makeEntry>] // prettier-ignore
const section = { id: 'section01', heading: 'London', body: '', place: null, entries: [two], sections: [{ id: 'section02', heading: '', body: '', place: null, entries: [three] }] } // prettier-ignore
const document = makeDocument('Places', [one], { sections: [section] })
const about = (place: string, field: string | null = null, said = '') => noteTitle(document, { place, field, about: said })

test('what a note is about is said as it is called now, and once it is gone as it was called then', () => {
  expect([about('list'), about('list', 'question'), about('list', 'constructor')]).toEqual(['The list', 'Question to readers', 'The list'])
  expect([about(`entry:${two.id}`), about(`entry:${two.id}`, 'body', 'Before')]).toEqual(['2 Two', '2 Two, words'])
  expect([about('section:section01', 'heading'), about('section:section02')]).toEqual(['Section London, section heading', 'Section without a heading'])
  expect(about('entry:gone', 'heading', 'Three')).toBe('An entry that was removed: “Three”, heading')
  expect(about('section:gone')).toBe('A section that was removed')
})

test('a part is found while the list has it', () => {
  expect(partAt(document, 'list')).toEqual({ of: 'list' })
  expect(partAt(document, `entry:${three.id}`)).toEqual({ of: 'entry', id: three.id })
  expect(partAt(document, 'section:section02')).toEqual({ of: 'section', id: 'section02' })
  expect([partAt(document, 'entry:gone'), partAt(document, 'section:gone')]).toEqual([null, null])
})

test('notes stand in reading order, those of parts that are gone last', () => {
  const notes = ['entry:gone', `entry:${three.id}`, 'section:section01', `entry:${one.id}`, 'list', `entry:${two.id}`, 'list'].map((place, n) => ({
    id: `note${n}`,
    place,
  }))
  expect(inReadingOrder(document, notes).map(({ id }) => id)).toEqual(['note4', 'note6', 'note3', 'note2', 'note5', 'note1', 'note0'])
})
