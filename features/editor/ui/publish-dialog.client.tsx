'use client'

import { useState } from 'react'
import { publishArticleAction, scheduleArticleAction } from '@/features/articles/actions'
import { checksOf } from '../document/checks'
import type { Problem } from '@/features/articles/publishable'
import { useEditor } from './editor-context.client'
import { Modal } from './modal.client'

export type Published = { number: number } & ({ at: 'now'; slug: string } | { at: 'later'; publishAt: string })

type Props = {
  live: boolean
  scheduledFor: string | null
  save: () => Promise<number | null>
  onClose: () => void
  onDone: (done: Published, version: number) => void
  onProblems: (problems: Problem[]) => void
}

/** The next full hour, as the field wants it: in the writer's own zone. */
function nextHour(): string {
  const at = new Date(Date.now() + 3_600_000)
  at.setMinutes(0, 0, 0)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

export function PublishDialog({ live, scheduledFor, save, onClose, onDone, onProblems }: Props) {
  const { article, document, records } = useEditor()
  const [note, setNote] = useState('')
  const [when, setWhen] = useState<'now' | 'later'>('now')
  const [at, setAt] = useState(nextHour)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const checks = checksOf(document, records)
  const stops = checks.filter(({ level }) => level === 'stop')
  const warnings = checks.filter(({ level }) => level === 'warn')
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

  const go = async () => {
    setError('')
    const time = new Date(at)
    if (when === 'later' && !(time.getTime() > Date.now())) return setError('Choose a day and a time that are still to come')
    setBusy(true)
    const version = await save()
    if (version === null) {
      setBusy(false)
      return setError('The newest words could not be saved, so nothing was published')
    }
    const answer = await (
      when === 'now'
        ? publishArticleAction({ articleId: article.id, version, note })
        : scheduleArticleAction({ articleId: article.id, version, note, at: time.toISOString() })
    ).catch(() => null)
    setBusy(false)
    if (!answer) return setError('The site cannot be reached. Nothing was published, or the answer was lost: reload the page to see')
    if (!answer.ok) {
      if (answer.error.code === 'conflict' && answer.error.data) {
        await save()
        return setError('Somebody else changed this list just now. What they did is here now: look at it, and publish again')
      }
      if (answer.error.code === 'invalid' && Array.isArray(answer.error.data)) onProblems(answer.error.data as Problem[])
      return setError(answer.error.message)
    }
    const { value } = answer
    onDone('slug' in value ? { at: 'now', number: value.number, slug: value.slug } : { at: 'later', number: value.number, publishAt: value.publishAt }, version)
  }

  return (
    <Modal title={live ? 'Publish changes' : 'Publish'} onClose={onClose}>
      {stops.length > 0 ? (
        <div className="notice bad">
          <p>This must be mended first:</p>
          <ul>
            {stops.map(({ message }, index) => (
              <li key={index}>{message}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {warnings.length > 0 ? (
        <details>
          <summary>{warnings.length === 1 ? '1 thing to look at' : `${warnings.length} things to look at`}</summary>
          <ul className="checks">
            {warnings.map(({ message }, index) => (
              <li key={index} className="warn">
                {message}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <fieldset className="choices">
        <legend>When</legend>
        <div className="check">
          <input type="radio" id="when-now" name="when" checked={when === 'now'} onChange={() => setWhen('now')} />
          <label htmlFor="when-now">Now</label>
        </div>
        <div className="check">
          <input type="radio" id="when-later" name="when" checked={when === 'later'} onChange={() => setWhen('later')} />
          <label htmlFor="when-later">At a time</label>
        </div>
      </fieldset>
      {when === 'later' ? (
        <div className="field">
          <label htmlFor="publish-at">Day and time</label>
          <input id="publish-at" type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} aria-describedby="publish-zone" />
          <p className="hint" id="publish-zone">
            In your time zone, {zone}. It goes out with the words of this moment: later changes wait for the next publication.
          </p>
        </div>
      ) : null}
      {scheduledFor ? <p className="notice warn">This replaces the edition that waits for {new Date(scheduledFor).toLocaleString('en-GB')}.</p> : null}
      <div className="field">
        <label htmlFor="publish-note">Note for the history (optional)</label>
        <input id="publish-note" value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </div>
      {error ? (
        <p className="error" role="alert">
          {error}
        </p>
      ) : null}
      <div className="row end">
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
        <button type="button" className="btn primary" disabled={busy || stops.length > 0} onClick={go}>
          {busy ? 'Working…' : when === 'now' ? 'Publish now' : 'Schedule'}
        </button>
      </div>
    </Modal>
  )
}
