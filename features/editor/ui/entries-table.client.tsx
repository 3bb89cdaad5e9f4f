'use client'

// oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- a press chooses a cell; by keyboard one goes from cell to cell with the arrows

import { useEffect, useRef, useState, type MouseEvent } from 'react'
import { LoadedPart } from '@/ui/loaded-part.client'
import { recogniseRecordsAction } from '@/features/records/actions'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import { entriesOf, numberOf } from '@/features/articles/schema'
import { findEntry } from '@/features/articles/document/parts'
import { newBrowserId } from '../document/new-id'
import {
  columnsOf,
  keyOfCell,
  kindsOf,
  partsOfNames,
  planPaste,
  putCell,
  readBlock,
  recordsIn,
  textOfCell,
  withNewRow,
  type CellValue,
  type Column,
  type Pasted,
} from '../document/table'
import { useEditor } from './editor-context.client'
import { CellField, type Way } from './table-cell.client'
import { BandRow, TableRow } from './table-row.client'

const loadNewRecord = async () => (await import('@/features/records/ui/new-record.client')).NewRecord

/** Names that no record has, or several, by their cells, of each list: they wait to be chosen, also while the table is closed. */
const waitingOf = new Map<string, ReadonlyMap<string, string>>()

/** The empty row behind the last, which has another id as soon as something stands in it. */
const behindAll = 'new'

type Active = { id: string; column: number; /** Its field opens with what stands in the cell. */ opens: number }

/** The list as a table that is typed with the keyboard: a row is an entry, and behind the last one there is always an empty one. */
export function EntriesTable({ onClose }: { onClose: () => void }) {
  const { article, document, closed, change, undo, records, addRecord, announce, arrange } = useEditor()
  const placed = entriesOf(document)
  const found = columnsOf(document)
  const [columns, setColumns] = useState(found)
  if (columns.map(({ key }) => key).join() !== found.map(({ key }) => key).join()) setColumns(found)
  const [newId, setNewId] = useState(newBrowserId)
  if (findEntry(document, newId)) setNewId(newBrowserId())
  const ids = [...placed.map(({ entry }) => entry.id), ...(closed ? [] : [newId])]
  const [chosen, setActive] = useState<Active>({ id: ids[0] ?? newId, column: 0, opens: 0 })
  /** The column in which a row of Tabs began: Enter goes back to it. */
  const [start, setStart] = useState(0)
  const [waiting, showWaiting] = useState(waitingOf.get(article.id) ?? new Map<string, string>())
  const [told, setTold] = useState('')
  const [making, setMaking] = useState<{ id: string; column: Column; name: string } | null>(null)
  const [lastRow, setLastRow] = useState(0)
  const at = ids.indexOf(chosen.id === behindAll ? newId : chosen.id)
  if (at >= 0 && at !== lastRow) setLastRow(at)
  // What was open may be gone: then it is the row that stands there now.
  const row = at >= 0 ? at : Math.min(lastRow, ids.length - 1)
  const active = { ...chosen, id: ids[row] ?? newId, column: Math.min(chosen.column, columns.length - 1) }
  const entryOf = (id: string) => placed.find(({ entry }) => entry.id === id)?.entry
  const column = columns[active.column]!

  /** As they are when the site answers: another answer may have come meanwhile. */
  const latest = useRef({ records, waiting })
  useEffect(() => {
    latest.current = { records, waiting }
    waitingOf.set(article.id, waiting)
  }, [article.id, records, waiting])
  const setWaiting = (next: (now: Map<string, string>) => Map<string, string>) => showWaiting((now) => next(new Map(now)))
  const forget = (id: string, of: Column) => setWaiting((now) => (now.delete(keyOfCell(id, of)), now))

  const go = (to: { row: number; column: number }, opens = 0) => {
    const id = ids[Math.max(0, to.row)] ?? behindAll
    setActive({ id, column: Math.max(0, Math.min(to.column, columns.length - 1)), opens })
  }
  const move = (way: Way) => {
    const step = { up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1], home: [0, -columns.length], end: [0, columns.length] } as const
    if (way === 'next' || way === 'previous') {
      const to = row * columns.length + active.column + (way === 'next' ? 1 : -1)
      if (Math.floor(to / columns.length) !== row) setStart(to < 0 ? 0 : to % columns.length)
      return go({ row: Math.floor(to / columns.length), column: ((to % columns.length) + columns.length) % columns.length })
    }
    if (way === 'enter') return go({ row: row + 1, column: start })
    const to = { row: row + step[way][0], column: active.column + step[way][1] }
    setStart(Math.max(0, Math.min(to.column, columns.length - 1)))
    go(to)
  }

  const put = (id: string, of: Column, value: CellValue, more: readonly FoundRecord[] = []) => {
    const known = { ...latest.current.records, ...Object.fromEntries(more.map((record) => [record.id, record])) }
    change((now) => {
      const isNothing = value.length === 0 && !findEntry(now, id)
      return isNothing ? now : putCell(withNewRow(now, id, article.reserved), { id, column: of, value }, { records: known, reserved: article.reserved })
    })
  }
  const pick = (id: string, of: Column, record: FoundRecord, adds: boolean) => {
    addRecord(record)
    forget(id, of)
    const entry = entryOf(id)
    put(id, of, [...(adds && entry && of.is === 'role' ? recordsIn(entry, of) : []), record.id], [record])
  }

  /** Puts what was typed or pasted into its cells, in one step: names as the records that have them. What is not recognised waits. */
  const putAll = async (cells: readonly Pasted[], { newRows = [], asTyped = false }: { newRows?: readonly string[]; asTyped?: boolean } = {}) => {
    const named = cells.filter(({ column: of }) => kindsOf(of).length > 0)
    const asked = named.flatMap(({ column: of, text }) => [text, ...partsOfNames(text)].map((name) => ({ text: name.slice(0, 2000), kinds: kindsOf(of) })))
    const answer = asked.length > 0 ? await recogniseRecordsAction({ asked }).catch(() => null) : null
    const recognised = answer?.ok ? answer.value : asked.map(() => null)
    let next = 0
    const known: FoundRecord[] = []
    const missed: Pasted[] = []
    const values = new Map<Pasted, CellValue>()
    const isStale = ({ id, column: of, text }: Pasted) => asTyped && latest.current.waiting.get(keyOfCell(id, of)) !== text
    for (const cell of cells) {
      if (isStale(cell)) continue
      if (kindsOf(cell.column).length === 0) {
        values.set(cell, cell.text)
        continue
      }
      const parts = partsOfNames(cell.text)
      const [whole, ...some] = recognised.slice(next, (next += 1 + parts.length))
      const all = whole ? [whole] : some.length > 0 && some.every((one) => one !== null) ? (some as FoundRecord[]) : null
      if (!all || (cell.column.is === 'video' && all.length > 1)) {
        missed.push(cell)
        continue
      }
      known.push(...all)
      values.set(cell, all.map(({ id }) => id)) // prettier-ignore
    }
    known.forEach(addRecord)
    const context = { records: { ...latest.current.records, ...Object.fromEntries(known.map((record) => [record.id, record])) }, reserved: article.reserved }
    change((before) => {
      const withRows = newRows.reduce((now, id) => withNewRow(now, id, article.reserved), before)
      return [...values].reduce(
        (now, [{ id, column: of }, value]) => putCell(withNewRow(now, id, article.reserved), { id, column: of, value }, context),
        withRows,
      )
    })
    setWaiting((now) => {
      for (const { id, column: of } of values.keys()) now.delete(keyOfCell(id, of))
      for (const { id, column: of, text } of missed) now.set(keyOfCell(id, of), text)
      return now
    })
    const failed = asked.length > 0 && !answer?.ok ? ` ${answer?.error.message ?? 'The site cannot be reached'}, so names wait to be chosen.` : ''
    return { missed: missed.length, failed }
  }

  const commit = (id: string, of: Column, typed: string) => {
    const entry = entryOf(id)
    const text = typed.trim()
    if (kindsOf(of).length === 0) return put(id, of, text)
    if (text === '') {
      forget(id, of)
      return put(id, of, [])
    }
    if (entry && text === textOfCell(entry, of, records)) return forget(id, of)
    // It stands in its cell while the site is asked, and stays when nobody is called so.
    change((now) => withNewRow(now, id, article.reserved))
    setWaiting((now) => now.set(keyOfCell(id, of), text))
    void putAll([{ id, column: of, text }], { asTyped: true }).then(({ missed, failed }) => {
      if (missed > 0) announce(failed.trim() || `Nobody is called ${text}: choose, or make a new record`)
    })
  }

  const paste = async (text: string) => {
    const block = readBlock(text)
    if (block.length === 1 && block[0]!.length === 1) return commit(active.id, column, text)
    const plan = planPaste(document, block, { row, column: active.column }, columns, newBrowserId)
    setTold('Looking up the names…')
    const { missed, failed } = await putAll(plan.cells, { newRows: plan.newRows })
    const said = [
      `${block.length - plan.rowsLeft} rows pasted${plan.newRows.length > 0 ? `, ${plan.newRows.length} of them new` : ''}.`,
      missed > 0 ? `${missed === 1 ? '1 name was' : `${missed} names were`} not recognised: choose below.` : '',
      plan.rowsLeft > 0 ? `${plan.rowsLeft} rows had no place: a list has at most 500 entries.` : '',
      plan.columnsLeft > 0 ? `${plan.columnsLeft === 1 ? '1 column' : `${plan.columnsLeft} columns`} had no place.` : '',
    ]
    setTold(said.filter(Boolean).join(' ') + failed)
  }

  const fillDown = () => {
    const above = entryOf(ids[row - 1] ?? '')
    if (!above) return
    put(active.id, column, column.is === 'heading' || column.is === 'subheading' ? above[column.is] : recordsIn(above, column))
    announce(`As above: ${textOfCell(above, column, records) || 'nothing'}`)
  }
  const open = [...waiting].filter(([key]) => ids.includes(key.split(' ')[0]!) && columns.some((one) => one.key === key.split(' ')[1]))
  const chooseNext = () => {
    const [id, key] = (open.find(([one]) => one !== keyOfCell(active.id, column)) ?? open[0]!)[0].split(' ') as [string, string]
    setActive({ id, column: columns.findIndex((one) => one.key === key), opens: chosen.opens + 1 })
  }
  const onMouseDown = (event: MouseEvent) => {
    const cell = event.target instanceof HTMLElement ? event.target.closest('td') : null
    const id = cell?.parentElement?.dataset.row
    const index = Number(cell?.dataset.column ?? -1)
    if (id === undefined || index < 0 || (id === active.id && index === active.column)) return
    event.preventDefault()
    setStart(index)
    setActive({ id, column: index, opens: 0 })
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
      waiting={waiting.get(key)}
      opens={chosen.opens > 0}
      isFirst={row === 0 && active.column === 0}
      isLast={row === ids.length - 1 && active.column === columns.length - 1}
      closed={closed}
      rests={making !== null}
      act={{
        commit: (text) => commit(active.id, column, text),
        pick: (record, adds) => pick(active.id, column, record, adds),
        make: (name) => setMaking({ id: active.id, column, name }),
        clear: () => commit(active.id, column, ''),
        move,
        moveRow: (by) => entry && arrange.step({ entries: [entry.id] }, by),
        paste: (text) => void paste(text),
        fillDown,
        undo,
      }}
    />
  )
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
          <tbody>
            {placed.map(({ entry: one, section, subsection, position }, index) => {
              const part = subsection ?? section
              const before = placed[index - 1]
              const isFirst = part !== null && part.id !== ((before?.subsection ?? before?.section)?.id ?? null)
              return [
                isFirst ? <BandRow key={`band ${part.id}`} heading={part.heading} under={subsection ? section!.heading : ''} columns={columns.length} /> : null,
                <TableRow
                  key={one.id}
                  id={one.id}
                  entry={one}
                  number={numberOf(position, total, document.order)}
                  columns={columns}
                  records={records}
                  waiting={waiting}
                  expectsVideo={document.template?.video !== false}
                  active={one.id === active.id ? active.column : -1}
                  field={one.id === active.id ? field : null}
                />,
              ]
            })}
            {closed ? null : (
              <TableRow
                key={newId}
                id={newId}
                entry={null}
                number={null}
                columns={columns}
                records={records}
                waiting={waiting}
                expectsVideo={false}
                active={newId === active.id ? active.column : -1}
                field={newId === active.id ? field : null}
              />
            )}
          </tbody>
        </table>
      </div>
      <div className="table-foot">
        {making ? (
          <LoadedPart
            load={loadNewRecord}
            given={{
              name: making.name.replace(/^\+\s*/, ''),
              kinds: kindsOf(making.column),
              onClose: () => setMaking(null),
              onMade: (record: FoundRecord) => {
                pick(making.id, making.column, record, making.name.startsWith('+'))
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
          <p className="keys" aria-hidden="true">
            <kbd>Tab</kbd> next <kbd>↵</kbd> below <kbd>F2</kbd> open <kbd>Ctrl</kbd> <kbd>D</kbd> as above <kbd>Ctrl</kbd> <kbd>V</kbd> paste from a
            spreadsheet <kbd>+</kbd> one more name <kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd> move
          </p>
          <button type="button" className="btn" onClick={onClose}>
            Close
          </button>
        </div>
      </div>
    </>
  )
}
