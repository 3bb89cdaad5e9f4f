'use client'

import type { Text } from '@codemirror/state'
import { WidgetType } from '@codemirror/view'
import type { SyntaxNode } from '@lezer/common'
import { alignments, cellText, readTable, rowCount, setCell, type TextTable } from '../../document/text-table'

/** What is heard of a cell that is pressed: its row and column (`detail`). */
export const cellEvent = 'body-cell'

const grids = new WeakMap<HTMLElement, Grid>()
/** The table that a box shows, as it is now. */
export const gridOf = (box: HTMLElement): Grid | undefined => grids.get(box)

const tags: Record<string, keyof HTMLElementTagNameMap> = { StrongEmphasis: 'strong', Emphasis: 'em', Strikethrough: 'del', InlineCode: 'code', Link: 'u' }

/** The words of a node as they are read: signs and addresses left out. */
function readable(node: SyntaxNode, text: Text, into: Node): void {
  let at = node.from
  const add = (to: number) => void (to > at && into.appendChild(document.createTextNode(text.sliceString(at, to))))
  for (let child = node.firstChild; child; child = child.nextSibling) {
    add(child.from)
    const tag = tags[child.name]
    if (tag) readable(child, text, into.appendChild(document.createElement(tag)))
    else if (child.name === 'Escape') into.appendChild(document.createTextNode(text.sliceString(child.from + 1, child.to)))
    else if (!/Mark$|^(URL|LinkTitle|LinkLabel)$/.test(child.name)) into.appendChild(document.createTextNode(text.sliceString(child.from, child.to)))
    at = child.to
  }
  add(node.to)
}

/** A table as a table. A press in a cell puts a field in it (table-cells.client.ts); the field stays while the text changes under it. `nth`: which of the tables it is. */
export class Grid extends WidgetType {
  readonly source: string
  private readonly table: TextTable
  constructor(
    private readonly node: SyntaxNode,
    private readonly text: Text,
    private readonly from: number,
    private readonly nth: number,
  ) {
    super()
    this.source = text.sliceString(from, text.lineAt(node.to).to)
    this.table = readTable(this.source)
  }
  override eq(other: Grid) {
    return other.source === this.source && other.nth === this.nth
  }
  toDOM() {
    const box = Object.assign(document.createElement('div'), { className: 'table' })
    box.append(document.createElement('table'))
    box.addEventListener('mousedown', (event) => {
      const square = (event.target as Element).closest('td, th')
      if (!(square instanceof HTMLTableCellElement) || event.target instanceof HTMLTextAreaElement) return
      event.preventDefault()
      const detail = { box, row: (square.parentElement as HTMLTableRowElement).rowIndex, column: square.cellIndex }
      box.dispatchEvent(new CustomEvent(cellEvent, { bubbles: true, detail }))
    })
    this.show(box)
    return box
  }
  override updateDOM(box: HTMLElement, _view: unknown, was: Grid) {
    if (was.nth !== this.nth) return false
    this.show(box)
    return true
  }
  override ignoreEvent() {
    return true
  }

  private show(box: HTMLElement) {
    grids.set(box, this)
    const table = box.querySelector('table')!
    const rows = rowCount(this.table)
    const aligned = alignments(this.table)
    while (table.rows.length > rows) table.deleteRow(-1)
    for (let row = 0; row < rows; row++) {
      const line = table.rows[row] ?? table.insertRow()
      while (line.cells.length > this.table.columns) line.deleteCell(-1)
      while (line.cells.length < this.table.columns) line.append(document.createElement(row === 0 ? 'th' : 'td'))
      for (const square of line.cells) {
        square.align = aligned[square.cellIndex] ?? ''
        this.fill(square)
      }
    }
  }

  /** The words of a cell, or those in its field, unless they stand there: then the caret does too. */
  fill(square: HTMLTableCellElement) {
    const [row, column] = [(square.parentElement as HTMLTableRowElement).rowIndex, square.cellIndex]
    const field = square.querySelector('textarea')
    if (field && field === document.activeElement) {
      const isSame = setCell(this.table, row, column, field.value).every(({ from, to, insert }) => this.source.slice(from, to) === insert)
      if (!isSame) field.value = cellText(this.table, row, column)
      return
    }
    square.replaceChildren()
    const line = this.table.lines[row === 0 ? 0 : row + 1]!
    const cell = line.cells[column]
    const node = cell && this.nodeAt(this.from + cell.from)
    if (node) readable(node, this.text, square)
    else if (cell) square.textContent = cellText(this.table, row, column)
  }

  private nodeAt(from: number): SyntaxNode | null {
    for (const row of [...this.node.getChildren('TableHeader'), ...this.node.getChildren('TableRow')])
      for (const cell of row.getChildren('TableCell')) if (cell.from === from) return cell
    return null
  }
}
