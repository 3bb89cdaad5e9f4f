'use client'

import { useEffect, useRef, useState } from 'react'
import type { Thing } from '@/features/articles/document/operations'
import type { NoteView } from '@/features/reviews/queries/notes'
import { noteLimits } from '@/features/reviews/schema'
import { FormError } from '@/ui/form-error'
import { Moment } from '@/ui/moment.client'
import type { Selection } from '../document/checks'
import { inReadingOrder, noteTitle, partAt, placeOf } from '../document/note-places'
import { useEditor } from './editor-context.client'
import { idOfField } from './field-ids.client'
import { Face } from './presence.client'
import { useNextFocus } from './use-next-focus.client'
import { noteBeside } from './use-note-keys.client'

type Props = {
  save: () => Promise<number | null>
  /** The note that Alt R is about: the one that was last touched. */
  chosen: string | null
  onChoose: (id: string) => void
  /** Gives the focus back to where it was when a key began the note; returns whether there is such a place. */
  onLeave: () => boolean
  /** A note that a sign in the list leads to; `onLed` when it has the focus. */
  lead: { note: string } | null
  onLed: () => void
  onClose: () => void
}

/** The notes beside the list: those that are open or resolved, a new one, answers. */
export function NotesPanel({ save, chosen, onChoose, onLeave, lead, onLed }: Props) {
  const { document, selection, notes, closed, announce } = useEditor()
  const { all, writing, setWriting, answers, act } = notes
  const [shown, setShown] = useState<'open' | 'resolved'>('open')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const focusLater = useNextFocus()
  const [led, setLed] = useState(lead)
  if (lead !== led) {
    setLed(lead)
    if (lead) setShown('open')
  }
  const arrived = useRef(onLed)
  useEffect(() => void (arrived.current = onLed))
  useEffect(() => {
    if (!lead) return
    const row = window.document.getElementById(`note-${lead.note}`)
    row?.focus()
    row?.scrollIntoView({ block: 'nearest' })
    arrived.current()
  }, [lead])
  const open = all.filter((note) => note.open)
  // One that is being answered does not go from under the answer.
  const listed = inReadingOrder(
    document,
    all.filter((note) => note.open === (shown === 'open') || answers[note.id]?.trim()),
  )

  const send = async () => {
    if (!writing || busy || closed) return
    setBusy(true)
    setError('')
    // The part that it is about has to be on the site.
    const version = await save()
    const answer = version === null ? { error: 'The newest words could not be saved, so the note waits here' } : await act({ do: 'write', ...writing })
    setBusy(false)
    if ('error' in answer) return setError(answer.error)
    setWriting(null)
    setShown('open')
    onChoose(answer.id)
    announce('The note is written')
    if (!onLeave()) focusLater(`note-${answer.id}`)
  }
  return (
    <section className="notes" aria-label="Notes" tabIndex={-1}>
      <div className="notes-head">
        <div className="switch">
          <button type="button" aria-pressed={shown === 'open'} onClick={() => setShown('open')}>
            Open {open.length}
          </button>
          <button type="button" aria-pressed={shown === 'resolved'} onClick={() => setShown('resolved')}>
            Resolved {all.length - open.length}
          </button>
        </div>
        <button
          type="button"
          id="begin-note"
          className="btn small"
          aria-keyshortcuts="Alt+N"
          title="New note (Alt N)"
          disabled={closed}
          onClick={() => setWriting(writing ?? { place: placeOf(selection), field: null, words: '' })}
        >
          + Note
        </button>
      </div>
      {writing ? (
        <div data-new-note>
          <NoteForm
            label={`New note: ${noteTitle(document, { ...writing, about: '' })}`}
            words={writing.words}
            busy={busy}
            error={error}
            verb="Write it"
            onWords={(words) => setWriting({ ...writing, words })}
            onSend={send}
            onCancel={() => {
              setWriting(null)
              setError('')
              if (!onLeave()) focusLater('begin-note')
            }}
          />
        </div>
      ) : null}
      {listed.length === 0 ? (
        <p className="empty">{shown === 'open' ? 'No note is open. Alt N writes one about the field you are in.' : 'No note is resolved.'}</p>
      ) : (
        <ul className="note-list">
          {listed.map((note) => (
            <Note key={note.id} note={note} isChosen={note.id === chosen} onChoose={() => onChoose(note.id)} />
          ))}
        </ul>
      )}
    </section>
  )
}

const thingAt = (part: Selection): Thing => (part.of === 'list' ? 'list' : part.of === 'entry' ? { entry: part.id } : { section: part.id })

const done = { written: '', answered: '', resolved: 'Resolved', reopened: 'Opened again' } as const

function Note({ note, isChosen, onChoose }: { note: NoteView; isChosen: boolean; onChoose: () => void }) {
  const { document, select, notes, closed, announce } = useEditor()
  const answering = notes.answers[note.id] ?? null
  const setAnswering = (words: string | null) => notes.setAnswer(note.id, words)
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const focusLater = useNextFocus()
  const title = noteTitle(document, note)
  const part = partAt(document, note.place)

  const act = async (deed: Parameters<typeof notes.act>[0], said: string) => {
    if (busy || closed) return
    setBusy(true)
    setError('')
    const beside = noteBeside(note.id)
    const answer = await notes.act(deed)
    setBusy(false)
    if ('error' in answer) return setError(answer.error)
    if (deed.do === 'answer') focusLater(`note-${note.id}`)
    else beside?.focus()
    setAnswering(null)
    announce(said)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only notes which of them has the focus
    <li id={`note-${note.id}`} data-note={note.id} className={isChosen ? 'chosen' : undefined} onFocus={onChoose} tabIndex={-1} aria-label={title}>
      {part ? (
        <button type="button" className="about" onClick={() => select(part, note.field === null ? undefined : idOfField(thingAt(part), note.field))}>
          {title}
        </button>
      ) : (
        <p className="about gone">{title}</p>
      )}
      <ul className="acts-of-note">
        {note.acts.map(({ id, kind, words, who, at }) => (
          <li key={id}>
            <Face name={who ?? '?'} />
            <div>
              <p className="who">
                <b>{who ?? 'Somebody who has left'}</b> <Moment at={at} />
              </p>
              {done[kind] ? <p className="soft">{done[kind]}</p> : <p className="words">{words}</p>}
            </div>
          </li>
        ))}
      </ul>
      {answering === null ? null : (
        <NoteForm
          label={`Answer: ${title}`}
          words={answering}
          busy={busy}
          error={error}
          verb="Answer"
          onWords={setAnswering}
          onSend={() => act({ do: 'answer', note: note.id, words: answering }, 'Answered')}
          onCancel={() => {
            focusLater(`answer-${note.id}`)
            setAnswering(null)
          }}
        />
      )}
      {error && answering === null ? (
        <p className="error" role="alert">
          {error}
        </p>
      ) : null}
      {answering === null ? (
        <p className="row">
          <button
            type="button"
            id={`answer-${note.id}`}
            className="btn small"
            aria-label={`Answer the note: ${title}`}
            disabled={closed}
            onClick={() => setAnswering('')}
          >
            Answer
          </button>
          {note.open ? (
            <button
              type="button"
              className="btn small"
              aria-keyshortcuts="Alt+R"
              aria-label={`Resolve the note: ${title}`}
              disabled={busy || closed}
              onClick={() => act({ do: 'resolve', note: note.id }, 'Resolved')}
            >
              Resolve
            </button>
          ) : (
            <button
              type="button"
              className="btn small"
              aria-label={`Open the note again: ${title}`}
              disabled={busy || closed}
              onClick={() => act({ do: 'reopen', note: note.id }, 'Open again')}
            >
              Open again
            </button>
          )}
          {isChosen && note.open ? (
            <span className="keys" aria-hidden="true">
              <kbd>Alt</kbd> <kbd>R</kbd>
            </span>
          ) : null}
        </p>
      ) : null}
    </li>
  )
}

type FormProps = {
  label: string
  words: string
  busy: boolean
  error: string
  verb: string
  onWords: (words: string) => void
  onSend: () => void
  onCancel: () => void
}

/** A few lines, sent by Ctrl Enter and given up by Escape. In a list that takes nothing any more the words stay, to be read and copied. */
function NoteForm({ label, words, busy, error, verb, onWords, onSend, onCancel }: FormProps) {
  const { closed } = useEditor()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      <div className={error ? 'field bad' : 'field'}>
        <label>
          {label}
          <textarea
            ref={field}
            rows={3}
            maxLength={noteLimits.words}
            readOnly={closed}
            value={words}
            aria-invalid={error ? true : undefined}
            onChange={(event) => onWords(event.target.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing || closed) return
              if (event.key === 'Escape') onCancel()
              else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && words.trim()) onSend()
              else return
              event.preventDefault()
              event.stopPropagation()
            }}
          />
        </label>
        <FormError words={error} />
      </div>
      {closed ? (
        <p className="soft">This list takes nothing any more. Your words stay here: you can copy them.</p>
      ) : (
        <p className="row">
          <button className="btn small" disabled={busy || words.trim() === ''} title="Ctrl Enter">
            {verb}
          </button>
          <button type="button" className="btn small" onClick={onCancel}>
            Cancel
          </button>
        </p>
      )}
    </form>
  )
}
