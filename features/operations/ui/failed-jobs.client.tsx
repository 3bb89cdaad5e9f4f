'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useRef, useState } from 'react'
import { FormError } from '@/ui/form-error'
import { Moment } from '@/ui/moment.client'
import { WhenReady } from '@/ui/when-ready.client'
import { dropJobAction, runJobAgainAction } from '../actions'

type FailedJob = { id: string; words: string; attempts: number; failedAt: Date | string; createdAt: Date | string; error: string }
type Answer = Awaited<ReturnType<typeof runJobAgainAction>>

/** What was given up, to run again or to drop. `count` is how many there are; the latest of them are listed. */
export function FailedJobs({ jobs, count }: { jobs: FailedJob[]; count: number }) {
  const router = useRouter()
  const heading = useRef<HTMLHeadingElement>(null)
  const [said, setSaid] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)

  const act = async (asked: Promise<Answer>, words: string) => {
    setBusy(true)
    setSaid('')
    setError('')
    const answer = await asked.catch(() => null)
    setBusy(false)
    if (answer?.ok) setSaid(words)
    else setError(answer ? answer.error.message : 'The site cannot be reached: nothing was changed')
    if (!answer) return
    // The button that was pressed goes with its job.
    heading.current?.focus()
    router.refresh()
  }
  return (
    <section aria-labelledby="given-up">
      <WhenReady>
        <div className="room-head">
          <h2 id="given-up" ref={heading} tabIndex={-1}>
            Given up
          </h2>
          {count > 0 ? (
            <button
              type="button"
              className="btn primary"
              disabled={busy}
              onClick={() => act(runJobAgainAction({ id: 'all' }), 'All of them are in the queue again.')}
            >
              Run all again
            </button>
          ) : null}
        </div>
        <p>
          <output>{said}</output>
        </p>
        <FormError words={error} />
        {count > jobs.length ? (
          <p className="soft">
            The latest {jobs.length} of {count}.
          </p>
        ) : null}
        {jobs.length === 0 ? (
          <p className="empty">Nothing was given up.</p>
        ) : (
          <ul className="list-rows">
            {jobs.map((job) => (
              <li key={job.id}>
                <b>{job.words}</b>
                <p className="meta">
                  <span>
                    given up <Moment at={job.failedAt} />
                  </span>
                  <span>{job.attempts === 1 ? 'tried once' : `tried ${job.attempts} times`}</span>
                  <span>
                    asked for <Moment at={job.createdAt} />
                  </span>
                </p>
                <p className="job-error">{job.error}</p>
                <Buttons
                  of={job.words}
                  busy={busy}
                  onRun={() => act(runJobAgainAction({ id: job.id }), `In the queue again: ${job.words}.`)}
                  onDrop={() => act(dropJobAction({ id: job.id }), `Dropped: ${job.words}.`)}
                />
              </li>
            ))}
          </ul>
        )}
      </WhenReady>
    </section>
  )
}

type ButtonsProps = { of: string; busy: boolean; onRun: () => void; onDrop: () => void }

function Buttons({ of, busy, onRun, onDrop }: ButtonsProps) {
  const [asking, setAsking] = useState(false)
  const focus = useCallback((button: HTMLButtonElement | null) => button?.focus(), [])
  if (asking)
    return (
      <div className="row">
        <span>It will never be done, and nobody can bring it back.</span>
        <button type="button" className="btn small danger" ref={focus} disabled={busy} onClick={onDrop}>
          Drop it
        </button>
        <button type="button" className="btn small" disabled={busy} onClick={() => setAsking(false)}>
          Cancel
        </button>
      </div>
    )
  return (
    <div className="row">
      <button type="button" className="btn small" disabled={busy} aria-label={`Run again: ${of}`} onClick={onRun}>
        Run again
      </button>
      <button type="button" className="btn small danger" disabled={busy} aria-label={`Drop: ${of}`} onClick={() => setAsking(true)}>
        Drop
      </button>
    </div>
  )
}
