'use client'

import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import type { SavedReply } from '../queries/saved-replies'
import { limits } from '../schema'
import { send } from './send.client'

type Props = {
  reasons: { code: string; words: string }[]
  replies: SavedReply[]
  /** How many comments it is about. */
  count: number
  onHide: (reason: string, note: string) => void
  onClose: () => void
}

/** Why comments are hidden, and words to those who wrote them, which can be kept for the next time. */
export function HideForm({ reasons, replies: given, count, onHide, onClose }: Props) {
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const [replies, setReplies] = useState(given)
  const [error, setError] = useState('')
  const first = useRef<HTMLSelectElement>(null)
  useEffect(() => first.current?.focus(), [])
  const hide = (event: FormEvent) => {
    event.preventDefault()
    if (!reason) {
      setError('Choose why')
      return first.current?.focus()
    }
    onHide(reason, note)
  }
  const keep = async () => {
    const answer = await send<{ reply: SavedReply }>('/api/studio/comments/replies', { body: { text: note } })
    if ('error' in answer) return setError(answer.error)
    setError('')
    setReplies((all) => (all.some(({ id }) => id === answer.value.reply.id) ? all : [...all, answer.value.reply]))
  }
  const drop = async ({ id }: SavedReply) => {
    const answer = await send<{ id: string }>(`/api/studio/comments/replies/${id}`, { method: 'DELETE' })
    if ('error' in answer) return setError(answer.error)
    setReplies((all) => all.filter((one) => one.id !== id))
  }
  const kept = replies.find(({ text }) => text === note.trim())
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    onClose()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape is Cancel, which is a button too
    <form className="queue-hide" onSubmit={hide} onKeyDown={onKeyDown} aria-label={count === 1 ? 'Hide this comment' : `Hide ${count} comments`} noValidate>
      <div className={error && !reason ? 'field bad' : 'field'}>
        <label htmlFor="hide-reason">Why</label>
        <select
          id="hide-reason"
          ref={first}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          aria-describedby={error ? 'hide-error' : undefined}
        >
          <option value="">Because…</option>
          {reasons.map(({ code, words }) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      </div>
      {replies.length > 0 ? (
        <div className="field">
          <label htmlFor="hide-reply">Kept words</label>
          <select id="hide-reply" value={kept?.id ?? ''} onChange={(event) => setNote(replies.find(({ id }) => id === event.target.value)?.text ?? '')}>
            <option value="">None</option>
            {replies.map(({ id, text }) => (
              <option key={id} value={id}>
                {text.length > 60 ? `${text.slice(0, 60)}…` : text}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <div className="field wide">
        <label htmlFor="hide-note">
          Words to {count === 1 ? 'its writer' : 'their writers'} <span className="soft">(optional)</span>
        </label>
        <textarea id="hide-note" rows={2} maxLength={limits.note} dir="auto" value={note} onChange={(event) => setNote(event.target.value)} />
      </div>
      {error ? (
        <p className="error wide" id="hide-error" role="alert">
          {error}
        </p>
      ) : null}
      <div className="row wide">
        <button type="submit" className="btn primary">
          {count === 1 ? 'Hide it' : `Hide ${count}`}
        </button>
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
        {kept ? (
          <button type="button" className="textual" onClick={() => void drop(kept)}>
            Drop these kept words
          </button>
        ) : note.trim() ? (
          <button type="button" className="textual" onClick={() => void keep()}>
            Keep these words
          </button>
        ) : null}
      </div>
    </form>
  )
}
