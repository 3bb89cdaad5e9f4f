'use client'

import { memo, type ReactNode } from 'react'
import type { ListEntry } from '@/features/articles/schema'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import { keyOfCell, recordsIn, type Column } from '../document/table'

type Props = {
  id: string
  /** Null in the empty row behind the last. */
  entry: ListEntry | null
  number: number | null
  columns: readonly Column[]
  records: Readonly<Record<string, FoundRecord>>
  waiting: ReadonlyMap<string, string>
  expectsVideo: boolean
  /** The column whose cell has the focus; -1 for none. */
  active: number
  field: ReactNode
}

/** A row is drawn again only when something of it has changed: two hundred stay fluent. */
export const TableRow = memo(function TableRow({ id, entry, number, columns, records, waiting, expectsVideo, active, field }: Props) {
  return (
    <tr data-row={id}>
      <th scope="row">{number ?? <span aria-label="New entry">+</span>}</th>
      {columns.map((column, index) => (
        <td key={column.key} data-column={index} className={classOf(entry, column, waiting.has(keyOfCell(id, column)), expectsVideo)}>
          <Cell id={id} entry={entry} column={column} records={records} waiting={waiting} />
          {index === active ? field : null}
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
  if (waits !== undefined)
    return (
      <span className="cell" title="Not recognised: choose a record, or make a new one">
        {waits} <b aria-hidden="true">?</b>
        <span className="vh">, not recognised</span>
      </span>
    )
  if (!entry) return <span className="cell" />
  if (column.is === 'heading' || column.is === 'subheading') return <span className="cell">{entry[column.is]}</span>
  const ids = recordsIn(entry, column)
  if (column.is === 'video' && ids.length === 0) return <span className="cell soft">none</span>
  return (
    <span className="cell">
      {ids.map((one, index) => {
        const record = records[one]
        return (
          <span key={one}>
            {index > 0 ? ' & ' : ''}
            {record?.name ?? 'a record that is gone'} {record?.original ? <span lang={record.original.lang}>{record.original.name}</span> : null}
          </span>
        )
      })}
    </span>
  )
}

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
