'use client'

import { useId } from 'react'
import { useEditor } from './editor-context.client'

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  /** `title` and `heading` look as readers will see them; the label is then heard only. */
  look?: 'title' | 'heading' | 'stand'
  hint?: string
  placeholder?: string
  error?: string
  maxLength?: number
  id?: string
  /** What notes call it (features/reviews/schema.ts). */
  field?: string
  /** The id of the field that Enter leads to. */
  enterTo?: string
}

/** One line of text that wraps and grows. */
export function LineField({ label, value, onChange, look, hint, placeholder, error, maxLength, id: given, field, enterTo }: Props) {
  const made = useId()
  const id = given ?? made
  const { closed } = useEditor()
  const over = maxLength !== undefined && value.length > maxLength ? `${value.length - maxLength} characters too many` : undefined
  const message = error ?? over
  return (
    <div data-field={field} className={['field', look ? `as-${look}` : '', message ? 'bad' : ''].filter(Boolean).join(' ')}>
      <label htmlFor={id} className={look ? 'vh' : undefined}>
        {label}
      </label>
      <textarea
        id={id}
        rows={1}
        value={value}
        readOnly={closed}
        placeholder={placeholder ?? (look ? label : undefined)}
        spellCheck
        aria-invalid={message ? true : undefined}
        aria-describedby={[message ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ') || undefined}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          if (enterTo && !event.ctrlKey && !event.metaKey) document.getElementById(enterTo)?.focus()
        }}
        onChange={(event) => onChange(event.target.value.replace(/\s*[\r\n]+\s*/g, ' '))}
      />
      {hint ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {message ? (
        <p className="error" id={`${id}-error`}>
          {message}
        </p>
      ) : null}
    </div>
  )
}
