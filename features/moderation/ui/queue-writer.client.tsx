'use client'

import { Moment } from '@/ui/moment.client'
import type { QueueItem } from '../queries/describe-comments'

const stateWords = { visible: 'shown', pending: 'waits', hidden: 'hidden', deleted: 'deleted' } as const
const maxLatest = 3

/** What is known of who wrote a comment. */
export function QueueWriter({ item: { id, name, writer } }: { item: QueueItem }) {
  const { account, trusted, since, shown, waiting, hidden, more, latest } = writer
  const others = latest.filter((one) => one.id !== id).slice(0, maxLatest)
  const rows = [
    ['Shown', shown],
    ['Waiting', waiting],
    ['Hidden', hidden],
  ] as const
  return (
    <section className="queue-writer" aria-label={`About ${name}`}>
      <h2>{account ? 'An account' : 'A guest'}</h2>
      <p className="soft">
        here since <Moment at={since} />
        {trusted ? ', trusted' : ''}
      </p>
      <dl>
        {rows.map(([what, count]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {more ? <p className="soft">Of the latest fifty comments.</p> : null}
      {others.length > 0 ? (
        <>
          <h3>Said before</h3>
          <ul>
            {others.map((one) => (
              <li key={one.id}>
                <span dir="auto">{one.words}</span>{' '}
                <small>
                  {stateWords[one.state]}, <Moment at={one.at} />
                </small>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}
