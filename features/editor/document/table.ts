import { findEntry, partsOf } from '@/features/articles/document/parts'
import { changeText, diffText, mapChanges } from '@/features/articles/document/text-changes'
import { creditRoles, entriesOf, limits, type CreditRole, type ListDocument, type ListEntry } from '@/features/articles/schema'
import type { RecordKind } from '@/features/records/schema'
import { addEntry, blankEntry, changeEntry, renameEntry, slugFor, type Reserved } from './entries'
import { kindsOfRole, setCredits } from './templates'

/** The list as a table: a row is an entry, and what a cell of each column holds. */

export type Column = { key: string; label: string } & ({ is: 'heading' | 'subheading' | 'video' } | { is: 'role'; role: CreditRole })

/** What a table needs to know of a record. */
export type Named = { id: string; name: string; url?: string | null; original?: { name: string; lang: string } | null }
type Records = Readonly<Record<string, Named>>

const isIn = (document: ListDocument, role: CreditRole) => entriesOf(document).some(({ entry }) => entry.credits.some((credit) => credit.role === role))

/**
 * Roles of the template, or artist and song where it has none, and those that entries have besides. `also`: keys of columns that stay whatever happens, because they are shown already, or a
 * name waits in them.
 */
export function columnsOf(document: ListDocument, also: ReadonlySet<string> = new Set()): Column[] {
  const expected = document.template?.roles ?? []
  const isBasic = (role: CreditRole) => expected.length === 0 && (role === 'artist' || role === 'song')
  const others = (Object.keys(creditRoles) as CreditRole[]).filter(
    (role) => !expected.includes(role) && (isBasic(role) || also.has(role) || isIn(document, role)),
  )
  return [
    { is: 'heading', key: 'heading', label: 'Heading' },
    ...[...expected, ...others].map((role): Column => ({ is: 'role', key: role, label: creditRoles[role], role })),
    { is: 'subheading', key: 'subheading', label: 'Subheading' },
    { is: 'video', key: 'video', label: 'Video' },
  ]
}

/** The kinds of record that a cell takes; none for a cell of words. */
export const kindsOf = (column: Column): RecordKind[] => (column.is === 'role' ? kindsOfRole(column.role) : column.is === 'video' ? ['video'] : [])

/** Ids of the records in a cell. */
export function recordsIn(entry: ListEntry, column: Column): string[] {
  if (column.is === 'video') return entry.video ? [entry.video] : []
  return column.is === 'role' ? entry.credits.filter(({ role }) => role === column.role).map(({ subject }) => subject) : []
}

/** What a cell says, as it is copied: names, or of a video its address. */
export function textOfCell(entry: ListEntry, column: Column, records: Records): string {
  if (column.is === 'heading' || column.is === 'subheading') return entry[column.is]
  return recordsIn(entry, column)
    .map((id) => saidOf(column, id, records))
    .join(' & ')
}

/** What a cell says of a record. */
export const saidOf = (column: Column, id: string, records: Records): string => (column.is === 'video' ? records[id]?.url : null) ?? records[id]?.name ?? ''

/** What is put into a cell: words, or the ids of records. */
export type CellValue = string | readonly string[]
/** `was`: what stood there when it was opened. What somebody else did to it since then stays. */
export type Put = { id: string; column: Column; value: CellValue; was?: CellValue }

/** What stands in a cell. */
export const valueOfCell = (entry: ListEntry | undefined, column: Column): CellValue =>
  column.is === 'heading' || column.is === 'subheading' ? (entry?.[column.is] ?? '') : entry ? recordsIn(entry, column) : []

/** What differs from `was` in `value`, done to what stands there now. */
function merged({ column, value, was }: Put, now: CellValue): CellValue {
  if (was === undefined) return value
  if (typeof value === 'string' || typeof was === 'string' || typeof now === 'string')
    return typeof value === 'string' && typeof was === 'string' && typeof now === 'string' && was !== now
      ? changeText(now, mapChanges(diffText(was, inOneLine(value)), diffText(was, now), true))
      : value
  if (column.is === 'video') return value.join() === was.join() ? now : value
  if (now.join() === was.join()) return value
  const added = value.filter((id) => !was.includes(id))
  return [...now.filter((id) => value.includes(id) || !was.includes(id)), ...added]
}

export function putCell(document: ListDocument, put: Put, { records, reserved }: { records: Records; reserved: Reserved }): ListDocument {
  const { id, column } = put
  const entry = findEntry(document, id)?.entry
  if (!entry) return document
  const value = merged(put, valueOfCell(entry, column))
  const line = typeof value === 'string' ? inOneLine(value) : ''
  const ids = typeof value === 'string' ? [] : value
  switch (column.is) {
    case 'heading':
      return line === entry.heading ? document : renameEntry(document, id, line, reserved)
    case 'subheading':
      return line === entry.subheading ? document : changeEntry(document, id, { subheading: line })
    case 'video':
      return (ids[0] ?? null) === entry.video ? document : changeEntry(document, id, { video: ids[0] ?? null })
  }
  const { role } = column
  const wanted = [...new Set(ids)].map((subject) => ({ role, subject }))
  const at = entry.credits.findIndex((credit) => credit.role === role)
  const others = entry.credits.filter((credit) => credit.role !== role)
  // A role that was not there comes where the template has it.
  const order = document.template?.roles ?? []
  const before = order.slice(0, Math.max(0, order.indexOf(role)))
  const behind = others.findLastIndex((credit) => before.includes(credit.role)) + 1
  const start = at >= 0 ? entry.credits.slice(0, at).filter((credit) => credit.role !== role).length : order.includes(role) ? behind : others.length
  return setCredits(document, id, [...others.slice(0, start), ...wanted, ...others.slice(start)], records, reserved)
}

const inOneLine = (text: string) => text.replace(/\s*[\r\n\t]+\s*/g, ' ').trim()

/**
 * Puts into cells; `rows` are new entries at the end of the list. Nothing else makes an entry: one that was removed meanwhile would come back empty, under its id, and votes and comments would
 * hang on that. Its cells are `gone`.
 */
export function putCells(
  document: ListDocument,
  { puts, rows }: { puts: readonly Put[]; rows: readonly string[] },
  context: { records: Records; reserved: Reserved },
): { document: ListDocument; gone: Put[] } {
  const withRows = rows.reduce((now, id) => withNewRow(now, id, context.reserved), document)
  return {
    document: puts.reduce((now, put) => putCell(now, put, context), withRows),
    gone: puts.filter(({ id }) => !findEntry(withRows, id)),
  }
}

const withNewRow = (document: ListDocument, id: string, reserved: Reserved): ListDocument =>
  findEntry(document, id) ? document : addEntry(document, blankEntry(id, slugFor(document, id, '', reserved)), partsOf(document).at(-1)!.id)

/** The cells of a block that was copied from a spreadsheet: rows of columns between tabs, where a cell with a break, a tab or a quotation mark stands in quotation marks. */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  const end = text.replace(/(?:\r\n|\r|\n)$/, '').length
  while (at <= end) {
    let cell = ''
    // In quotation marks, unless these only begin the words: “"Blue" by BIGBANG” is no such cell.
    const quoted = text[at] === '"' ? /^"((?:[^"]|"")*)"(?=\t|\r|\n|$)/.exec(text.slice(at, end)) : null
    if (quoted) {
      cell = quoted[1]!.replaceAll('""', '"')
      at += quoted[0].length
    } else {
      const from = at
      while (at < end && !/[\t\r\n]/.test(text[at]!)) at++
      cell = text.slice(from, at)
    }
    rows.at(-1)!.push(cell)
    if (at >= end) break
    if (text[at] === '\t') at++
    else {
      at += text.startsWith('\r\n', at) ? 2 : 1
      rows.push([])
    }
  }
  return rows
}

/** A cell in which a name stands that no record has, or several: it waits to be chosen. */
export const keyOfCell = (id: string, column: Pick<Column, 'key'>) => `${id} ${column.key}`

export type Pasted = { id: string; column: Column; text: string }
export type PastePlan = {
  /** Rows that are new, in order. */
  newRows: string[]
  cells: Pasted[]
  /** Rows and columns for which there was no room. */
  rowsLeft: number
  columnsLeft: number
}

/** Where the cells of a block go, from one cell on: over what is there, and into new rows below it. Empty cells change nothing. */
export function planPaste(
  document: ListDocument,
  block: readonly (readonly string[])[],
  from: { row: number; column: number },
  columns: readonly Column[],
  newId: () => string,
): PastePlan {
  const ids = entriesOf(document).map(({ entry }) => entry.id)
  const room = Math.max(limits.entries, ids.length) - from.row
  const width = columns.length - from.column
  const newRows: string[] = []
  const cells: Pasted[] = []
  for (const [r, row] of block.slice(0, room).entries()) {
    let id = ids[from.row + r]
    if (id === undefined) {
      if (row.every((cell) => cell.trim() === '')) continue
      newRows.push((id = newId()))
    }
    for (const [c, text] of row.slice(0, width).entries()) if (text.trim() !== '') cells.push({ id, column: columns[from.column + c]!, text: text.trim() })
  }
  const widest = Math.max(0, ...block.map((row) => row.length))
  return { newRows, cells, rowsLeft: Math.max(0, block.length - room), columnsLeft: Math.max(0, widest - width) }
}
