'use client'

import { useEffect, useRef, useState } from 'react'
import { findEntry } from '@/features/articles/document/parts'
import { recogniseRecordsAction } from '@/features/records/actions'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import { asksOf, readTyped, recordsNamed, waitingName, type Standing } from '../document/table-names'
import { keyOfCell, kindsOf, planPaste, putCells, saidOf, valueOfCell, type CellValue, type Column, type Pasted, type Put } from '../document/table'
import { useEditor } from './editor-context.client'
import { noteWaiting, useWaitingNames, waitingNames } from './waiting-names.client'

/** `isNew`: its row is the empty one behind the last, which is made when something stands in it. */
export type Cell = { id: string; column: Column; isNew: boolean }

/** What is to be looked up for a cell. `adds`: to those who are there; `said`: as it waits meanwhile. */
type Sought = Pasted & { was: CellValue; adds: boolean; said?: string }

/** Names that are asked for at once. */
const atOnce = 1000

type Asked = { text: string; kinds: ReturnType<typeof kindsOf> }
const keyOfAsked = ({ text, kinds }: Asked) => `${kinds.join()} ${text}`

/** The records that are named so, and what went wrong. Each name is asked for once. */
async function recognise(all: readonly Asked[]): Promise<{ found: ReadonlyMap<string, FoundRecord>; failed: string }> {
  const asked = [...new Map(all.map((one) => [keyOfAsked(one), one])).values()]
  const found = new Map<string, FoundRecord>()
  for (let start = 0; start < asked.length; start += atOnce) {
    const some = asked.slice(start, start + atOnce)
    // oxlint-disable-next-line no-await-in-loop -- the site is asked one question after the other
    const answer = await recogniseRecordsAction({ asked: some.map(({ text, kinds }) => ({ text: text.slice(0, 2000), kinds })) }).catch(() => null)
    if (!answer?.ok) return { found, failed: ` ${answer?.error.message ?? 'The site cannot be reached'}, so names wait to be chosen.` }
    for (const [index, record] of answer.value.entries()) if (record) found.set(keyOfAsked(some[index]!), record)
  }
  return { found, failed: '' }
}

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`)

/** What is done with the cells of the table: words and records are put in, names are recognised by the site, and what is not recognised waits. */
export function useTableCells() {
  const { article, document, change, records, addRecord, announce } = useEditor()
  const whose = [article.accountId, article.id] as const
  const waiting = useWaitingNames(...whose)
  const [told, tell] = useState('')
  /** As they are when the site answers: another answer may have come meanwhile. */
  const latest = useRef({ records, document })
  useEffect(() => void (latest.current = { records, document }), [records, document])
  const steps = useRef(0)

  const valueIn = ({ id, column }: Pick<Cell, 'id' | 'column'>) => valueOfCell(findEntry(latest.current.document, id)?.entry, column)
  const standingIn = (column: Column, value: CellValue): Standing[] =>
    typeof value === 'string' ? [] : value.map((id) => ({ id, said: saidOf(column, id, latest.current.records) }))
  const wait = ({ id, column }: Pick<Cell, 'id' | 'column'>, name: string | null) => noteWaiting(...whose, [[keyOfCell(id, column), name]])

  /** Returns what had no place, because its entry was removed. */
  const put = (
    puts: readonly Put[],
    { rows = [], more = [], joins = false }: { rows?: readonly string[]; more?: readonly FoundRecord[]; joins?: boolean } = {},
  ) => {
    const known = { ...latest.current.records, ...Object.fromEntries(more.map((record) => [record.id, record])) }
    let gone: Put[] = []
    const done = (now: typeof document) => {
      const next = putCells(now, { puts, rows }, { records: known, reserved: article.reserved })
      gone = next.gone
      return next.document
    }
    change(done, undefined, undefined, joins)
    steps.current++
    return gone
  }
  const tellGone = (text: string) => {
    const said = `The entry is no longer there. What you typed: “${text}”.`
    tell(said)
    announce(said)
  }

  const pick = ({ id, column, isNew }: Cell, record: FoundRecord, adds: boolean, was: CellValue) => {
    addRecord(record)
    wait({ id, column }, null)
    const value = [...(adds && column.is === 'role' ? was : []), record.id]
    if (put([{ id, column, value, was }], { rows: isNew ? [id] : [], more: [record] }).length > 0) tellGone(record.name)
  }

  /** Puts what was typed or pasted into its cells, in one step: names as the records that have them. What is not recognised waits. */
  const lookUp = async (cells: readonly Sought[], { rows = [], joins }: { rows?: readonly string[]; joins?: number } = {}) => {
    const standing = new Map(cells.map((cell) => [cell, cell.adds ? [] : standingIn(cell.column, cell.was)]))
    const asks = cells.flatMap((cell) => {
      const kinds = kindsOf(cell.column)
      return kinds.length > 0 ? asksOf(cell.text, standing.get(cell)!).map((text) => ({ text, kinds })) : []
    })
    const { found, failed } = await recognise(asks)
    const puts: Put[] = []
    const named: Put[] = []
    const missed: Sought[] = []
    for (const cell of cells) {
      const { id, column, text, was, adds, said } = cell
      // Something else was typed there meanwhile, or chosen.
      if (said !== undefined && waitingNames(...whose).get(keyOfCell(id, column)) !== said) continue
      const kinds = kindsOf(column)
      const ids = kinds.length > 0 ? recordsNamed(text, standing.get(cell)!, (name) => found.get(keyOfAsked({ text: name, kinds }))?.id ?? null) : null
      if (kinds.length === 0) puts.push({ id, column, value: text, was })
      else if (!ids || (column.is === 'video' && ids.length > 1)) missed.push(cell)
      else named.push({ id, column, value: adds ? [...was, ...ids] : ids, was })
    }
    for (const record of found.values()) addRecord(record)
    // A row that was made for a name is one step with it, unless something was done in between.
    const gone = put([...puts, ...named], { rows, more: [...found.values()], joins: joins !== undefined && joins === steps.current })
    noteWaiting(...whose, [
      ...named.map(({ id, column }) => [keyOfCell(id, column), null] as const),
      ...missed.map((cell) => [keyOfCell(cell.id, cell.column), cell.said ?? waitingName(cell.text, standing.get(cell)!)] as const),
    ])
    return { missed: missed.length, failed, gone: gone.length }
  }

  /** Puts in what was typed; `was` stood there when it began. */
  const commit = ({ id, column, isNew }: Cell, typed: string, was: CellValue) => {
    const text = typed.trim()
    const isNames = kindsOf(column).length > 0
    const name = isNames ? readTyped(text).name : text
    const adds = column.is === 'role' && was.length > 0 && readTyped(text).adds
    if (isNames) wait({ id, column }, null)
    if (isNew && name === '') return
    const rows = isNew ? [id] : []
    if (!isNames || name === '') {
      if (put([{ id, column, value: isNames ? [] : text, was }], { rows }).length > 0) tellGone(text)
      return
    }
    const sought: Sought = { id, column, text: name, was, adds, said: adds ? `+ ${name}` : waitingName(name, standingIn(column, was)) }
    if (isNew) put([], { rows })
    else if (!findEntry(latest.current.document, id)) return tellGone(name)
    // It stands in its cell while the site is asked, and stays when nobody is called so.
    wait({ id, column }, sought.said!)
    void lookUp([sought], isNew ? { joins: steps.current } : {}).then(({ missed, failed, gone }) => {
      if (gone > 0) tellGone(name)
      else if (missed > 0) announce(failed.trim() || `Nobody is called ${name}: choose, or make a new record`)
    })
  }

  /** A record is made for a name, which waits in its cell until it is there. */
  const makeFor = ({ id, column, isNew }: Cell, typed: string) => {
    if (isNew) put([], { rows: [id] })
    wait({ id, column }, typed.trim())
  }

  const paste = async (block: string[][], from: { row: number; column: number }, columns: readonly Column[], newId: () => string) => {
    const plan = planPaste(document, block, from, columns, newId)
    tell('Looking up the names…')
    const { missed, failed } = await lookUp(
      plan.cells.map((cell) => ({ ...cell, was: valueIn(cell), adds: false })),
      { rows: plan.newRows },
    )
    const said = [
      `${block.length - plan.rowsLeft} rows pasted${plan.newRows.length > 0 ? `, ${plan.newRows.length} of them new` : ''}.`,
      missed > 0 ? `${counted(missed, 'name was', 'names were')} not recognised: choose below.` : '',
      plan.rowsLeft > 0 ? `${plan.rowsLeft} rows had no place: a list has at most 500 entries.` : '',
      plan.columnsLeft > 0 ? `${counted(plan.columnsLeft, 'column', 'columns')} had no place.` : '',
    ]
    tell(said.filter(Boolean).join(' ') + failed)
  }

  /** Asks the site again for what waits: records may have been made meanwhile. */
  const lookAgain = async (cells: readonly Pick<Cell, 'id' | 'column'>[]) => {
    tell('Looking up the names…')
    const sought = cells.flatMap(({ id, column }): Sought[] => {
      const said = waiting.get(keyOfCell(id, column))
      return said === undefined
        ? []
        : [{ id, column, text: readTyped(said).name, adds: column.is === 'role' && readTyped(said).adds, was: valueIn({ id, column }), said }]
    })
    const { missed, failed } = await lookUp(sought)
    tell(`${counted(sought.length - missed, 'name was', 'names were')} recognised, ${missed} left.${failed}`)
  }

  const clear = (cell: Cell) => commit(cell, '', valueIn(cell))
  /** Puts in what stands in the cell of this column in another row. */
  const copyFrom = (id: string, { column, ...to }: Cell) => {
    const value = valueIn({ id, column })
    wait({ id: to.id, column }, null)
    put([{ id: to.id, column, value }], { rows: to.isNew && value.length > 0 ? [to.id] : [] })
  }
  return { waiting, told, commit, pick, makeFor, paste, lookAgain, clear, copyFrom }
}
