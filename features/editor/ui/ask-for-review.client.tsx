'use client'

import { useState } from 'react'
import { askForReviewAction } from '@/features/reviews/actions'
import { reviewLimits } from '@/features/reviews/schema'
import type { Problem } from '@/features/articles/publishable'
import { useEditor } from './editor-context.client'
import { useChecks } from './use-checks.client'
import { useKeptText } from '@/ui/kept-text.client'
import { ModalFoot } from '@/ui/modal.client'

type Props = { save: () => Promise<number | 'changed' | null>; onClose: () => void; onDone: (words: string) => void; onProblems: (problems: Problem[]) => void }

const changedMeanwhile = 'Somebody else changed this list just now. What they did is here now: look at it, and ask again'

/** What is in the dialog that asks one editor, or all of them, to look at the list before readers do; with the checks of a publication. */
export function AskForReview({ save, onClose, onDone, onProblems }: Props) {
  const { article, document, publication } = useEditor()
  const [note, setNote] = useKeptText(`lightstick:review-note:${article.accountId}:${article.id}`)
  const [reviewerId, setReviewerId] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const checks = useChecks(document)
  const stops = checks.filter(({ level }) => level === 'stop')
  const warnings = checks.filter(({ level }) => level === 'warn')

  const go = async () => {
    setError('')
    setBusy(true)
    const version = await save()
    if (version === null) {
      setBusy(false)
      return setError('The newest words could not be saved, so nobody was asked')
    }
    if (version === 'changed') {
      setBusy(false)
      return setError(changedMeanwhile)
    }
    const answer = await askForReviewAction({ articleId: article.id, version, note, reviewerId: reviewerId || null }).catch(() => null)
    setBusy(false)
    if (!answer) return setError('The site cannot be reached. Nobody was asked, or the answer was lost: reload the page to see')
    if (answer.ok) setNote('')
    if (answer.ok) return onDone(askedWords(reviewerId !== '', publication.mailIsSent))
    if (answer.error.code === 'conflict' && answer.error.data) {
      await save()
      return setError(changedMeanwhile)
    }
    if (answer.error.code === 'invalid' && Array.isArray(answer.error.data)) onProblems(answer.error.data as Problem[])
    setError(Object.values(answer.error.fields ?? {})[0] ?? answer.error.message)
  }
  return (
    <>
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
      <div className="field">
        <label htmlFor="review-whom">Who is asked</label>
        <select id="review-whom" value={reviewerId} onChange={(event) => setReviewerId(event.target.value)}>
          <option value="">Every editor</option>
          {article.reviewers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="review-note">Note (optional)</label>
        <textarea
          id="review-note"
          rows={4}
          maxLength={reviewLimits.note}
          value={note}
          placeholder="What should they look at?"
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <ModalFoot error={error} onClose={onClose}>
        <button type="button" className="btn primary" disabled={busy || stops.length > 0} onClick={go}>
          {busy ? 'Working…' : 'Ask'}
        </button>
      </ModalFoot>
    </>
  )
}

function askedWords(one: boolean, mailIsSent: boolean): string {
  if (mailIsSent) return one ? 'Asked: a mail tells of it' : 'Asked: every editor gets a mail'
  return one ? 'Asked: it stands on the first page of their studio' : 'Asked: it stands on the first page of every editor’s studio'
}
