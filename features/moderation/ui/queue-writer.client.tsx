'use client'

import { useState } from 'react'
import { Moment } from '@/ui/moment.client'
import type { QueueItem } from '../queries/describe-comments'
import { BanForm } from './ban-form.client'

const stateWords = { visible: 'shown', pending: 'waits', hidden: 'hidden', deleted: 'deleted' } as const
const maxLatest = 3

/** What is known of who wrote a comment, and the way to ban them. `onBanned` is told in words. */
export function QueueWriter({ item: { id, name, writer }, onBanned }: { item: QueueItem; onBanned: (words: string) => void }) {
  const [isBanning, setIsBanning] = useState(false)
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
      <p className="queue-ban">
        <button type="button" className="btn small" onClick={() => setIsBanning(true)}>
          Ban…
        </button>{' '}
        <a href="/admin/bans">Who is banned</a>
      </p>
      {isBanning ? (
        <BanForm
          comment={id}
          name={name}
          onClose={() => setIsBanning(false)}
          onBanned={() => {
            setIsBanning(false)
            onBanned(`${name} is banned. What they wrote is still to be decided.`)
          }}
        />
      ) : null}
    </section>
  )
}
