'use client'

import { useState } from 'react'
import { Moment } from '@/ui/moment.client'
import { WhenReady } from '@/ui/when-ready.client'
import type { BanView } from '../queries/bans'
import { send } from './send.client'

/** Who is banned, and who was. */
export function Bans({ bans }: { bans: BanView[] }) {
  const [lifted, setLifted] = useState<string[]>([])
  const [said, setSaid] = useState('')
  const [error, setError] = useState('')
  const lift = async ({ id, name }: BanView) => {
    setSaid('')
    setError('')
    const answer = await send<{ id: string }>(`/api/studio/bans/${id}`, { method: 'DELETE' })
    if ('error' in answer) return setError(answer.error)
    setLifted((all) => [...all, id])
    setSaid(`${name} may comment, vote and report again.`)
  }
  if (bans.length === 0) return <p className="empty">Nobody is banned. Whoever wrote a comment is banned beside it, among the comments.</p>
  return (
    <WhenReady>
      <p>
        <output>{said}</output>
        {error ? (
          <span className="error" role="alert">
            {error}
          </span>
        ) : null}
      </p>
      <ul className="list-rows">
        {bans.map((ban) => (
          <li key={ban.id}>
            <b dir="auto">{ban.name}</b> <span className="soft">{ban.of === 'network' ? 'and all guests of their network' : ''}</span>
            <p dir="auto">“{ban.reason}”</p>
            <p className="meta">
              <span>
                {ban.by ?? 'A moderator'}, <Moment at={ban.at} />
              </span>
              <span>
                {ban.lifted || lifted.includes(ban.id) ? (
                  'lifted'
                ) : ban.holds ? (
                  ban.until ? (
                    <>
                      until <Moment at={ban.until} />
                    </>
                  ) : (
                    'until it is lifted'
                  )
                ) : (
                  'over'
                )}
              </span>
            </p>
            {ban.holds && !lifted.includes(ban.id) ? (
              <button type="button" className="btn small" onClick={() => void lift(ban)}>
                Lift it<span className="vh">: {ban.name}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </WhenReady>
  )
}
