import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addColumn,
  addRow,
  alignments,
  cellAt,
  cellText,
  partOfCell,
  readTable,
  removeColumn,
  removeRow,
  rowCount,
  setAlignment,
  setCell,
  type TableChange,
} from './text-table'

const apply = (text: string, changes: readonly TableChange[]) =>
  changes.toReversed().reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text)
const rows = (text: string) => {
  const table = readTable(text)
  return Array.from({ length: rowCount(table) }, (_, row) => Array.from({ length: table.columns }, (_unused, column) => cellText(table, row, column)))
}
const neat = '| A | B |\n| :-- | --: |\n| a | b |\n| c |  |'
const bare = 'A | B\n--- | ---\na | b\nc'

describe('a table is read', () => {
  test('with and without strokes at its edges, rows that are short, strokes that are words', () => {
    expect(rows(neat)).toEqual([['A', 'B'], ['a', 'b'], ['c', '']]) // prettier-ignore
    expect(rows(bare)).toEqual([['A', 'B'], ['a', 'b'], ['c', '']]) // prettier-ignore
    expect(rows('|A|\n|-|\n| a \\| b |\n||')).toEqual([['A'], ['a | b'], ['']])
    expect(alignments(readTable(neat))).toEqual(['left', 'right'])
  })
  test('each place is in a cell', () => {
    const at = (place: number) => cellAt(readTable(neat), place)
    expect([at(0), at(3), at(7), at(12), at(neat.indexOf('b')), at(neat.length)]).toEqual([
      { row: 0, column: 0 },
      { row: 0, column: 0 },
      { row: 0, column: 1 },
      { row: 1, column: 0 },
      { row: 1, column: 1 },
      { row: 2, column: 1 },
    ])
  })
})

test('what is found in a cell is that part of its words', () => {
  const text = '| A |\n| - |\n|  a \\| Blue and Red |'
  const [table, blue] = [readTable(text), text.indexOf('Blue')]
  const words = cellText(table, 1, 0)
  const part = (from: number, to: number) => {
    const { from: start, to: end } = partOfCell(table, 1, 0, from, to)
    return words.slice(start, end)
  }
  expect([part(blue, blue + 4), part(blue + 9, text.length), part(0, blue)]).toEqual(['Blue', 'Red', 'a | '])
})

describe('a cell is written', () => {
  test.each([
    [neat, 1, 0, 'x', '| A | B |\n| :-- | --: |\n| x | b |\n| c |  |'],
    [neat, 2, 1, 'x', '| A | B |\n| :-- | --: |\n| a | b |\n| c | x |'],
    [neat, 1, 0, '', '| A | B |\n| :-- | --: |\n|  | b |\n| c |  |'],
    [neat, 0, 1, 'B | C', '| A | B \\| C |\n| :-- | --: |\n| a | b |\n| c |  |'],
    [neat, 0, 1, 'two\nlines', '| A | two lines |\n| :-- | --: |\n| a | b |\n| c |  |'],
    [bare, 2, 1, 'x', 'A | B\n--- | ---\na | b\nc | x |'],
    [bare, 0, 1, '', 'A |  |\n--- | ---\na | b\nc'],
    [bare, 1, 0, '', 'A | B\n--- | ---\n|  | b\nc'],
    [bare, 1, 0, '- x', 'A | B\n--- | ---\n| - x | b\nc'],
    [bare, 1, 0, '**x**', 'A | B\n--- | ---\n**x** | b\nc'],
    [bare, 2, 0, '', 'A | B\n--- | ---\na | b\n|  |'],
    ['|A|\n|-|\n||', 1, 0, 'x', '|A|\n|-|\n| x |'],
    ['|A|\n|-|\n| |', 1, 0, 'x', '|A|\n|-|\n| x |'],
  ])('%j', (text, row, column, words, after) => expect(apply(text, setCell(readTable(text), row, column, words))).toBe(after))

  const words = fc.string({ unit: fc.constantFrom('a', '빅', ' ', '|', '\\', '*', '`'), maxLength: 8 })
  const row = (size: number) =>
    fc.array(words, { minLength: size, maxLength: size }).map((cells) => `| ${cells.map((cell) => cell.replaceAll(/[\\|]/g, '')).join(' | ')} |`)
  const table = fc
    .tuple(row(3), fc.constantFrom('| --- | :-: | --: |', '|---|---|---|'), fc.array(row(3), { minLength: 1, maxLength: 4 }))
    .map(([head, dashes, body]) => [head, dashes, ...body].join('\n'))
  test('any words in any cell: they are read back, and every other character stays', () => {
    fc.assert(
      fc.property(table, fc.nat(), fc.nat(2), words, (text, where, column, typed) => {
        const before = readTable(text)
        const at = where % rowCount(before)
        const changes = setCell(before, at, column, typed)
        const after = apply(text, changes)
        expect(rows(after).map((cells, r) => cells.map((cell, c) => (r === at && c === column ? '' : cell)))).toEqual(
          rows(text).map((cells, r) => cells.map((cell, c) => (r === at && c === column ? '' : cell))),
        )
        const read = cellText(readTable(after), at, column)
        const wanted = typed.replaceAll(/\s+/g, ' ').trim()
        if (!wanted.includes('\\')) expect(read).toBe(wanted)
        const line = after.split('\n')[at === 0 ? 0 : at + 1]
        expect(after.split('\n').filter((one) => one !== line)).toEqual(
          text
            .split('\n')
            .filter((_, index) => index !== (at === 0 ? 0 : at + 1))
            .filter((one) => one !== line),
        )
      }),
      { numRuns: 500 },
    )
  })
})

describe('a table without strokes at its edges', () => {
  const word = fc.constantFrom('a', '빅', '- x', '> q', '# h', '1. n', '`c`', '**b**')
  const cell = fc.oneof(word, fc.constant(''))
  const edges = fc.record({ left: fc.boolean(), right: fc.boolean() })
  // A first word that would end the table is none that such a table has.
  const row = fc.tuple(edges, fc.tuple(cell, cell, cell)).map(([{ left, right }, [first, second, third]]) => {
    const begins = left || first === '' || /^[-#>1]/.test(first)
    return `${begins ? '| ' : ''}${first} | ${second} | ${third}${right || third === '' ? ' |' : ''}`
  })
  const table = fc
    .tuple(row, fc.constantFrom('--- | --- | ---', '| --- | --- | --- |', '--- | --- | --- |'), fc.array(row, { minLength: 1, maxLength: 3 }))
    .map(([head, dashes, body]) => [head, dashes, ...body].join('\n'))
  const without = (cells: string[][], column: number) => cells.map((row) => row.filter((_, index) => index !== column))
  const isTable = (text: string) => expect(text.split('\n').find((line) => /^\s*(?:[-+*] |>|# |1\. )/.test(line))).toBeUndefined()
  test('every other cell reads as before, whatever one holds or where a column goes', () => {
    fc.assert(
      fc.property(table, fc.nat(), fc.nat(2), cell, (text, where, column, typed) => {
        const before = readTable(text)
        const at = where % rowCount(before)
        const after = apply(text, setCell(before, at, column, typed))
        expect(rows(after)).toEqual(rows(text).map((cells, r) => cells.map((words, c) => (r === at && c === column ? typed : words))))
        isTable(after)
        const less = apply(text, removeColumn(before, column))
        expect(rows(less)).toEqual(without(rows(text), column))
        expect(alignments(readTable(less))).toHaveLength(2)
        isTable(less)
        const least = apply(less, removeColumn(readTable(less), 0))
        expect(rows(least)).toEqual(without(without(rows(text), column), 0))
        expect(least.split('\n').every((line) => /^\s*\||\|\s*$/.test(line))).toBe(true)
        isTable(least)
      }),
      { numRuns: 1000 },
    )
  })
})

test('a column stands to the left, in the centre, to the right, or as it comes', () => {
  const after = (column: number, alignment: Parameters<typeof setAlignment>[2]) => apply(neat, setAlignment(readTable(neat), column, alignment))
  expect(after(0, 'center')).toBe('| A | B |\n| :--: | --: |\n| a | b |\n| c |  |')
  expect(after(1, '')).toBe('| A | B |\n| :-- | -- |\n| a | b |\n| c |  |')
  expect(after(1, 'left')).toBe('| A | B |\n| :-- | :-- |\n| a | b |\n| c |  |')
  expect([after(1, 'right'), setAlignment(readTable(neat), 7, 'left')]).toEqual([neat, []])
})

describe('rows and columns', () => {
  test('come behind the one that one is in', () => {
    expect(apply(neat, addRow(readTable(neat), 0))).toBe('| A | B |\n| :-- | --: |\n|  |  |\n| a | b |\n| c |  |')
    expect(apply(neat, addRow(readTable(neat), 2))).toBe(`${neat}\n|  |  |`)
    expect(apply(neat, addColumn(readTable(neat), 0))).toBe('| A |  | B |\n| :-- | --- | --: |\n| a |  | b |\n| c |  |  |')
    expect(apply(bare, addColumn(readTable(bare), 1))).toBe('A | B |  |\n--- | --- | --- |\na | b |  |\nc')
  })
  test('go', () => {
    expect(apply(neat, removeRow(readTable(neat), 1))).toBe('| A | B |\n| :-- | --: |\n| c |  |')
    expect(removeRow(readTable(neat), 0)).toEqual([])
    expect(apply(neat, removeColumn(readTable(neat), 0))).toBe('| B |\n| --: |\n| b |\n|  |')
    expect(apply(neat, removeColumn(readTable(neat), 1))).toBe('| A |\n| :-- |\n| a |\n| c |')
    expect(apply(bare, removeColumn(readTable(bare), 1))).toBe('| A |\n| --- |\n| a |\nc')
    expect(removeColumn(readTable('| A |\n| - |'), 0)).toEqual([])
  })
})
