import { expect, test } from 'vitest'
import { makeDocument, makeEntry } from '@/tests/factories/lists'
import { headFields, inReadingOrder, noteTitle, partAt, signAt, signsOf, signWords, tailFields } from './note-places'

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

test('open notes are counted by what they are about, and by parts', () => {
  const note = (id: string, place: string, field: string | null, open = true) => ({ id, place, field, open })
  const signs = signsOf([
    note('n1', 'entry:a', 'heading'),
    note('n2', 'entry:a', 'heading'),
    note('n3', 'entry:a', 'body', false),
    note('n4', 'entry:a', null),
    note('n5', 'list', 'question'),
    note('n6', 'list', null),
    note('n7', 'entry:ab', null),
  ])
  expect(Object.fromEntries(signs)).toEqual({
    'entry:a.heading': { count: 2, first: 'n1' },
    'entry:a': { count: 1, first: 'n4' },
    'list.question': { count: 1, first: 'n5' },
    list: { count: 1, first: 'n6' },
    'entry:ab': { count: 1, first: 'n7' },
  })
  expect(signAt(signs, 'entry:a')).toEqual({ count: 3, first: 'n1' })
  expect([signAt(signs, 'list', headFields), signAt(signs, 'list', tailFields)]).toMatchObject([{ first: 'n6' }, { first: 'n5' }])
  expect(signAt(signs, 'entry:b')).toBe(null)
  expect(signWords(signAt(signs, 'entry:a', ['heading'])!, 'entry:a', 'heading')).toBe('2 open notes: heading')
  expect(signWords(signAt(signs, 'list', [null])!, 'list', null)).toBe('1 open note')
})
