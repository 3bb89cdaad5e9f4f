'use client'

import { useCallback, useRef, useState } from 'react'
import { counted } from '@/platform/text/counted'
import type { LastDecision } from '../queries/last-decisions'
import type { QueueItem } from '../queries/describe-comments'
import { maxTogether, type QueueView } from '../schema'
import { addMore, begin, choose, mark, putBack, step, takeAway, targetsOf, type QueueState } from './queue-state.client'
import { send } from './send.client'

/** What is decided. */
export type Choice = { choice: 'show' | 'trust' } | { choice: 'hide'; reason: string; note: string }
type Outcome = { id: string; state: string } & ({ decisionId: string } | { before: LastDecision | null; now?: QueueItem })
/** A decision with the comments as they were, and those of them (`back`) about which it was this one; what the site made of it is known when `sent` is done. */
type Done = { before: QueueItem[]; back?: QueueItem[]; decisions: { id: string; decisionId: string }[]; sent: Promise<void> }
export type Said = { words: string; isBad: boolean }

/** So few left, and more are asked for. */
const fewLeft = 8

/** How the queue is asked for: its view and filters. */
export type Asked = { view: QueueView; list: string; rule: string; like: string; of: string }

/**
 * The queue in the browser. A decision is shown at once and sent behind it, one after the other; one that the site refuses comes back with words, and one that somebody else had made
 * before is told.
 */
export function useQueue({ asked, items, next: first }: { asked: Asked; items: QueueItem[]; next: string | null }) {
  const [state, setState] = useState<QueueState>(() => begin(items))
  const [said, setSaid] = useState<Said>({ words: '', isBad: false })
  const [next, setNext] = useState(first)
  const [isLoading, setIsLoading] = useState(false)
  const [done, setDone] = useState<Done[]>([])
  const chain = useRef<Promise<void>>(Promise.resolve())
  const tell = useCallback((words: string, isBad = false) => setSaid({ words, isBad }), [])

  const isAsking = useRef(false)
  const loadMore = async () => {
    if (!next || isAsking.current) return
    isAsking.current = true
    setIsLoading(true)
    const query = new URLSearchParams(Object.entries({ ...asked, cursor: next }).filter(([, value]) => value))
    const answer = await send<{ items: QueueItem[]; next: string | null }>(`/api/studio/comments?${query}`, { method: 'GET' })
    isAsking.current = false
    setIsLoading(false)
    if ('error' in answer) return tell(answer.error, true)
    setState((now) => addMore(now, answer.value.items))
    setNext(answer.value.next)
  }

  const later = useCallback((act: () => Promise<void>): Promise<void> => (chain.current = chain.current.then(act)), [])

  const decide = (choice: Choice) => {
    const before = targetsOf(state).slice(0, maxTogether)
    if (before.length === 0) return
    const ids = before.map(({ id }) => id)
    const to = choice.choice === 'hide' ? ('hidden' as const) : ('visible' as const)
    const stays = asked.view === 'all' || (asked.view === 'hidden' && to === 'hidden')
    setState((now) => (stays ? mark(now, ids, to) : takeAway(now, ids)))
    tell(wordsOf(choice, before))
    if (state.items.length - ids.length < fewLeft) void loadMore()
    const one: Done = { before, decisions: [], sent: Promise.resolve() }
    one.sent = later(async () => {
      const comments = before.map(({ id, state: from, editedAt: edited }) => ({ id, from, edited }))
      const answer = await send<{ outcomes: Outcome[] }>('/api/studio/comments', { body: { comments, ...choice } })
      if ('error' in answer) {
        setState((now) => putBack(now, before))
        setDone((all) => all.filter((other) => other !== one))
        return tell(answer.error, true)
      }
      one.decisions = answer.value.outcomes.flatMap((outcome) => ('decisionId' in outcome ? [{ id: outcome.id, decisionId: outcome.decisionId }] : []))
      const changed = answer.value.outcomes.flatMap((outcome) => ('now' in outcome && outcome.now ? [outcome.now] : []))
      one.back = before.filter(({ id }) => one.decisions.some((decision) => decision.id === id))
      if (changed.length > 0) setState((now) => putBack(now, changed))
      tellOthers(answer.value.outcomes)
      if (one.decisions.length === 0) setDone((all) => all.filter((other) => other !== one))
    })
    setDone((all) => [...all, one])
  }

  const undo = () => {
    const one = done.at(-1)
    if (!one) return tell('There is nothing to take back')
    setDone((all) => all.slice(0, -1))
    setState((now) => putBack(now, one.back ?? one.before))
    tell(`Taken back: ${counted(one.before.length, 'decision')}`)
    void later(async () => {
      // What was not accepted has come back already.
      if (one.decisions.length === 0) return
      const answer = await send<{ outcomes: Outcome[] }>('/api/studio/comments/undo', { body: { decisions: one.decisions } })
      if ('error' in answer) {
        setState((now) => takeAway(now, one.before.map(({ id }) => id))) // prettier-ignore
        setDone((all) => [...all, one])
        return tell(answer.error, true)
      }
      const others = answer.value.outcomes.filter((outcome) => 'before' in outcome)
      if (others.length > 0) setState((now) => takeAway(now, others.map(({ id }) => id))) // prettier-ignore
      tellOthers(answer.value.outcomes)
    })
  }

  const tellOthers = (outcomes: Outcome[]) => {
    const [first, ...rest] = outcomes.flatMap((outcome) => ('before' in outcome ? [outcome] : []))
    if (first) tell(`${othersWords(first)}${rest.length > 0 ? ` So it is with ${counted(rest.length, 'other')}.` : ''}`, true)
  }

  return {
    ...{ state, said, isLoading, hasMore: next !== null, canUndo: done.length > 0, decide, undo, loadMore, tell },
    show: (id: string) => setState((now) => ({ ...now, at: id })),
    step: (by: number) => setState((now) => step(now, by)),
    choose: (id: string) => setState((now) => choose(now, id)),
    chooseAll: () => setState((now) => ({ ...now, chosen: now.chosen.length > 0 ? [] : now.items.slice(0, maxTogether).map(({ id }) => id) })),
  }
}

export type Queue = ReturnType<typeof useQueue>

function wordsOf(choice: Choice, about: QueueItem[]): string {
  const [first] = about
  const what = about.length === 1 ? `the comment of ${first!.name}` : counted(about.length, 'comment')
  if (choice.choice === 'hide') return `Hidden: ${what}. ${about.length === 1 ? 'Its writer is' : 'Their writers are'} told why.`
  const trusted = about.length === 1 ? 'What the writer says next waits no more.' : 'What their writers say next waits no more.'
  return choice.choice === 'trust' ? `Shown: ${what}. ${trusted}` : `Shown: ${what}.`
}

const verbs: Record<string, string> = { hide: 'hid', restore: 'showed', hold: 'set back', delete: 'deleted' }

/** What somebody else had decided. */
function othersWords({ state, before }: { state: string; before: LastDecision | null }): string {
  if (state === 'deleted' || before?.maker === 'writer') return 'Its writer has deleted this comment meanwhile.'
  if (!before) return 'This comment has changed meanwhile: look at it again.'
  const why = before.reasons.length > 0 && before.action === 'hide' ? `, because ${before.reasons.join(' and ')}` : ''
  return `${before.by ?? 'Somebody else'} ${verbs[before.action] ?? 'changed'} this comment before you${why}${before.note ? `: “${before.note}”` : '.'}`
}
