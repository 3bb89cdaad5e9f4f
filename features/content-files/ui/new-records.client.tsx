'use client'

import { useId } from 'react'
import { kindFolders, recordKinds, type RecordKind } from '@/features/records/schema'
import { RecordPicker } from '@/features/records/ui/record-picker.client'
import type { NamedRecord } from '../schema'

const words: Record<RecordKind, string> = { person: 'Person', group: 'Group', song: 'Song', place: 'Place', video: 'Video' }

type Props = {
  records: readonly NamedRecord[]
  onChange: (record: string, change: Partial<NamedRecord>) => void
  onSame: (record: string, known: NamedRecord) => void
}

/** The records that the list needs and that the site does not have: each once, wherever it is named. One that looks like a known one is asked about. */
export function NewRecords({ records, onChange, onSame }: Props) {
  const id = useId()
  if (records.length === 0) return null
  return (
    <section className="new-records" aria-labelledby={id}>
      <h2 id={id}>{records.length === 1 ? '1 new record' : `${records.length} new records`}</h2>
      <p className="soft">They are made with the list, and every list can name them from then on.</p>
      <ul>
        {records.map((record) => (
          <NewRecord
            key={record.record}
            record={record}
            onChange={(change) => onChange(record.record, change)}
            onSame={(known) => onSame(record.record, known)}
          />
        ))}
      </ul>
    </section>
  )
}

function NewRecord({
  record,
  onChange,
  onSame,
}: {
  record: NamedRecord
  onChange: (change: Partial<NamedRecord>) => void
  onSame: (known: NamedRecord) => void
}) {
  const id = useId()
  const { kind, name, near, url, also = [] } = record
  const known = (reference: string, called: string): NamedRecord => ({ ...record, record: reference, name: called, isNew: false, parent: null, near: null })
  return (
    <li>
      <div className="pair">
        <div className="field small">
          <label htmlFor={`${id}-name`}>Name</label>
          <input id={`${id}-name`} value={name} maxLength={200} onChange={(event) => onChange({ name: event.target.value })} />
          {also.map((one) => (
            <p key={one.name} className="hint">
              Also called <span lang={one.lang}>{one.name}</span>{' '}
              <button
                type="button"
                className="textual"
                aria-label={`“${name}” is not called ${one.name}`}
                onClick={() => onChange({ also: also.filter((other) => other !== one) })}
              >
                No
              </button>
            </p>
          ))}
        </div>
        {kind === 'person' || kind === 'group' ? (
          <div className="field small">
            <label htmlFor={`${id}-kind`}>Kind</label>
            <select id={`${id}-kind`} value={kind} onChange={(event) => onChange({ kind: event.target.value as RecordKind })}>
              {recordKinds.slice(0, 2).map((one) => (
                <option key={one} value={one}>
                  {words[one]}
                </option>
              ))}
            </select>
          </div>
        ) : (
          <p className="soft">
            {words[kind]}
            {url ? <small> {url}</small> : null}
          </p>
        )}
      </div>
      {near ? (
        <fieldset className="near" data-stop="" tabIndex={-1}>
          <legend className="vh">{`Is “${name}” ${near.name}?`}</legend>
          <p>
            <b>
              Is “{name}” the one that you have as {near.name}
              {near.under ? `, ${near.under}` : ''}?
            </b>
          </p>
          <p className="row">
            <button type="button" className="btn small primary" aria-keyshortcuts="Y" onClick={() => onSame(known(near.record, near.name))}>
              Yes, the same <kbd aria-hidden="true">Y</kbd>
            </button>
            <button type="button" className="btn small" aria-keyshortcuts="N" onClick={() => onChange({ near: null })}>
              No, another <kbd aria-hidden="true">N</kbd>
            </button>
          </p>
        </fieldset>
      ) : kind === 'video' ? null : (
        <details>
          <summary>It is one that the site has</summary>
          <RecordPicker
            label={`The record that “${name}” is`}
            kinds={kind === 'person' || kind === 'group' ? ['person', 'group'] : [kind]}
            onPick={(picked) => onSame(known(`${kindFolders[picked.kind]}/${picked.slug}`, picked.name))}
          />
        </details>
      )}
    </li>
  )
}
