'use client'

import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
import { maxReason, waive, type Check } from '../document/checks'
import { useEditor } from './editor-context.client'

type Props = { check: Check; checks: readonly Check[]; onClose: () => void }

/** Asks why a check need not be heeded. Its reason stands in the list for everybody who writes in it; readers do not see it. */
export function WaiveCheck({ check, checks, onClose }: Props) {
  const { article, change, announce } = useEditor()
  const [reason, setReason] = useState('')
  const [error, setError] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => field.current?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') {
      setError('Say why, in a few words')
      return field.current?.focus()
    }
    change((now) => waive(now, checks, check.findings ?? [], { reason, by: article.name, when: new Date().toISOString() }))
    announce(`Waived: ${check.message}`)
    onClose()
  }
  return (
    <form className="waive" onSubmit={submit}>
      <div className={error ? 'field bad' : 'field'}>
        <label htmlFor={id}>Why it is right</label>
        <input
          id={id}
          ref={field}
          value={reason}
          maxLength={maxReason}
          autoComplete="off"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => {
            setReason(event.target.value)
            setError('')
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
            event.preventDefault()
            event.stopPropagation()
            onClose()
          }}
        />
        {error ? (
          <p className="error" id={`${id}-error`}>
            {error}
          </p>
        ) : null}
      </div>
      <p className="row">
        <button type="submit" className="btn small">
          Waive it
        </button>
        <button type="button" className="btn small" onClick={onClose}>
          Cancel
        </button>
      </p>
    </form>
  )
}
