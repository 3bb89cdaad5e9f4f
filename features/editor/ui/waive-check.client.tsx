'use client'

import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
import { limits, type ListDocument } from '@/features/articles/schema'
import { maxReason, waive, type Check } from '../document/checks'
import { useEditor } from './editor-context.client'

type Props = {
  check: Check
  checks: readonly Check[]
  /** The document that these checks are of. */
  checked: ListDocument
  onClose: () => void
}

/** Asks why a check need not be heeded. Its reason stands in the list for everybody who writes in it; readers do not see it. */
export function WaiveCheck({ check, checks, checked, onClose }: Props) {
  const { article, document, change, announce } = useEditor()
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
    if (document.waived.length + (check.findings?.length ?? 0) > limits.waived)
      return setError(`A list has at most ${limits.waived} waived checks: take one back`)
    change((now) => waive(now, { checks, checked }, check.findings ?? [], { reason, by: article.name, when: new Date().toISOString() }))
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
