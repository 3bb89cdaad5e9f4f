import type { ReactNode } from 'react'
import { Moment } from '@/ui/moment.client'
import type { FieldChange } from '../field-changes'
import type { FieldsLine } from '../queries/field-history'
import { BringBackFields } from './bring-back-fields.client'
import type { BringBack } from './bring-back-words.client'

type Props = {
  id: string
  history: { lines: FieldsLine[]; more: number; newest: number | null }
  /** May bring an earlier state back. */
  may: boolean
  /** What brings it back; for a record unless said otherwise. */
  act?: BringBack
  /** The address that shows all lines. */
  allHref: string
  /** What else happened to it. */
  children?: ReactNode
}

/** What a record, a series or an author was: who saved it when, what changed, and how it comes back. Works without scripts, but for bringing back. */
export function FieldHistory({ id, history: { lines, more, newest }, may, act, allHref, children }: Props) {
  return (
    <section className="field-history" aria-labelledby="history">
      <h2 id="history">History</h2>
      {children}
      {lines.length === 0 ? <p className="soft">It has not been saved since histories are kept. What is here now becomes its first line.</p> : null}
      <ol>
        {lines.map((line, index) => (
          <li key={line.number}>
            <p className="when">
              <b>{titleOf(line, index === 0)}</b> <Moment at={line.at} />
            </p>
            {line.changes.length > 0 ? <Changes changes={line.changes} /> : null}
            {index > 0 && line.toNow.length > 0 ? (
              <details>
                <summary>Compare with now{may ? ', bring back' : ''}</summary>
                <p className="soft">Brought back, these fields change:</p>
                <Changes changes={line.toNow} />
                {may ? <BringBackFields act={act} id={id} revision={line.number} seen={newest!} /> : null}
              </details>
            ) : null}
          </li>
        ))}
      </ol>
      {more > 0 ? (
        <p>
          <a href={allHref}>{more === 1 ? 'One earlier line' : `${more} earlier lines`}</a>
        </p>
      ) : null}
    </section>
  )
}

function titleOf({ kind, by, source }: FieldsLine, isNow: boolean): string {
  const who = by === null ? 'The command line' : by === '' ? 'Somebody who has left' : by
  const what = kind === 'begun' ? 'What was there before' : kind === 'imported' ? `${who}, from a file` : source !== null ? `${who}, brought back` : who
  return isNow ? `${what} (now)` : what
}

function Changes({ changes }: { changes: FieldChange[] }) {
  return (
    <dl>
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            {before ? <del>{before}</del> : null} {after ? <ins>{after}</ins> : <i>{before ? 'emptied' : ''}</i>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
