'use client'

import { useState } from 'react'
import { Moment } from '@/ui/moment.client'
import type { WaitingEdition } from '@/features/articles/queries/waiting-edition'
import { Icon } from './icons.client'
import { byWords } from './publish-times.client'

type Props = {
  waiting: WaitingEdition
  /** The draft has words that were written since it was scheduled. */
  hasMore: boolean
  /** Whether this person may put other words in, and give it another time. */
  may: { change: boolean; move: boolean }
  /** Opens the dialog of what waits, with the words of the draft or with those that were scheduled. */
  onChange: (words: 'draft' | 'kept') => void
}

/** Says which words go live at their time, and lets the writer put later ones in or leave them out. */
export function WaitingNote({ waiting, hasMore, may, onChange }: Props) {
  const [stay, setStay] = useState<string | null>(null)
  const asks = may.change && hasMore && stay !== waiting.editionId
  return (
    <aside className={asks ? 'waiting-note asks' : 'waiting-note'} aria-label="What waits for its time">
      <Icon of="clock" />
      <p>
        <b>
          Edition {waiting.number} goes live at its time, <Moment at={waiting.at} zone />,
        </b>{' '}
        scheduled {byWords(waiting.by)}. {wordsOf(hasMore, asks)}
      </p>
      <span className="row">
        {asks ? (
          <>
            <button type="button" className="btn small" onClick={() => onChange('draft')}>
              Put the changes in…
            </button>
            <button type="button" className="btn small" onClick={() => setStay(waiting.editionId)}>
              Leave them out
            </button>
          </>
        ) : (hasMore ? may.change : may.move) ? (
          <button type="button" className="btn small" onClick={() => onChange(hasMore ? 'draft' : 'kept')}>
            {hasMore ? 'Put the changes in…' : 'Another time…'}
          </button>
        ) : null}
      </span>
    </aside>
  )
}

const wordsOf = (hasMore: boolean, asks: boolean) =>
  !hasMore
    ? 'It has the words that are here.'
    : asks
      ? 'What was changed here since is not in it.'
      : 'What was changed here since is left out, and waits for the next edition.'
