'use client'

import { useState, type FormEvent } from 'react'
import { slowChoices, slowWords } from '@/features/settings/limits'
import { fieldTime, momentOf } from '@/ui/field-time.client'
import { isZoneOfSite, shownZone } from '@/ui/local-minute'
import { useReady, WhenReady } from '@/ui/when-ready.client'
import type { ListRulesInput } from '../schema'
import { send } from './send.client'
import { SaveEnd } from './save-end.client'

type Rules = ListRulesInput['base']

/** What holds for the comments of one list: how often, by whom, whether first ones wait, and until when. */
export function ListRulesForm({ list, stored }: { list: string; stored: Rules }) {
  const [base, setBase] = useState(stored)
  const [rules, setRules] = useState(stored)
  const [closes, setCloses] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  // By the clocks that the studio shows, which a browser knows and the server does not.
  const isReady = useReady()
  const shownCloses = closes ?? (isReady && rules.closesAt ? fieldTime(new Date(rules.closesAt)) : '')
  const zone = isReady ? `In ${isZoneOfSite() ? 'the time zone of the site' : 'your time zone'}, ${shownZone().replaceAll('_', ' ')}. ` : ''
  const change = (more: Partial<Rules>) => setRules((now) => ({ ...now, ...more }))
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setSaid('')
    setError('')
    const at = closes === null ? rules.closesAt : closes === '' ? null : momentOf(closes)
    if (at instanceof Date && Number.isNaN(at.getTime())) return setError('Give a day and a time, or leave it empty')
    setBusy(true)
    const wanted = { ...rules, closesAt: at instanceof Date ? at.toISOString() : at }
    const answer = await send<{ rules: Rules }>('/api/studio/comments/rules/list', { body: { list, rules: wanted, base } })
    setBusy(false)
    if ('error' in answer) return setError(answer.error)
    setBase(answer.value.rules)
    setRules(answer.value.rules)
    setCloses(null)
    setSaid('Saved.')
  }
  return (
    <WhenReady>
      <form className="form" onSubmit={save} noValidate>
        <div className="field">
          <label htmlFor="list-slow">Slow mode</label>
          <select id="list-slow" value={rules.slowSeconds} onChange={(event) => change({ slowSeconds: Number(event.target.value) })}>
            {[...new Set([...slowChoices, rules.slowSeconds])]
              .sort((one, other) => one - other)
              .map((seconds) => (
                <option key={seconds} value={seconds}>
                  {seconds === 0 ? 'As on the whole site' : slowWords(seconds)}
                </option>
              ))}
          </select>
        </div>
        <div className="check">
          <input type="checkbox" id="list-members" checked={rules.membersOnly} onChange={(event) => change({ membersOnly: event.target.checked })} />
          <label htmlFor="list-members">Only readers with an account comment</label>
        </div>
        <div className="check">
          <input type="checkbox" id="list-first" checked={rules.holdFirst} onChange={(event) => change({ holdFirst: event.target.checked })} />
          <label htmlFor="list-first">Comments of guests wait until one of theirs was shown</label>
        </div>
        <div className="field">
          <label htmlFor="list-closes">Comments close</label>
          <input id="list-closes" type="datetime-local" aria-describedby="list-zone" value={shownCloses} onChange={(event) => setCloses(event.target.value)} />
          <p className="hint" id="list-zone">
            {zone}Empty: as on the whole site. What was said stays.
          </p>
        </div>
        <SaveEnd said={said} error={error} busy={busy} />
      </form>
    </WhenReady>
  )
}
