'use client'

import { useState } from 'react'
import { WhenReady } from '@/ui/when-ready.client'
import { trashRecordAction } from '../actions'

type Uses = { lists: { id: string | null; title: string }[]; records: { id: string; name: string }[]; more: boolean }

/** Moves a record to the trash, or says what uses it. */
export function MoveRecord({ id, kind }: { id: string; kind: string }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<{ message: string; uses?: Uses } | null>(null)
  const move = async () => {
    setBusy(true)
    setError(null)
    const answer = await trashRecordAction({ id }).catch(() => null)
    if (answer?.ok) return location.assign(`/admin/records?kind=${kind}&trashed=${id}`)
    setBusy(false)
    setError(
      answer ? { message: answer.error.message, uses: answer.error.data as Uses | undefined } : { message: 'The site cannot be reached: nothing was changed' },
    )
  }
  return (
    <WhenReady>
      <p className="apart">
        <button type="button" className="btn small danger" disabled={busy} onClick={() => void move()}>
          Move to the trash
        </button>
      </p>
      {error ? (
        <div className="notice warn" role="alert">
          <p>{error.message}:</p>
          {error.uses ? (
            <ul>
              {error.uses.lists.map(({ id: list, title }) => (
                <li key={list ?? title}>{list ? <a href={`/admin/articles/${list}`}>{title || 'A list without a title'}</a> : title}</li>
              ))}
              {error.uses.records.map(({ id: record, name }) => (
                <li key={record}>
                  <a href={`/admin/records/${record}`}>{name}</a>, which stands under it
                </li>
              ))}
              {error.uses.more ? <li>and others</li> : null}
            </ul>
          ) : null}
        </div>
      ) : null}
    </WhenReady>
  )
}
