'use client'

// oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- a press chooses a cell; by keyboard one goes from cell to cell with the arrows

import { useRef, useState, type MouseEvent } from 'react'
import { LoadedPart } from '@/ui/loaded-part.client'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import { entriesOf, numberOf } from '@/features/articles/schema'
import { findEntry } from '@/features/articles/document/parts'
import { newBrowserId } from '../document/new-id'
import { columnsOf, keyOfCell, kindsOf, readBlock, textOfCell, valueOfCell, type CellValue } from '../document/table'
import { readTyped } from '../document/table-names'
import { useEditor } from './editor-context.client'
import { CellField, type Way } from './table-cell.client'
import { BandRow, TableRow } from './table-row.client'
import { useTableCells, type Cell } from './use-table-cells.client'

const loadNewRecord = async () => (await import('@/features/records/ui/new-record.client')).NewRecord

/** The cell that one is in, by its entry and the key of its column: rows and columns around it come and go. `opens`: its field opens with what stands in the cell. */
type Active = { id: string; column: string; opens: number }

/** The list as a table that is typed with the keyboard: a row is an entry, and behind the last one there is always an empty one. */
export function EntriesTable({ onClose }: { onClose: () => void }) {
  const { document, closed, undo, records, announce, arrange } = useEditor()
  const { waiting, told, commit, pick, makeFor, paste, lookAgain, clear, copyFrom } = useTableCells()
  const placed = entriesOf(document)
  const [columns, setColumns] = useState(() => columnsOf(document, waitsIn(waiting)))
  const keys = columns.map(({ key }) => key)
  // A column that was shown stays: one is in it perhaps.
  const found = columnsOf(document, new Set([...keys, ...waitsIn(waiting)]))
  if (keys.join() !== found.map(({ key }) => key).join()) setColumns(found)
  /** The ids of the empty row, and of the one behind it when something stands in it. */
  const [[newId, nextId], setNewIds] = useState(() => [newBrowserId(), newBrowserId()] as const)
  if (findEntry(document, newId)) setNewIds([nextId, newBrowserId()])
  const ids = [...placed.map(({ entry }) => entry.id), ...(closed ? [] : [newId])]
  const [chosen, setActive] = useState<Active>({ id: ids[0] ?? newId, column: 'heading', opens: 0 })
  /** The column in which a row of Tabs began: Enter goes back to it. */
  const [start, setStart] = useState('heading')
  const [making, setMaking] = useState<{ cell: Cell; typed: string; was: CellValue } | null>(null)
  const [lastRow, setLastRow] = useState(0)
  const at = ids.indexOf(chosen.id === nextId ? newId : chosen.id)
  if (at >= 0 && at !== lastRow) setLastRow(at)
  // What was open may be gone: then it is the row that stands there now.
  const row = at >= 0 ? at : Math.min(lastRow, ids.length - 1)
  const columnAt = Math.max(0, keys.indexOf(chosen.column))
  const column = columns[columnAt]!
  const active: Cell = { id: ids[row] ?? newId, column, isNew: ids[row] === newId || ids[row] === undefined }
  const entryOf = (id: string) => placed.find(({ entry }) => entry.id === id)?.entry
  /** The empty row that something was put into just now. */
  const filled = useRef('')
  const fills = ({ id, isNew }: Cell) => {
    if (isNew) filled.current = id
  }

  const go = (to: { row: number; column: number }) => {
    const id = ids[Math.max(0, to.row)] ?? (filled.current === newId ? nextId : newId)
    setActive({ id, column: keys[Math.max(0, Math.min(to.column, keys.length - 1))]!, opens: 0 })
  }
  const move = (way: Way) => {
    const [width, last] = [keys.length, ids.length - 1]
    if (way === 'next' || way === 'previous') {
      const to = row * width + columnAt + (way === 'next' ? 1 : -1)
      if (Math.floor(to / width) !== row) setStart(keys[to < 0 ? 0 : to % width]!)
      return go({ row: Math.floor(to / width), column: ((to % width) + width) % width })
    }
    if (way === 'enter') return go({ row: row + 1, column: Math.max(0, keys.indexOf(start)) })
    const to = {
      up: [row - 1, columnAt],
      down: [row + 1, columnAt],
      left: [row, columnAt - 1],
      right: [row, columnAt + 1],
      home: [row, 0],
      end: [row, width],
      first: [0, 0],
      last: [last, width],
    }[way] as [number, number]
    setStart(keys[Math.max(0, Math.min(to[1], width - 1))]!)
    go({ row: to[0], column: to[1] })
  }

  const pasteText = (text: string) => {
    const block = readBlock(text)
    if (block.length === 1 && block[0]!.length === 1) {
      fills(active)
      return commit(active, block[0]![0]!, valueOfCell(entryOf(active.id), column))
    }
    let next = newId
    const newIds = () => {
      const id = next
      next = newBrowserId()
      return id
    }
    void paste(block, { row, column: columnAt }, columns, newIds)
  }
  const fillDown = () => {
    const above = entryOf(ids[row - 1] ?? '')
    if (!above) return
    copyFrom(above.id, active)
    announce(`As above: ${textOfCell(above, column, records) || 'nothing'}`)
  }
  const open = [...waiting.keys()].flatMap((key) => {
    const [id, of] = key.split(' ')
    const waitsAt = columns.find((one) => one.key === of)
    return waitsAt && id && ids.includes(id) ? [{ id, column: waitsAt }] : []
  })
  const chooseNext = () => {
    const other = open.find((one) => keyOfCell(one.id, one.column) !== keyOfCell(active.id, column)) ?? open[0]!
    setActive({ id: other.id, column: other.column.key, opens: chosen.opens + 1 })
  }
  const onMouseDown = (event: MouseEvent) => {
    const cell = event.target instanceof HTMLElement ? event.target.closest('td') : null
    const id = cell?.parentElement?.dataset.row
    const key = cell?.dataset.column
    if (id === undefined || key === undefined || (id === active.id && key === column.key)) return
    // The field that is there until now puts in what was typed when it goes.
    event.preventDefault()
    setStart(key)
    setActive({ id, column: key, opens: 0 })
  }

  const entry = entryOf(active.id)
  const total = placed.length
  const key = keyOfCell(active.id, column)
  const field = (
    <CellField
      key={`${key} ${chosen.opens}`}
      column={column}
      row={entry ? `${numberOf(row, total, document.order)} ${entry.heading}`.trim() : 'new entry'}
      text={entry ? textOfCell(entry, column, records) : ''}
      value={valueOfCell(entry, column)}
      waiting={waiting.get(key)}
      opens={chosen.opens > 0}
      isFirst={row === 0 && columnAt === 0}
      isLast={row === ids.length - 1 && columnAt === columns.length - 1}
      closed={closed}
      rests={making !== null}
      act={{
        commit: (typed, was) => {
          if (readTyped(typed.trim()).name !== '') fills(active)
          commit(active, typed, was)
        },
        pick: (record, adds, was) => (fills(active), pick(active, record, adds, was)),
        make: (typed, was) => {
          fills(active)
          makeFor(active, typed)
          setMaking({ cell: { ...active, isNew: false }, typed, was })
        },
        clear: () => clear(active),
        move,
        moveRow: (by) => entry && arrange.step({ entries: [entry.id] }, by),
        paste: pasteText,
        fillDown,
        undo,
      }}
    />
  )
  const rowOf = (id: string, index: number) => {
    const here = placed[index]
    return (
      <TableRow
        key={id}
        id={id}
        entry={here?.entry ?? null}
        number={here ? numberOf(here.position, total, document.order) : null}
        columns={columns}
        records={records}
        waiting={waiting}
        expectsVideo={here !== undefined && document.template?.video !== false}
        active={id === active.id ? column.key : null}
        field={id === active.id ? field : null}
      />
    )
  }
  // One row beside the other, each with its key: what comes or goes above leaves the others as they are.
  const rows = ids.flatMap((id, index) => {
    const [here, before] = [placed[index], placed[index - 1]]
    const part = here ? (here.subsection ?? here.section) : null
    const isFirst = part !== null && part.id !== ((before?.subsection ?? before?.section)?.id ?? null)
    const under = here?.subsection ? (here.section?.heading ?? '') : ''
    return [...(isFirst ? [<BandRow key={`band ${part.id}`} heading={part.heading} under={under} columns={columns.length} />] : []), rowOf(id, index)]
  })
  return (
    <>
      <div className="table-box">
        {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events */}
        <table className="entries-table" onMouseDown={onMouseDown}>
          <caption className="vh">Entries of this list. Arrows go from cell to cell, typing writes into one, Enter and F2 open it.</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="vh">Number</span>
              </th>
              {columns.map(({ key: of, label }) => (
                <th scope="col" key={of}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{rows}</tbody>
        </table>
      </div>
      <div className="table-foot">
        {making ? (
          <LoadedPart
            load={loadNewRecord}
            given={{
              name: readTyped(making.typed).name,
              kinds: kindsOf(making.cell.column),
              onClose: () => setMaking(null),
              onMade: (record: FoundRecord) => {
                pick(making.cell, record, readTyped(making.typed).adds, making.was)
                setMaking(null)
              },
            }}
          />
        ) : null}
        <output>{told}</output>
        <div className="row">
          {open.length > 0 ? (
            <button type="button" className="btn small" onClick={chooseNext}>
              {open.length === 1 ? 'Choose 1 name that was not recognised' : `Choose ${open.length} names that were not recognised`}
            </button>
          ) : null}
          {open.length > 0 ? (
            <button type="button" className="btn small" onClick={() => void lookAgain(open)}>
              Look them up again
            </button>
          ) : null}
          <p className="keys" aria-hidden="true">
            <kbd>Tab</kbd> next <kbd>↵</kbd> below <kbd>F2</kbd> open <kbd>Ctrl</kbd> <kbd>D</kbd> as above <kbd>Ctrl</kbd> <kbd>V</kbd> paste from a
            spreadsheet <kbd>+</kbd> one more name <kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd> move <kbd>Ctrl</kbd> <kbd>End</kbd> last cell
          </p>
          <button type="button" className="btn" onClick={onClose}>
            Close
          </button>
        </div>
      </div>
    </>
  )
}

/** The columns in which names wait. */
const waitsIn = (waiting: ReadonlyMap<string, string>) => new Set(Array.from(waiting.keys(), (key) => key.split(' ')[1] ?? ''))
