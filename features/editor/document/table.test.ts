import { describe, expect, test } from 'vitest'
import { entriesOf, type ListDocument } from '@/features/articles/schema'
import { makeDocument, makeEntry } from '@/tests/factories/lists'
import { columnsOf, planPaste, putCell, putCells, readBlock, textOfCell, type CellValue } from './table'
import { asksOf, partsOfNames, recordsNamed, waitingName } from './table-names'
import { readyTemplates } from './templates'

const records = {
  bigbang: { id: 'bigbang', name: 'BIGBANG' },
  rain: { id: 'rain', name: 'Rain' },
  alone: { id: 'alone', name: 'Alone', url: 'https://vimeo.com/76979871' },
}
const context = { records, reserved: {} }
const columnAt = (document: ListDocument, key: string) => columnsOf(document).find((one) => one.key === key) ?? expect.unreachable(key)

test('columns are the roles of the template, and those that entries have besides', () => {
  const keys = (document: ListDocument, also: string[] = []) => columnsOf(document, new Set(also)).map(({ key }) => key)
  expect(keys(makeDocument('Empty', []))).toEqual(['heading', 'artist', 'song', 'subheading', 'video'])
  const credited = [makeEntry('One', { credits: [{ role: 'cameo', subject: 'rain' }] })]
  expect(keys(makeDocument('List', credited))).toEqual(['heading', 'artist', 'cameo', 'song', 'subheading', 'video'])
  const places = keys(makeDocument('List', credited, { template: readyTemplates['Filmed at places']! }))
  expect(places).toEqual(['heading', 'artist', 'song', 'filmed-in', 'cameo', 'subheading', 'video'])
})

test('without a template the song stays when the first artist is credited; a column that is shown stays when it is cleared', () => {
  const keys = (document: ListDocument, also: string[] = []) => columnsOf(document, new Set(also)).map(({ key }) => key)
  const empty = makeDocument('List', [makeEntry('One')])
  const credited = makeDocument('List', [makeEntry('One', { credits: [{ role: 'artist', subject: 'rain' }] })])
  expect(keys(credited)).toEqual(keys(empty))
  expect(keys(empty, ['heading', 'cameo', 'video'])).toEqual(['heading', 'artist', 'cameo', 'song', 'subheading', 'video'])
})

describe('a block from a spreadsheet', () => {
  test.each<[string, string[][]]>([
    ['a\tb\nc\td', [['a', 'b'], ['c', 'd']]],
    ['a\tb\r\nc\td\r\n', [['a', 'b'], ['c', 'd']]],
    ['a\t\t', [['a', '', '']]],
    ['"two\nlines"\t"say ""hi"""\tx', [['two\nlines', 'say "hi"', 'x']]],
    ['"Blue" by BIGBANG\tx', [['"Blue" by BIGBANG', 'x']]],
    ['"open\tx\ny', [['"open', 'x'], ['y']]],
    ['빅뱅\t블루', [['빅뱅', '블루']]],
    ['one', [['one']]],
    ['', [['']]],
  ])('%j', (text, rows) => expect(readBlock(text)).toEqual(rows)) // prettier-ignore

  test('goes over what is there and into new rows; what has no place is counted', () => {
    const document = makeDocument('List', [makeEntry('One'), makeEntry('Two')])
    const columns = columnsOf(document)
    let next = 0
    const block = [['A', '', 'c'], ['', ''], ['B', 'b', 'c', 'd', 'e', 'f']] // prettier-ignore
    const plan = planPaste(document, block, { row: 1, column: 0 }, columns, () => `new${next++}`)
    expect(plan).toMatchObject({ newRows: ['new0'], rowsLeft: 0, columnsLeft: 1 })
    expect(plan.cells.map(({ id, column, text }) => [id === document.entries[1]!.id ? 'two' : id, column.key, text])).toEqual([
      ['two', 'heading', 'A'],
      ['two', 'song', 'c'],
      ['new0', 'heading', 'B'],
      ['new0', 'artist', 'b'],
      ['new0', 'song', 'c'],
      ['new0', 'subheading', 'd'],
      ['new0', 'video', 'e'],
    ])
    const many = Array.from({ length: 600 }, () => ['x'])
    expect(planPaste(document, many, { row: 0, column: 0 }, columns, () => 'x').rowsLeft).toBe(100)
  })
})

test('cells are put in, one after the other, with headings that give addresses and credits that give subheadings', () => {
  const before = makeDocument('List', [], { template: readyTemplates['Music videos']! })
  let { document } = putCells(before, { puts: [], rows: ['entryone'] }, context)
  expect(putCells(document, { puts: [], rows: ['entryone'] }, context).document).toBe(document)
  const put = (key: string, value: string | string[]) => (document = putCell(document, { id: 'entryone', column: columnAt(document, key), value }, context))
  put('heading', ' Blue\nlight ')
  put('artist', ['bigbang', 'rain', 'rain'])
  put('video', ['alone'])
  const { entry } = entriesOf(document)[0]!
  expect(entry).toMatchObject({ heading: 'Blue light', slug: 'blue-light', subheading: '**BIGBANG & Rain**', video: 'alone' })
  const texts = columnsOf(document).map((column) => textOfCell(entry, column, records))
  expect(texts).toEqual(['Blue light', 'BIGBANG & Rain', '', '**BIGBANG & Rain**', 'https://vimeo.com/76979871'])
  put('artist', [])
  expect(entriesOf(document)[0]!.entry).toMatchObject({ credits: [], subheading: '' })
  expect(putCell(document, { id: 'nobody', column: columnAt(document, 'heading'), value: 'x' }, context)).toBe(document)
})

test('an entry that was removed meanwhile does not come back for a cell of it', () => {
  const document = makeDocument('List', [makeEntry('One')])
  const put = { id: 'removed', column: columnAt(document, 'artist'), value: ['rain'] }
  expect(putCells(document, { puts: [put], rows: [] }, context)).toEqual({ document, gone: [put] })
})

describe('what somebody else did to a cell since it was opened stays', () => {
  const put = (key: string, now: Parameters<typeof makeEntry>[1], was: CellValue, value: CellValue) => {
    const document = makeDocument('List', [makeEntry('Foo', now)])
    return putCell(document, { id: document.entries[0]!.id, column: columnAt(document, key), was, value }, context).entries[0]!
  }
  test('words', () => {
    expect(put('heading', { heading: 'Foo, live' }, 'Foo', 'The Foo').heading).toBe('The Foo, live')
    expect(put('subheading', { subheading: 'one three' }, 'one two three', 'one two three four').subheading).toBe('one three four')
    expect(put('heading', {}, 'Foo', 'Bar').heading).toBe('Bar')
  })
  test('credits', () => {
    const credits = (...subjects: string[]) => subjects.map((subject) => ({ role: 'artist' as const, subject }))
    const artists = (now: string[], was: string[], value: string[]) =>
      put('artist', { credits: credits(...now) }, was, value).credits.map(({ subject }) => subject)
    expect(artists(['a', 'theirs'], ['a'], ['a', 'mine'])).toEqual(['a', 'theirs', 'mine'])
    expect(artists(['a', 'theirs'], ['a'], ['b'])).toEqual(['theirs', 'b'])
    expect(artists(['a', 'b'], ['a', 'b'], ['b', 'a'])).toEqual(['b', 'a'])
    expect(artists([], ['a'], ['a', 'b'])).toEqual(['b'])
  })
  test('a video', () => {
    expect(put('video', { video: 'theirs' }, [], []).video).toBe('theirs')
    expect(put('video', { video: 'theirs' }, [], ['mine']).video).toBe('mine')
  })
})

describe('names in a cell in which records stand', () => {
  const rain = { id: 'rain2', said: 'Rain' }
  const duo = { id: 'duo', said: 'Simon & Garfunkel' }
  const find = (name: string) => ({ BIGBANG: 'bigbang', '2NE1': '2ne1', 'Rain & Snow': 'both' })[name] ?? null
  test.each([
    ['Rain & BIGBANG', [rain], ['rain2', 'bigbang']],
    ['Simon & Garfunkel & BIGBANG', [duo], ['duo', 'bigbang']],
    ['BIGBANG, 2NE1; Simon & Garfunkel', [duo], ['bigbang', '2ne1', 'duo']],
    ['Rain', [rain], ['rain2']],
    ['Rainbow', [rain], null],
    ['Rain', [], null],
    ['Rain & Snow', [rain], ['both']],
    ['Rain & Nobody', [rain], null],
    ['BIGBANG;', [], null],
    ['', [rain], []],
  ])('%j with %j', (text, standing, ids) => expect(recordsNamed(text, standing, find)).toEqual(ids))
  test('those who stand there are not asked for, and stay while a new name waits', () => {
    expect(asksOf('Rain & Simon & Garfunkel', [rain, duo])).toEqual([])
    expect(asksOf('Rain & Nobody', [rain])).toEqual(['Rain & Nobody', 'Nobody'])
    expect(asksOf('A & B', [])).toEqual(['A & B', 'A', 'B'])
    expect(waitingName('Rain & Nobody', [rain])).toBe('+ Nobody')
    expect(waitingName('Nobody', [rain])).toBe('Nobody')
    expect(waitingName('A & B', [])).toBe('A & B')
  })
})

test.each([
  ['BIGBANG', []],
  ['BIGBANG & 2NE1', ['BIGBANG', '2NE1']],
  ['A; B, C', ['A', 'B', 'C']],
  ['AKMU&Co', []],
])('%j may be %j', (text, parts) => expect(partsOfNames(text)).toEqual(parts))

test('the addresses of rows that are pasted together follow their headings', () => {
  const heading = (id: string, value: string) => ({ id, column: columnAt(makeDocument('List', []), 'heading'), value })
  const puts = [heading('rowone', 'Zed One'), heading('rowtwo', 'Zed Two'), heading('rowthree', 'Zed Three')]
  const { document } = putCells(makeDocument('List', []), { puts, rows: ['rowone', 'rowtwo', 'rowthree'] }, context)
  expect(entriesOf(document).map(({ entry }) => entry.slug)).toEqual(['zed-one', 'zed-two', 'zed-three'])
})
