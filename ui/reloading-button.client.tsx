'use client'

import { useState } from 'react'
import { WhenReady } from './when-ready.client'
import { FormError } from './form-error'

type Props = {
  words: string
  /** Where the words alone do not say what it is about. */ label?: string
  /** Resolves to what is wrong; null when it is done. */ act: () => Promise<string | null>
}

/** A button that acts, and loads the page again when that is done: the browser asks first when something on it is unsaved. What is wrong stands below it. */
export function ReloadingButton({ words, label, act }: Props) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const press = async () => {
    setBusy(true)
    setError('')
    const refused = await act()
    if (refused === null) return location.reload()
    setBusy(false)
    setError(refused)
  }
  return (
    <WhenReady>
      <p>
        <button type="button" className="btn small" disabled={busy} aria-label={label} onClick={() => void press()}>
          {busy ? 'Working…' : words}
        </button>
      </p>
      <FormError words={error} />
    </WhenReady>
  )
}
