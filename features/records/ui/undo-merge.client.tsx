'use client'

import { useState } from 'react'
import { WhenReady } from '@/ui/when-ready.client'
import { undoMergeAction } from '../actions'

/** Makes two records again of those that were merged. The page is loaded again: the browser asks first when something on it is unsaved. */
export function UndoMerge({ id, name }: { id: string; name: string }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const undo = async () => {
    setBusy(true)
    setError('')
    const answer = await undoMergeAction({ id }).catch(() => null)
    if (answer?.ok) return location.reload()
    setBusy(false)
    setError(answer ? answer.error.message : 'The site cannot be reached: nothing was changed')
  }
  return (
    <WhenReady>
      <p>
        <button type="button" className="btn small" disabled={busy} aria-label={`Undo merge of “${name}”`} onClick={() => void undo()}>
          {busy ? 'Working…' : 'Undo merge'}
        </button>
      </p>
      {error ? (
        <p className="error" role="alert">
          {error}
        </p>
      ) : null}
    </WhenReady>
  )
}
