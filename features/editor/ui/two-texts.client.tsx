'use client'

import type { KeyboardEvent } from 'react'
import type { Thing } from '@/features/articles/document/operations'
import { markedBetween, type Stretch } from '../document/clashes'
import { useEditor } from './editor-context.client'
import { idOfClash } from './use-clashes.client'

/** The two texts of a field that were written apart from each other, below it, so that the field stays where it is; nothing when there is one. */
export function TwoTexts({ on, field, label }: { on: Thing; field: string; label: string }) {
  const { clashes } = useEditor()
  const clash = clashes.at(on, field)
  if (!clash) return null
  const { yours, theirs } = markedBetween(clash.yours, clash.theirs)
  const byKey = (event: KeyboardEvent) => {
    const chosen = ({ 1: 'yours', 2: 'theirs', 3: 'both' } as const)[event.key]
    if (!chosen || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    clashes.choose(clash, chosen)
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are those of its buttons
    <section className="two-texts" id={idOfClash(clash)} tabIndex={-1} aria-label={`Two texts: ${label}`} onKeyDown={byKey}>
      <p className="told">
        <b>You and somebody else wrote the same place while you were apart.</b> Both are kept: the field above has them one behind the other. Choose what stays;
        the other goes into the history.
      </p>
      <div className="texts">
        <Side title="Yours" stretches={yours}>
          <button type="button" className="btn small" aria-keyshortcuts="1" onClick={() => clashes.choose(clash, 'yours')}>
            Keep yours <kbd aria-hidden="true">1</kbd>
          </button>
        </Side>
        <Side title="The other one" stretches={theirs}>
          <button type="button" className="btn small" aria-keyshortcuts="2" onClick={() => clashes.choose(clash, 'theirs')}>
            Keep the other <kbd aria-hidden="true">2</kbd>
          </button>
        </Side>
      </div>
      <p className="both">
        <span>
          <b>Both, put together</b> stand in the field above. Write there as you like.
        </span>
        <button type="button" className="btn small primary" aria-keyshortcuts="3" onClick={() => clashes.choose(clash, 'both')}>
          Keep both <kbd aria-hidden="true">3</kbd>
        </button>
      </p>
    </section>
  )
}

function Side({ title, stretches, children }: { title: string; stretches: Stretch[]; children: React.ReactNode }) {
  return (
    <div>
      <h3>{title}</h3>
      <p className="words">
        {stretches.length === 0 ? <i>nothing</i> : stretches.map(({ text, differs }, index) => (differs ? <mark key={index}>{text}</mark> : text))}
      </p>
      {children}
    </div>
  )
}

/** Says that texts wait for a choice, and leads to the first. */
export function TextsToChoose() {
  const { clashes } = useEditor()
  const count = clashes.all.length
  if (count === 0) return null
  return (
    <button type="button" className="textual to-choose" onClick={clashes.lead}>
      {count === 1 ? '1 text to choose' : `${count} texts to choose`}
    </button>
  )
}
