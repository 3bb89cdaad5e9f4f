'use client'

import { useEffect, useRef, useState, type ReactNode } from 'react'
import { findCloseRecordsAction } from '../actions'
import type { CloseRecord } from '../queries/find-close-records'
import type { RecordKind } from '../schema'

/** How long nothing is typed before names are looked up. */
const lookAfterMs = 300

type Wanted = { kind: RecordKind; names: readonly string[] }
type Found = { key: string; records: CloseRecord[] }

const keyOf = ({ kind, names }: Wanted) => JSON.stringify([kind, ...names.map((name) => name.trim()).filter(Boolean)])

/**
 * What there is already under a name like those of a record that is being made. `mayMake` answers when somebody presses: false, once, for names of which it is not known yet
 * that something is close to them; whoever has seen what is may go on. Where nothing can be looked up nothing is held back.
 */
export function useCloseRecords(wanted: Wanted, { off = false } = {}): { close: CloseRecord[]; mayMake: () => Promise<boolean> } {
  const [found, setFound] = useState<Found | null>(null)
  const key = keyOf(wanted)
  const newest = useRef(key)
  useEffect(() => {
    newest.current = key
    if (off) return
    const timer = setTimeout(async () => {
      const records = await look(key)
      if (newest.current === key && records) setFound({ key, records })
    }, lookAfterMs)
    return () => clearTimeout(timer)
  }, [key, off])
  const close = !off && found?.key === key ? found.records : []
  const mayMake = async () => {
    if (off || found?.key === key) return true
    const records = await look(key)
    if (!records || newest.current !== key) return records === null
    setFound({ key, records })
    return records.length === 0
  }
  return { close, mayMake }
}

/** Null: it could not be looked up. */
async function look(key: string): Promise<CloseRecord[] | null> {
  const [kind, ...names] = JSON.parse(key) as [RecordKind, ...string[]]
  if (names.length === 0) return []
  const answer = await findCloseRecordsAction({ kind, names }).catch(() => null)
  return answer?.ok ? answer.value : null
}

/** Records that may be the one which is about to be made, each with what leads to it. */
export function CloseRecords({ records, children }: { records: readonly CloseRecord[]; children: (record: CloseRecord) => ReactNode }) {
  return (
    <div aria-live="polite" className="close-records">
      {records.length > 0 ? (
        <div className="notice warn">
          <p>{records.length === 1 ? 'There is a record with a name like this:' : 'There are records with names like this:'}</p>
          <ul>
            {records.map((record) => (
              <li key={record.id}>
                <span>
                  <b>{record.name}</b> {record.original ? <span lang={record.original.lang}>{record.original.name}</span> : null}
                  <small>{factsOf(record)}</small>
                </span>
                {children(record)}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  )
}

const factsOf = ({ kind, under, date, as, appearances }: CloseRecord) =>
  [kind, under, date?.slice(0, 4), as && `also “${as}”`, appearances > 0 && (appearances === 1 ? 'in 1 entry' : `in ${appearances} entries`)]
    .filter(Boolean)
    .join(' · ')
