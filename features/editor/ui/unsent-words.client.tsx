'use client'

import { useEffect, useState, type ReactNode } from 'react'
import { Moment } from '@/ui/moment.client'
import { Words } from '@/ui/name'
import { KeptWordsOf } from './kept-words.client'
import { listUnsentLists, type UnsentList } from './kept-sessions.client'
import { listen } from './listen.client'

/**
 * The lists of which this browser keeps words that the site does not have, and no tab is left that would send them. Nothing where there are none. `isClosed`: nothing can be sent
 * from here, as the account is no writer's any more, so they are given to take along. `otherwise`: what is said where there are none.
 */
type Props = { accountId: string; isClosed?: boolean; otherwise?: ReactNode }

export function UnsentWords({ accountId, isClosed, otherwise = null }: Props) {
  const [lists, setLists] = useState<UnsentList[] | null>(null)
  useEffect(() => {
    let current = true
    const look = () => void listUnsentLists(accountId).then((found) => current && setLists(found))
    look()
    // Opened in another tab, they are sent from there.
    const stop = listen([window, 'focus', look], [window, 'pageshow', look])
    return () => {
      current = false
      stop()
    }
  }, [accountId])
  if (lists === null) return null
  if (lists.length === 0) return otherwise
  return (
    <section className="waits-for-you" aria-labelledby="unsent">
      <h2 id="unsent">Not on the site yet</h2>
      <ul>
        {lists.map(({ articleId, title, at }) => (
          <li key={articleId}>
            <div>
              <p>
                <b>This browser keeps words that did not reach the site</b>
              </p>
              <p className="meta">
                <span>{title ? <Words text={title} /> : 'A list without a title'}</span>
                <span>
                  written <Moment at={at} />
                </span>
              </p>
            </div>
            {isClosed ? (
              <KeptWordsOf accountId={accountId} articleId={articleId} title={title || 'a list without a title'} />
            ) : (
              <a className="btn small" href={`/admin/articles/${articleId}`} aria-label={`Open and send: ${title || 'a list without a title'}`}>
                Open and send
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
