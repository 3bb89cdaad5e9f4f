/** A cell of a table in Markdown: `from` and `to` are its words, `start` and `end` what stands between the strokes beside it. */
type Cell = { from: number; to: number; start: number; end: number }
type Line = { from: number; to: number; cells: Cell[] }
/** The lines of a table, the second of which is that of the dashes; a place in it is counted from its beginning. */
export type TextTable = { text: string; lines: Line[]; columns: number }
/** What changes in the text of the table, in its order. */
export type TableChange = { from: number; to: number; insert: string }

/** The table of such lines, as GitHub's Markdown has them: a stroke behind a backslash parts nothing. */
export function readTable(text: string): TextTable {
  const lines: Line[] = []
  let from = 0
  for (const line of text.split('\n')) {
    lines.push({ from, to: from + line.length, cells: cellsOf(line, from) })
    from += line.length + 1
  }
  return { text, lines, columns: lines[0]!.cells.length }
}

function cellsOf(line: string, offset: number): Cell[] {
  const strokes: number[] = []
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '\\') at++
    else if (line[at] === '|') strokes.push(at)
  }
  const isBlank = (from: number, to: number) => line.slice(from, to).trim() === ''
  const edges = [...(strokes.length > 0 && isBlank(0, strokes[0]!) ? [] : [-1]), ...strokes]
  if (strokes.length === 0 || !isBlank(strokes.at(-1)! + 1, line.length)) edges.push(line.length)
  return edges.slice(1).map((end, index) => {
    const start = edges[index]! + 1
    const words = line.slice(start, end)
    const from = words.trim() === '' ? start : start + words.length - words.trimStart().length
    return { from: offset + from, to: offset + from + words.trim().length, start: offset + start, end: offset + end }
  })
}

const shown = (raw: string) => raw.replaceAll(/\\(\\|\|)/g, (whole, sign: string) => (sign === '|' ? '|' : whole))
const written = (words: string) => {
  const line = words
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/\\\\|\\?\|/g, (found) => (found === '\\\\' ? found : '\\|'))
  // A backslash at the end would take the stroke behind it.
  return /(?<!\\)(?:\\\\)*\\$/.test(line) ? `${line}\\` : line
}

/** The rows that are read: without that of the dashes. */
export const rowCount = ({ lines }: TextTable) => lines.length - 1
const lineOf = ({ lines }: TextTable, row: number) => lines[row === 0 ? 0 : row + 1]!

/** The words of a cell, as one types them; a row may have fewer cells than the first. */
export function cellText(table: TextTable, row: number, column: number): string {
  const cell = lineOf(table, row).cells[column]
  return cell ? shown(table.text.slice(cell.from, cell.to)) : ''
}

/** What stands from one place to another, as far as it is in this cell, in the words of `cellText`. */
export function partOfCell(table: TextTable, row: number, column: number, from: number, to: number): { from: number; to: number } {
  const cell = lineOf(table, row).cells[column]
  const at = (place: number) => (cell ? shown(table.text.slice(cell.from, Math.min(place, cell.to))).length : 0)
  return { from: at(from), to: at(to) }
}

/** The cell that a place stands in. */
export function cellAt(table: TextTable, place: number): { row: number; column: number } {
  const line = Math.max(
    0,
    table.lines.findLastIndex(({ from }) => from <= place),
  )
  const row = line === 0 ? 0 : Math.min(Math.max(1, line - 1), rowCount(table) - 1)
  const column = table.lines[line]!.cells.findLastIndex(({ start }) => start <= place)
  return { row, column: Math.min(Math.max(0, column), table.columns - 1) }
}

/** What would end the table at the beginning of a line: an item, a quote, a heading, code, a note, a rule. */
const startsBlock = /^(?:[-+*](?:\s|[-*\s]*$)|>|#{1,6}(?:\s|$)|\d{1,9}[.)](?:\s|$)|```|~~~|\[\^|[_=]+$)/

/** Other words in a cell: nothing else is touched. Where a row has no stroke at its edge, it gets one before words that would not be a cell without. */
export function setCell(table: TextTable, row: number, column: number, words: string): TableChange[] {
  const { cells, from, to } = lineOf(table, row)
  const [cell, text] = [cells[column], written(words)]
  if (cell && cell.from < cell.to) {
    const before = cell.start === from && (text === '' || startsBlock.test(text)) ? '| ' : ''
    const after = cell.end === to && text === '' ? ' |' : ''
    return [{ from: cell.from, to: cell.to, insert: before + text + after }]
  }
  if (text === '') return []
  if (!cell) return [{ from: to, to, insert: `${endOf(table, row)}${'  |'.repeat(column - cells.length)} ${text} |` }]
  const room = cell.end - cell.start
  const isLast = cell.end === to
  if (room === 0) return [{ from: cell.start, to: cell.start, insert: ` ${text} ` }]
  return [{ from: cell.start + 1, to: cell.start + 1, insert: room === 1 && !isLast ? `${text} ` : text }]
}

/** What a row needs at its end before another cell. */
const endOf = (table: TextTable, row: number) => (endsOpen(table, lineOf(table, row)) ? ' |' : '')
const endsOpen = ({ text }: TextTable, { from, to }: Line) => !/(?<!\\)(?:\\\\)*\|[ \t]*$/.test(text.slice(from, to))

/** A row behind this one. */
export function addRow(table: TextTable, row: number): TableChange[] {
  const at = table.lines[row === 0 ? 1 : row + 1]!.to
  return [{ from: at, to: at, insert: `\n|${'  |'.repeat(table.columns)}` }]
}

/** Without a row; the first is that of the headings, which stays. */
export function removeRow(table: TextTable, row: number): TableChange[] {
  if (row === 0) return []
  const { from, to } = lineOf(table, row)
  return [{ from: from - 1, to, insert: '' }]
}

/** A column behind this one. Rows that end before it stay as they are. */
export const addColumn = (table: TextTable, column: number): TableChange[] =>
  table.lines.flatMap((line, index) => {
    const cell = line.cells[column]
    const words = index === 1 ? ' --- |' : '  |'
    if (!cell) return []
    // Behind the stroke that ends the cell, which the last one of a row may lack.
    if (cell.end < line.to) return [{ from: cell.end + 1, to: cell.end + 1, insert: words }]
    return [{ from: line.to, to: line.to, insert: ` |${words}` }]
  })

/** Without a column, unless it is the only one. */
export const removeColumn = (table: TextTable, column: number): TableChange[] =>
  table.columns < 2
    ? []
    : table.lines.flatMap((line) => {
        const cell = line.cells[column]
        if (!cell) return []
        // With one of the strokes beside it, unless that has to stand at the edge from now on; where one cell is left, it needs strokes of its own.
        const isLast = cell.end === line.to
        const beside = line.cells[isLast ? column - 1 : 1]
        const words = beside && table.text.slice(beside.from, beside.to)
        const isEdge = isLast
          ? column > 0 && (words === '' || line.cells[0]!.start > line.from)
          : cell.start === line.from && words !== undefined && (words === '' || startsBlock.test(words))
        const [from, to] = isLast ? [Math.max(line.from, cell.start - (isEdge ? 0 : 1)), cell.end] : [cell.start, cell.end + (isEdge ? 0 : 1)]
        const rest = table.text.slice(line.from, from) + table.text.slice(to, line.to)
        if (/(?<!\\)\|/.test(rest)) return [{ from, to, insert: '' }]
        return [{ from: line.from, to: line.to, insert: `| ${rest.trim()} |` }]
      })

type Alignment = 'left' | 'center' | 'right' | ''

/** A column that stands otherwise: '' as it comes. There are as many dashes as before. */
export function setAlignment(table: TextTable, column: number, alignment: Alignment): TableChange[] {
  const cell = table.lines[1]!.cells[column]
  if (!cell || alignments(table)[column] === alignment) return []
  const dashes = table.text.slice(cell.from, cell.to).replaceAll(':', '')
  const insert = `${alignment === 'left' || alignment === 'center' ? ':' : ''}${dashes}${alignment === 'right' || alignment === 'center' ? ':' : ''}`
  return [{ from: cell.from, to: cell.to, insert }]
}

/** How the columns stand, as the dashes say. */
export const alignments = ({ text, lines }: TextTable): Alignment[] =>
  (lines[1]?.cells ?? []).map(({ from, to }) => {
    const dashes = text.slice(from, to)
    const [left, right] = [dashes.startsWith(':'), dashes.endsWith(':')]
    return left && right ? 'center' : right ? 'right' : left ? 'left' : ''
  })
