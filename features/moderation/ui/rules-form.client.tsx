'use client'

import { useState, type FormEvent } from 'react'
import { WhenReady } from '@/ui/when-ready.client'
import { linesOf, type RulesInput } from '../schema'
import { send } from './send.client'
import { SaveEnd } from './save-end.client'

type Rules = RulesInput['base']

/** What the site watches for in comments: words that let one wait, words that it takes no comment with, and whether first comments wait. */
export function RulesForm({ stored }: { stored: Rules }) {
  const [base, setBase] = useState(stored)
  const [watched, setWatched] = useState(stored.watched.join('\n'))
  const [blocked, setBlocked] = useState(stored.blocked.join('\n'))
  const [holdFirst, setHoldFirst] = useState(stored.holdFirst)
  const [said, setSaid] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setSaid('')
    setError('')
    setBusy(true)
    const rules = { watched: linesOf(watched), blocked: linesOf(blocked), holdFirst }
    const answer = await send<{ rules: Rules }>('/api/studio/comments/rules', { body: { rules, base } })
    setBusy(false)
    if ('error' in answer) return setError(answer.error)
    setBase(answer.value.rules)
    setWatched(answer.value.rules.watched.join('\n'))
    setBlocked(answer.value.rules.blocked.join('\n'))
    setSaid('Saved.')
  }
  return (
    <WhenReady>
      <form className="form" onSubmit={save} noValidate>
        <p className="hint" id="rules-hint">
          One word or phrase on a line; <code>casino*</code> is also “casinos”. Case, accents and letters that only look alike make no difference.
        </p>
        <div className="field">
          <label htmlFor="rules-watched">Watched words: a comment with one waits for a moderator</label>
          <textarea id="rules-watched" rows={6} aria-describedby="rules-hint" value={watched} onChange={(event) => setWatched(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor="rules-blocked">Blocked words: a comment with one is not taken, and its writer is told which word it is</label>
          <textarea id="rules-blocked" rows={6} aria-describedby="rules-hint" value={blocked} onChange={(event) => setBlocked(event.target.value)} />
        </div>
        <div className="check">
          <input type="checkbox" id="rules-first" checked={holdFirst} onChange={(event) => setHoldFirst(event.target.checked)} />
          <label htmlFor="rules-first">Comments of guests wait until one of theirs was shown</label>
        </div>
        <SaveEnd said={said} error={error} busy={busy} />
      </form>
    </WhenReady>
  )
}
