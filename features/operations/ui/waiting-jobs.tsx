import { Moment } from '@/ui/moment.client'
import type { WaitingView } from '../queries/jobs'

const badges = { running: ['review', 'Running'], due: ['draft', 'Waits'], retry: ['scheduled', 'Tried again'], planned: ['draft', 'Planned'] } as const
const times = { running: 'due since', due: 'due since', retry: 'next try', planned: 'due' } as const

/** What waits, and since when. `count` is without what is planned. */
export function WaitingJobs({ jobs, count }: { jobs: WaitingView[]; count: number }) {
  const shown = jobs.filter(({ state }) => state !== 'planned').length
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">Waiting</h2>
      {count > shown ? (
        <p className="soft">
          The first {shown} of {count}.
        </p>
      ) : null}
      {jobs.length === 0 ? (
        <p className="empty">Nothing waits.</p>
      ) : (
        <ul className="list-rows">
          {jobs.map(({ id, words, state, attempts, error, runAt, createdAt }) => (
            <li key={id}>
              <b>{words}</b>
              <p className="meta">
                <span className={`badge ${badges[state][0]}`}>{badges[state][1]}</span>
                <span>
                  {times[state]} <Moment at={runAt} zone={state === 'planned'} />
                </span>
                <span>
                  asked for <Moment at={createdAt} />
                </span>
                {state === 'retry' ? <span>{attempts === 1 ? 'failed once' : `failed ${attempts} times`}</span> : null}
              </p>
              {error ? <p className="job-error">{error}</p> : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
