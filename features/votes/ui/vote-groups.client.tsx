'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState, type ReactNode } from 'react'
import { FormError } from '@/ui/form-error'
import { WhenReady } from '@/ui/when-ready.client'
import { judgeGroupAction, undoJudgementAction } from '../actions'
import type { VoteGroup } from '../queries/vote-groups'

/** As it is shown: with its moments. */
type ShownGroup = Omit<VoteGroup, 'first' | 'last'> & { when: ReactNode }
type Undo = { articleId: string; decisionId: string }

const counted = (n: number) => (n === 1 ? '1 vote' : `${n} votes`)
const because = (reasons: string[]) => (reasons.length > 0 ? `Because ${reasons.join(', and ')}.` : 'The reason was not kept.')

/** Votes that do not count, in groups, to count or to leave. `aside` and `discarded` are how many there are in all. */
export function VoteGroups({ groups, aside, discarded }: { groups: ShownGroup[]; aside: number; discarded: number }) {
  const router = useRouter()
  const heading = useRef<HTMLHeadingElement>(null)
  const [said, setSaid] = useState('')
  const [undo, setUndo] = useState<Undo | null>(null)
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)

  const begin = () => {
    setBusy(true)
    setSaid('')
    setUndo(null)
    setError('')
  }
  // The button that was pressed goes with its group.
  const end = () => {
    setBusy(false)
    heading.current?.focus()
    router.refresh()
  }
  const judge = async ({ articleId, network, state, title }: ShownGroup, to: 'counted' | 'aside' | 'discarded', words: string) => {
    begin()
    const answer = await judgeGroupAction({ articleId, network, from: state, to }).catch(() => null)
    if (answer?.ok) {
      setSaid(`${counted(answer.value.votes)} in “${title}” ${words}.`)
      setUndo({ articleId, decisionId: answer.value.decisionId })
    } else setError(answer ? answer.error.message : 'The site cannot be reached: look again whether anything was changed')
    end()
  }
  const takeBack = async (what: Undo) => {
    begin()
    const answer = await undoJudgementAction(what).catch(() => null)
    if (answer?.ok) setSaid(`${counted(answer.value.votes)} set aside again.`)
    else setError(answer ? answer.error.message : 'The site cannot be reached: look again whether anything was changed')
    end()
  }
  const list = (state: VoteGroup['state'], empty: string) => {
    const shown = groups.filter((group) => group.state === state)
    if (shown.length === 0) return <p className="empty">{empty}</p>
    return (
      <ul className="list-rows">
        {shown.map((group) => (
          <li key={`${group.articleId} ${group.network}`}>
            <b>
              {counted(group.votes)} in <a href={`/articles/${group.slug}#results`}>{group.title}</a>
            </b>
            <p className="meta">
              <span>{group.when}</span>
              {group.network ? <span>one network</span> : <span>network not kept</span>}
            </p>
            <p>
              {group.entries.map(({ heading, votes }) => `${heading}: ${votes}`).join(' · ')}. {because(group.reasons)}
            </p>
            <div className="row">
              <button type="button" className="btn small" disabled={busy} onClick={() => judge(group, 'counted', 'count now')}>
                Count them<span className="vh">: {group.title}</span>
              </button>
              {state === 'aside' ? (
                <button type="button" className="btn small" disabled={busy} onClick={() => judge(group, 'discarded', 'discarded')}>
                  Discard<span className="vh">: {group.title}</span>
                </button>
              ) : (
                <button type="button" className="btn small" disabled={busy} onClick={() => judge(group, 'aside', 'set aside again')}>
                  Set aside again<span className="vh">: {group.title}</span>
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
    )
  }
  return (
    <WhenReady>
      <section aria-labelledby="votes-aside">
        <h2 id="votes-aside" ref={heading} tabIndex={-1}>
          {aside === 0 ? 'Set aside' : `Set aside: ${counted(aside)}`}
        </h2>
        <p>
          <output>{said}</output>{' '}
          {undo ? (
            <button type="button" className="textual" disabled={busy} onClick={() => takeBack(undo)}>
              Undo
            </button>
          ) : null}
        </p>
        <FormError words={error} />
        {list('aside', 'No vote waits to be looked at.')}
      </section>
      <section aria-labelledby="votes-discarded">
        <h2 id="votes-discarded">{discarded === 0 ? 'Discarded' : `Discarded: ${counted(discarded)}`}</h2>
        {list('discarded', 'No vote was discarded.')}
      </section>
    </WhenReady>
  )
}
