'use client'

import { useId, useState, type FormEvent } from 'react'
import { changeMediumAction } from '../actions'
import { mediaLimits } from '../limits'
import type { Medium } from '../queries/media'

type Props = {
  medium: Medium
  /** What is typed: kept by whoever asks, so that nothing of it is lost with the question. */
  words: string
  onWords: (words: string) => void
  /** Begins in the field: what was asked for before is done. */
  takesFocus?: boolean
  /** The site keeps what was said of the picture. */
  onSaid: (medium: Medium) => void
  onLater: () => void
}

/** Whether it has to be asked what is to be seen on a picture before it is used. Whoever may not describe it is not asked. */
export const lacksWords = ({ alt, decorative, mayChange, picture }: Medium) => alt === '' && !decorative && mayChange && picture !== null

/** Asks, before a picture is used for the first time, what is to be seen on it. The answer belongs to the picture, wherever it is shown. */
export function AskForWords({ medium, words, onWords, takesFocus = false, onSaid, onLater }: Props) {
  const id = useId()
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const keep = async (said: { alt: string } | { decorative: true }) => {
    setBusy(true)
    setError('')
    const { alt, decorative } = medium
    const answer = await changeMediumAction({ id: medium.id, ...said, base: { alt, decorative } }).catch(() => null)
    setBusy(false)
    if (answer?.ok) return onSaid(answer.value)
    const { fields, message } = answer?.error ?? { message: 'The site cannot be reached: these words are not kept yet' }
    setError(fields?.alt ?? fields?.decorative ?? message)
  }
  const say = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (words.trim()) void keep({ alt: words })
    else setError('Write what is to be seen, or choose “Decoration only” or “Later”')
  }
  return (
    <form className="ask-for-words" onSubmit={say}>
      <div className="field">
        <label htmlFor={`${id}-alt`}>Say what is to be seen</label>
        <textarea
          id={`${id}-alt`}
          rows={2}
          maxLength={mediaLimits.alt}
          value={words}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the press before it chose the picture, and this is what comes next
          autoFocus={takesFocus}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : `${id}-hint`}
          onChange={({ target }) => onWords(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            event.currentTarget.form?.requestSubmit()
          }}
        />
        {error ? (
          <p className="error" role="alert" id={`${id}-error`}>
            {error}
          </p>
        ) : (
          <p className="hint" id={`${id}-hint`}>
            For those who do not see it, and for search.
          </p>
        )}
      </div>
      <p className="row">
        <button className="btn small primary" disabled={busy}>
          Use it
        </button>
        <button type="button" className="btn small" disabled={busy} onClick={() => void keep({ decorative: true })}>
          Decoration only
        </button>
        <button type="button" className="btn small" disabled={busy} onClick={onLater}>
          Later
        </button>
      </p>
    </form>
  )
}
