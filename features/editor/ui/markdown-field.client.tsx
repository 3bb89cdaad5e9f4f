'use client'

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { previewProseAction } from '../actions'
import { toggleMark, type Mark } from '../document/markdown-edit'
import { countWords } from '../document/words'
import { limits } from '@/features/articles/schema'
import { useEditor } from './editor-context.client'

const marks: { mark: Mark; label: string; key?: string; sign: string }[] = [
  { mark: 'bold', label: 'Bold', key: 'b', sign: 'B' },
  { mark: 'italic', label: 'Italic', key: 'i', sign: 'I' },
  { mark: 'link', label: 'Link', key: 'k', sign: 'Link' },
  { mark: 'quote', label: 'Quote', sign: 'Quote' },
  { mark: 'list', label: 'List', sign: 'List' },
]

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  error?: string
  hideLabel?: boolean
  id?: string
  /** What notes call it (features/reviews/schema.ts). */
  field?: string
}

/** Markdown with a toolbar, shortcuts and a preview made by the same code that makes readers' pages. */
export function MarkdownField({ label, value, onChange, placeholder, error, hideLabel, id: given, field }: Props) {
  const made = useId()
  const id = given ?? made
  const { closed } = useEditor()
  const area = useRef<HTMLTextAreaElement>(null)
  const [preview, setPreview] = useState(false)
  const [html, setHtml] = useState<string | null>(null)
  const [failed, setFailed] = useState('')
  const over = value.length > limits.body ? `${(value.length - limits.body).toLocaleString('en')} characters too many` : undefined
  const message = error ?? over

  const press = (mark: Mark) => {
    const field = area.current
    if (!field) return
    field.focus()
    const now = { text: field.value, start: field.selectionStart, end: field.selectionEnd }
    const next = toggleMark(now, mark)
    // Typed in by the browser, so that its own undo knows of it.
    field.setSelectionRange(0, now.text.length)
    if (!document.execCommand('insertText', false, next.text)) onChange(next.text)
    requestAnimationFrame(() => field.setSelectionRange(next.start, next.end))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    const found = marks.find(({ key }) => key === event.key.toLowerCase())
    if (!found) return
    event.preventDefault()
    press(found.mark)
  }
  const count = countWords(value)

  // Undo may change the words while their preview is open.
  useEffect(() => {
    if (!preview) return
    let current = true
    void previewProseAction({ markdown: value, line: false })
      .catch(() => null)
      .then((answer) => {
        if (!current) return
        setHtml(answer?.ok ? answer.value.html : null)
        setFailed(answer?.ok ? '' : (answer?.error.message ?? 'The preview cannot be made: the site cannot be reached'))
      })
    return () => {
      current = false
    }
  }, [preview, value])

  return (
    <div data-field={field} className={['markdown', message ? 'bad' : ''].filter(Boolean).join(' ')}>
      <div className="markdown-head">
        <label htmlFor={id} className={hideLabel ? 'vh' : undefined}>
          {label}
        </label>
        {preview ? null : (
          <div className="tool" role="toolbar" aria-label={`Formatting of ${label}`}>
            {marks.map(({ mark, label: name, key, sign }) => (
              <button
                key={mark}
                type="button"
                className={mark}
                aria-label={name}
                aria-keyshortcuts={key ? `Control+${key.toUpperCase()}` : undefined}
                title={key ? `${name} (Ctrl+${key.toUpperCase()})` : name}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => press(mark)}
              >
                {sign}
              </button>
            ))}
          </div>
        )}
        <div className="switch">
          <button type="button" aria-label={`Write: ${label}`} aria-pressed={!preview} onClick={() => setPreview(false)}>
            Write
          </button>
          <button type="button" aria-label={`Preview: ${label}`} aria-pressed={preview} onClick={() => setPreview(true)}>
            Preview
          </button>
        </div>
      </div>
      {preview ? (
        <div className="prose preview">
          {html ? (
            <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
          ) : (
            <p className="soft">{value.trim() ? 'One moment…' : 'Nothing is written yet.'}</p>
          )}
        </div>
      ) : (
        <textarea
          id={id}
          ref={area}
          className="prose"
          value={value}
          readOnly={closed}
          placeholder={placeholder}
          spellCheck
          aria-invalid={message ? true : undefined}
          aria-describedby={`${id}-count${message ? ` ${id}-error` : ''}`}
          onKeyDown={onKeyDown}
          onChange={(event) => onChange(event.target.value.replace(/\r\n?/g, '\n'))}
        />
      )}
      <p className="count" id={`${id}-count`}>
        {count === 1 ? '1 word' : `${count.toLocaleString('en')} words`}
      </p>
      {message || failed ? (
        <p className="error" id={`${id}-error`} role={failed ? 'alert' : undefined}>
          {message ?? failed}
        </p>
      ) : null}
    </div>
  )
}
