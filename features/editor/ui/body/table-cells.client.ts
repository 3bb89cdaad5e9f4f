'use client'

import type { EditorView } from '@codemirror/view'
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
  type TextTable,
} from '../../document/text-table'
import { belowTable } from './around-tables.client'
import { isMac } from '@/ui/is-mac.client'
import { format } from './marks.client'
import { tableAt } from './live.client'
import { gridOf } from './table-grid.client'

type Place = { row: number; column: number }
type Caret = 'start' | 'end' | 'all' | { from: number; to: number }

/** Where the words of a table are changed: in a field in one of its cells. Each key is written to the text at once; nothing else of the text is touched. */
export function openCell(view: EditorView, box: HTMLElement, { row, column }: Place, caret: Caret = 'end'): void {
  const grid = gridOf(box)
  const square = box.querySelector('table')?.rows[row]?.cells[column]
  if (!grid || !square || view.state.readOnly) return
  const field = document.createElement('textarea')
  field.rows = 1
  field.value = cellText(readTable(grid.source), row, column)
  field.spellcheck = true
  field.setAttribute('aria-label', nameOf(readTable(grid.source), { row, column }))
  const old = box.querySelector('textarea')?.closest('td, th')
  // What has the focus goes in a moment, a field or a button: this leaves no cell.
  box.removeEventListener('focusout', onLeave)
  const oldTools = box.querySelector('.table-tools')
  square.replaceChildren(field)
  field.addEventListener('input', () => write(view, box, setCell(tableIn(box), row, column, field.value), 'input.cell'))
  field.addEventListener('keydown', (event) => onKey(event, view, box, { row, column }))
  box.append(toolsOf(view, box, { row, column }))
  field.focus({ preventScroll: caret === 'all' })
  // Only now, so that the focus was never elsewhere.
  oldTools?.remove()
  box.addEventListener('focusout', onLeave)
  if (old instanceof HTMLTableCellElement && old !== square) grid.fill(old)
  const end = field.value.length
  if (typeof caret === 'object') field.setSelectionRange(caret.from, caret.to)
  else field.setSelectionRange(caret === 'end' ? end : 0, caret === 'start' ? 0 : end)
}

/** The cell that the caret has come to, or that what is chosen begins in: the same is chosen in it. */
export function openCellAt(view: EditorView, from: number, to: number): void {
  const table = tableAt(view.state, from)
  const box = [...view.contentDOM.querySelectorAll<HTMLElement>('.table')].find((one) => gridOf(one) && view.posAtDOM(one) === table?.from)
  if (!table || !box) return
  const [grid, start, end] = [tableIn(box), from - table.from, to - table.from]
  const place = cellAt(grid, start)
  openCell(view, box, place, from === to ? 'end' : partOfCell(grid, place.row, place.column, start, end))
}

const tableIn = (box: HTMLElement): TextTable => readTable(gridOf(box)!.source)

const nameOf = (table: TextTable, { row, column }: Place) => {
  const heading = cellText(table, 0, column)
  return `${row === 0 ? 'Heading' : `Row ${row} of ${rowCount(table) - 1}`}, column ${column + 1} of ${table.columns}${row > 0 && heading ? `: ${heading}` : ''}`
}

function closeCell(box: HTMLElement): void {
  const field = box.querySelector('textarea')
  const square = field?.closest('td, th')
  box.removeEventListener('focusout', onLeave)
  box.querySelector('.table-tools')?.remove()
  field?.remove()
  if (square instanceof HTMLTableCellElement) gridOf(box)?.fill(square)
}

function onLeave(this: HTMLElement, { relatedTarget }: FocusEvent) {
  // Another window has the focus for a while.
  if (!document.hasFocus() || (relatedTarget instanceof Node && this.contains(relatedTarget))) return
  closeCell(this)
}

/** `by`: what is typed goes on in one step of the history, what is done is a step of its own. */
function write(view: EditorView, box: HTMLElement, changes: readonly TableChange[], by: string): void {
  const [text, from] = [gridOf(box)!.source, view.posAtDOM(box)]
  const least = changes.map((change) => leastOf(change, text)).filter((change) => change.from < change.to || change.insert !== '')
  if (least.length > 0) view.dispatch({ changes: least.map((change) => ({ ...change, from: from + change.from, to: from + change.to })), userEvent: by })
}

function leastOf({ from, to, insert }: TableChange, text: string): TableChange {
  const was = text.slice(from, to)
  let start = 0
  while (start < was.length && was[start] === insert[start]) start++
  let end = 0
  while (end < was.length - start && end < insert.length - start && was.at(-1 - end) === insert.at(-1 - end)) end++
  return { from: from + start, to: to - end, insert: insert.slice(start, insert.length - end) }
}

function onKey(event: KeyboardEvent, view: EditorView, box: HTMLElement, { row, column }: Place): void {
  const field = event.target as HTMLTextAreaElement
  if (event.isComposing) return
  if (event.altKey) {
    // As in other editors.
    if (event.key === 'F10') box.querySelector<HTMLElement>('.table-tools button')?.focus()
    return
  }
  const table = tableIn(box)
  const [lastRow, lastColumn] = [rowCount(table) - 1, table.columns - 1]
  const [atStart, atEnd] = [field.selectionEnd === 0, field.selectionStart === field.value.length]
  const go = (next: Place, caret: Caret) => () => openCell(view, box, next, caret)
  const next = column < lastColumn ? { row, column: column + 1 } : row < lastRow ? { row: row + 1, column: 0 } : null
  const before = column > 0 ? { row, column: column - 1 } : row > 0 ? { row: row - 1, column: lastColumn } : null
  const newRow = (column: number) => () => {
    write(view, box, addRow(table, row), format)
    openCell(view, box, { row: row + 1, column }, 'all')
  }
  // Behind a row without a word no other begins: Tab goes on to the buttons.
  const isEmpty = row > 0 && Array.from({ length: table.columns }, (_, at) => cellText(table, row, at)).every((words) => words === '')
  const mark = (sign: string) => () => {
    const { selectionStart: from, selectionEnd: to, value } = field
    field.setRangeText(sign + value.slice(from, to) + sign, from, to)
    field.setSelectionRange(from + sign.length, to + sign.length)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'x') {
    event.preventDefault()
    field.setCustomValidity('No spoiler can stand in a table: its strokes would end the cell')
    field.reportValidity()
    return field.setCustomValidity('')
  }
  // With Ctrl they are the caret's own on a Mac.
  if (event.ctrlKey && isMac()) return
  const acts: Record<string, (() => void) | false | null> =
    event.ctrlKey || event.metaKey
      ? { b: mark('**'), i: mark('*') }
      : {
          Tab: event.shiftKey ? before && go(before, 'all') : next ? go(next, 'all') : !isEmpty && newRow(0),
          Enter: row < lastRow ? go({ row: row + 1, column }, 'all') : newRow(column),
          Escape: () => leave(view, box, 'below'),
          ArrowDown: !event.shiftKey && atEnd && (row < lastRow ? go({ row: row + 1, column }, 'end') : () => leave(view, box, 'below')),
          ArrowUp: !event.shiftKey && atStart && (row > 0 ? go({ row: row - 1, column }, 'start') : () => leave(view, box, 'above')),
          ArrowLeft: !event.shiftKey && atStart && before && go(before, 'end'),
          ArrowRight: !event.shiftKey && atEnd && next && go(next, 'start'),
        }
  const act = acts[event.key]
  if (!act) return
  event.preventDefault()
  event.stopPropagation()
  act()
}

/** To the words before the table, or behind it. */
function leave(view: EditorView, box: HTMLElement, where: 'above' | 'below'): void {
  const from = view.posAtDOM(box)
  const to = from + gridOf(box)!.source.length
  if (where === 'above' && from === 0) return
  view.focus()
  if (where === 'above') return view.dispatch({ selection: { anchor: from - 1 }, scrollIntoView: true })
  view.dispatch(belowTable(view.state, to))
}

function toolsOf(view: EditorView, box: HTMLElement, { row, column }: Place): HTMLElement {
  const bar = Object.assign(document.createElement('div'), { className: 'table-tools' })
  bar.setAttribute('role', 'toolbar')
  bar.setAttribute('aria-label', 'Table')
  // A press leaves the focus in the cell.
  bar.addEventListener('mousedown', (event) => event.preventDefault())
  bar.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    box.querySelector('textarea')?.focus()
  })
  const table = tableIn(box)
  const tool = (words: string, changes: () => TableChange[], then: () => Place, pressed?: boolean) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn small', textContent: words })
    button.addEventListener('click', () => {
      write(view, box, changes(), format)
      openCell(view, box, then(), 'all')
    })
    if (pressed !== undefined) button.setAttribute('aria-pressed', String(pressed))
    bar.append(button)
  }
  const aligned = alignments(table)[column] ?? ''
  tool(
    '+ Row',
    () => addRow(tableIn(box), row),
    () => ({ row: row + 1, column: 0 }),
  )
  tool(
    '+ Column',
    () => addColumn(tableIn(box), column),
    () => ({ row, column: column + 1 }),
  )
  if (row > 0)
    tool(
      'Remove row',
      () => removeRow(tableIn(box), row),
      () => ({ row: row - 1, column }),
    )
  if (table.columns > 1)
    tool(
      'Remove column',
      () => removeColumn(tableIn(box), column),
      () => ({ row, column: Math.max(0, column - 1) }),
    )
  // Pressed again, the column stands as it comes.
  for (const [alignment, words] of [
    ['left', 'Left'],
    ['center', 'Centre'],
    ['right', 'Right'],
  ] as const)
    // prettier-ignore
    tool(
      words,
      () => setAlignment(tableIn(box), column, aligned === alignment ? '' : alignment),
      () => ({ row, column }),
      aligned === alignment,
    )
  return bar
}
