'use client'

import { useState } from 'react'
import { approveReviewAction, returnReviewAction, withdrawReviewAction } from '@/features/reviews/actions'
import { reviewLimits } from '@/features/reviews/schema'
import { useKeptText } from '@/ui/kept-text.client'
import { Moment } from '@/ui/moment.client'
import { changeWords } from '../document/publishing'
import type { PublicationData } from '../queries/publication'
import { useEditor } from './editor-context.client'
import { Modal, ModalFoot } from '@/ui/modal.client'
import { Face } from './presence.client'

export type ReviewBarProps = {
  publication: PublicationData
  version: number
  save: () => Promise<number | 'changed' | null>
  onAsk: () => void
  /** Something was done: the publication is looked at again, and this is said. */
  onDone: (words: string) => void
}
type Answer = { ok: true } | { ok: false; error: { message: string } }
type Review = NonNullable<PublicationData['review']>

/** The request for a review over the desk: who asks what, its note in full, and what one can do about it. */
export function ReviewBar({ publication, version, save, onAsk, onDone }: ReviewBarProps) {
  const { article, notes } = useEditor()
  const { review, changedSince, may, mailIsSent } = publication
  /** The request that is being sent back: what is written about it stays, whatever becomes of it. */
  const [asking, setAsking] = useState<Review | null>(null)
  const [answer, setAnswer] = useKeptText(`lightstick:review-answer:${article.accountId}:${(asking ?? review)?.id}`)
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  if (!review && !asking) return null

  const run = async (act: () => Promise<Answer | null>, words: string) => {
    setBusy(true)
    setError('')
    const done = await act().catch(() => null)
    setBusy(false)
    if (done?.ok) {
      setAsking(null)
      setAnswer('')
      return onDone(words)
    }
    setError(done ? done.error.message : 'The site cannot be reached: nothing was changed')
  }
  /** Decided is the version that this page shows, with all that was typed here. */
  const decide = (of: Review, act: (of: { articleId: string; reviewId: string; version: number }) => Promise<Answer>, words: string) =>
    run(async () => {
      const seen = await save()
      if (seen === null) return refused('The newest words could not be saved, so nothing was decided')
      if (seen === 'changed') return refused('Somebody else changed this list just now. What they did is here now: look at it, and decide again')
      return act({ articleId: article.id, reviewId: of.id, version: seen })
    }, words)
  const sendBack = asking ? (
    <SendBack
      busy={busy}
      error={error}
      onClose={() => setAsking(null)}
      answer={answer}
      onAnswer={setAnswer}
      onSend={() =>
        decide(
          asking,
          (of) => returnReviewAction({ ...of, answer }),
          mailIsSent ? 'Sent back: its author gets a mail' : 'Sent back: its author sees it in the studio',
        )
      }
    />
  ) : null
  if (!review) return sendBack
  const decides = review.state === 'open' && may.review && !review.isMine
  const openNotes = notes.all.filter(({ open }) => open).length
  const changed = review.state === 'approved' && review.decidedVersion !== version
  return (
    <section className={`review-bar ${review.state}`} aria-label="Review">
      <Face name={(review.state === 'open' ? review.askedBy : review.decidedBy) ?? '?'} />
      <div className="said">
        <p>
          <b>{openingOf(review)}</b> {review.state === 'open' ? <Said words={review.note} /> : <Said words={review.answer} />}{' '}
          <span className="when">
            {review.state === 'open' ? 'Asked' : ''} <Moment at={review.state === 'open' ? review.askedAt : (review.decidedAt ?? review.askedAt)} />
          </span>
        </p>
        {review.state === 'approved' ? (
          <p className="more">
            {changed
              ? `Changed since then: ${changedSince && (changedSince.entries.length > 0 || changedSince.fields.length > 0) ? changeWords(changedSince) : 'some of its words'}.${may.publish ? '' : ' That needs another approval.'}`
              : 'It can be published as it is.'}
          </p>
        ) : null}
        {decides && openNotes > 0 ? (
          <p className="more">
            {openNotes === 1 ? '1 note is open. It stays open when you approve.' : `${openNotes} notes are open. They stay open when you approve.`}
          </p>
        ) : null}
        {error && !asking ? (
          <p className="error" role="alert">
            {error}
          </p>
        ) : null}
      </div>
      <div className="acts">
        {decides ? (
          <>
            <button type="button" className="btn small" onClick={() => setAsking(review)}>
              Ask for changes…
            </button>
            <button
              type="button"
              className="btn small primary"
              disabled={busy}
              onClick={() => decide(review, approveReviewAction, 'Approved: its author can publish it')}
            >
              Approve
            </button>
          </>
        ) : null}
        {review.mayWithdraw ? (
          <button
            type="button"
            className="btn small"
            disabled={busy}
            onClick={() => run(() => withdrawReviewAction({ articleId: article.id, reviewId: review.id }), 'The request was withdrawn')}
          >
            Withdraw the request
          </button>
        ) : null}
        {review.state === 'returned' || (changed && !may.publish) ? (
          <button type="button" className="btn small" onClick={onAsk}>
            Ask for another review…
          </button>
        ) : null}
      </div>
      {sendBack}
    </section>
  )
}

const refused = (message: string): Answer => ({ ok: false, error: { message } })
const Said = ({ words }: { words: string }) => (words ? <q>{words}</q> : null)

function openingOf({ state, isMine, asksMe, askedBy, reviewer, decidedBy }: Review): string {
  if (state !== 'open') {
    const who = decidedBy ?? 'An editor'
    return state === 'approved' ? `${who} approved this list.` : `${who} sent this list back${isMine ? ' to you' : ''}.`
  }
  if (isMine) return `You asked ${reviewer ?? 'every editor'} for a review.`
  return `${askedBy ?? 'Somebody who has left'} asks ${asksMe ? 'you' : (reviewer ?? 'every editor')} for a review.`
}

type SendBackProps = { busy: boolean; error: string; answer: string; onAnswer: (answer: string) => void; onClose: () => void; onSend: () => void }

function SendBack({ busy, error, answer, onAnswer, onClose, onSend }: SendBackProps) {
  return (
    <Modal title="Ask for changes" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSend()
        }}
      >
        <div className={error ? 'field bad' : 'field'}>
          <label htmlFor="review-answer">What should change</label>
          <textarea
            id="review-answer"
            rows={4}
            required
            maxLength={reviewLimits.note}
            value={answer}
            aria-invalid={error ? true : undefined}
            aria-describedby="review-answer-hint"
            onChange={(event) => onAnswer(event.target.value)}
          />
          <p className="hint" id="review-answer-hint">
            The list goes back to who asked. What is about one entry can stand in a note beside it.
          </p>
        </div>
        <ModalFoot error={error} onClose={onClose}>
          <button className="btn primary" disabled={busy || answer.trim() === ''}>
            {busy ? 'Working…' : 'Send it back'}
          </button>
        </ModalFoot>
      </form>
    </Modal>
  )
}
