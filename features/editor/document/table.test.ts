import { describe, expect, test } from 'vitest'
import { entriesOf, type ListDocument } from '@/features/articles/schema'
import { makeDocument, makeEntry } from '@/tests/factories/lists'
import { columnsOf, partsOfNames, planPaste, putCell, readBlock, textOfCell, withNewRow } from './table'
import { readyTemplates } from './templates'

const records = {
  bigbang: { id: 'bigbang', name: 'BIGBANG' },
  rain: { id: 'rain', name: 'Rain' },
  alone: { id: 'alone', name: 'Alone', url: 'https://vimeo.com/76979871' },
}
const context = { records, reserved: {} }
const columnAt = (document: ListDocument, key: string) => columnsOf(document).find((one) => one.key === key) ?? expect.unreachable(key)

test('columns are the roles of the template, and those that entries have besides', () => {
  const keys = (document: ListDocument) => columnsOf(document).map(({ key }) => key)
  expect(keys(makeDocument('Empty', []))).toEqual(['heading', 'artist', 'song', 'subheading', 'video'])
  const credited = [makeEntry('One', { credits: [{ role: 'cameo', subject: 'rain' }] })]
  expect(keys(makeDocument('List', credited))).toEqual(['heading', 'cameo', 'subheading', 'video'])
  const places = keys(makeDocument('List', credited, { template: readyTemplates['Filmed at places']! }))
  expect(places).toEqual(['heading', 'artist', 'song', 'filmed-in', 'cameo', 'subheading', 'video'])
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
  let document = withNewRow(makeDocument('List', [], { template: readyTemplates['Music videos']! }), 'entryone', {})
  expect(withNewRow(document, 'entryone', {})).toBe(document)
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

test.each([
  ['BIGBANG', []],
  ['BIGBANG & 2NE1', ['BIGBANG', '2NE1']],
  ['A; B, C', ['A', 'B', 'C']],
  ['AKMU&Co', []],
])('%j may be %j', (text, parts) => expect(partsOfNames(text)).toEqual(parts))
