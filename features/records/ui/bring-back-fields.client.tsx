'use client'

import { useState } from 'react'
import { WhenReady } from '@/ui/when-ready.client'
import { bringBackRecordAction } from '../actions'
import { bringBackInWords, type BringBack } from './bring-back-words.client'

type Props = { id: string; revision: number; seen: number; /** The action; that of records unless said otherwise. */ act?: BringBack }

/** Brings an earlier state of the fields back. The page is loaded again: the browser asks first when something on it is unsaved. */
export function BringBackFields({ id, revision, seen, act = bringBackRecordAction }: Props) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const bringBack = async () => {
    setBusy(true)
    setError('')
    const refused = await bringBackInWords(act, { id, revision, seen })
    if (refused === null) return location.reload()
    setBusy(false)
    setError(refused)
  }
  return (
    <WhenReady>
      <p>
        <button type="button" className="btn small" disabled={busy} onClick={() => void bringBack()}>
          {busy ? 'Working…' : 'Bring this back'}
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
