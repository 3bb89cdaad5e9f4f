'use client'

import { memo, type ReactNode } from 'react'
import type { ListEntry } from '@/features/articles/schema'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import { keyOfCell, recordsIn, type Column } from '../document/table'
import { readTyped } from '../document/table-names'
import { LineLook } from './entry-looks.client'

type Props = {
  id: string
  /** Null in the empty row behind the last. */
  entry: ListEntry | null
  number: number | null
  columns: readonly Column[]
  records: Readonly<Record<string, FoundRecord>>
  waiting: ReadonlyMap<string, string>
  expectsVideo: boolean
  /** The key of the column whose cell has the focus. */
  active: string | null
  field: ReactNode
}

/** A row is drawn again only when something of it has changed: two hundred stay fluent. */
export const TableRow = memo(function TableRow({ id, entry, number, columns, records, waiting, expectsVideo, active, field }: Props) {
  return (
    <tr data-row={id}>
      <th scope="row">{number ?? <span aria-label="New entry">+</span>}</th>
      {columns.map((column) => (
        <td key={column.key} data-column={column.key} className={classOf(entry, column, waiting.has(keyOfCell(id, column)), expectsVideo)}>
          <Cell id={id} entry={entry} column={column} records={records} waiting={waiting} />
          {column.key === active ? field : null}
        </td>
      ))}
    </tr>
  )
})

function classOf(entry: ListEntry | null, column: Column, waits: boolean, expectsVideo: boolean): string | undefined {
  if (waits) return 'unrecognised'
  return entry && column.is === 'video' && expectsVideo && !entry.video ? 'lacks' : undefined
}

function Cell({ id, entry, column, records, waiting }: Pick<Props, 'id' | 'entry' | 'records' | 'waiting'> & { column: Column }) {
  const waits = waiting.get(keyOfCell(id, column))
  if (waits === undefined) return <Standing entry={entry} column={column} records={records} />
  const { adds, name } = readTyped(waits)
  const isMore = entry !== null && adds && recordsIn(entry, column).length > 0
  return (
    <span className="cell" title="Not recognised: choose a record, or make a new one">
      {isMore ? <Names entry={entry} column={column} records={records} /> : null}
      {isMore ? ' & ' : ''}
      {name} <b aria-hidden="true">?</b>
      <span className="vh">, not recognised</span>
    </span>
  )
}

function Standing({ entry, column, records }: Pick<Props, 'entry' | 'records'> & { column: Column }) {
  if (!entry) return <span className="cell" />
  if (column.is === 'subheading')
    return (
      <span className="cell">
        <LineLook text={entry.subheading} />
      </span>
    )
  if (column.is === 'heading') return <span className="cell">{entry.heading}</span>
  if (column.is === 'video' && !entry.video) return <span className="cell soft">none</span>
  return (
    <span className="cell">
      <Names entry={entry} column={column} records={records} />
    </span>
  )
}

const Names = ({ entry, column, records }: { entry: ListEntry; column: Column; records: Props['records'] }) =>
  recordsIn(entry, column).map((one, index) => {
    const record = records[one]
    return (
      <span key={one}>
        {index > 0 ? ' & ' : ''}
        {record?.name ?? 'a record that is gone'} {record?.original ? <span lang={record.original.lang}>{record.original.name}</span> : null}
      </span>
    )
  })

/** The heading of a section, across the table. */
export const BandRow = memo(function BandRow({ heading, under, columns }: { heading: string; under: string; columns: number }) {
  return (
    <tr className="band">
      <td />
      <th scope="rowgroup" colSpan={columns}>
        {heading || 'Section without a heading'} {under ? <small>{under}</small> : null}
      </th>
    </tr>
  )
})
