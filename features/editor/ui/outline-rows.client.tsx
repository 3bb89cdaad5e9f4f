'use client'

import { memo } from 'react'
import { Icon } from './icons.client'
import { Mark } from './presence.client'

/** Of all the rows of the outline one is in the order of Tab; the others are reached by arrows. Its controls are in that order with it. */
type Row = { current: boolean; held: boolean; isStop: boolean }
type EntryProps = Row & {
  id: string
  number: number
  heading: string
  who: string
  choosing: boolean
  chosen: boolean
  found: boolean
  /** Those who are in it (`linesOf`). */
  here: string
  /** How many notes about it are open. */
  notes: number
}

/** What happens in a row is heard by the list around it: a row is drawn again only when something of it has changed. */
export const EntryRow = memo(function EntryRow({ id, number, heading, who, current, held, isStop, choosing, chosen, found, here, notes }: EntryProps) {
  const tabIndex = isStop ? 0 : -1
  return (
    <li className="e" data-row={`entry:${id}`} data-held={held || undefined} data-chosen={chosen || undefined} data-found={found || undefined}>
      <button type="button" id={`grip-${id}`} className="grip" data-does="grip" tabIndex={tabIndex} aria-label={`Move entry ${number}`} />
      {choosing ? <input type="checkbox" className="tick" tabIndex={tabIndex} checked={chosen} readOnly aria-label={`Choose entry ${number}`} /> : null}
      <button
        type="button"
        id={`outline-${id}`}
        className="go"
        data-does="open"
        tabIndex={tabIndex}
        aria-current={current ? 'true' : undefined}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+M"
      >
        <span className="n">{number}</span>
        <span className="what">
          {heading || <i>No heading yet</i>}
          {who ? <small>{who}</small> : null}
        </span>
        <OpenNotes count={notes} />
        {here ? <Mark lines={here} /> : null}
      </button>
      <button type="button" className="more" data-does="menu" tabIndex={tabIndex} aria-haspopup="menu" aria-label={`What to do with entry ${number}`} />
    </li>
  )
})

/** How many notes about a row's part are open. A press on it leads to them; by key one opens the part, where the signs are buttons. */
export const OpenNotes = ({ count }: { count: number }) =>
  count > 0 ? (
    <span className="notes-open" data-does="notes" title={count === 1 ? '1 open note' : `${count} open notes`}>
      {count}
      <span className="vh">{count === 1 ? ' open note' : ' open notes'}</span>
    </span>
  ) : null

type SectionProps = Row & {
  id: string
  level: 0 | 1 | 2
  heading: string
  closed: boolean
  count: number
  first?: number
  last?: number
  landing: boolean
  notes: number
}

export const SectionRow = memo(function SectionRow({ id, level, heading, closed, count, first, last, current, held, isStop, landing, notes }: SectionProps) {
  const tabIndex = isStop ? 0 : -1
  const name = heading ? `section ${heading}` : 'the section without a heading'
  return (
    <div className={`sec level-${level}`} data-row={`section:${id}`} data-held={held || undefined} data-landing={landing || undefined}>
      <button
        type="button"
        className="fold"
        data-does="fold"
        tabIndex={tabIndex}
        aria-expanded={!closed}
        aria-label={`Entries of ${name}`}
        title={closed ? 'Open' : 'Fold'}
      >
        <Icon of={closed ? 'closed' : 'open'} />
      </button>
      <button type="button" id={`outline-${id}`} className="go" data-does="open" tabIndex={tabIndex} aria-current={current ? 'true' : undefined}>
        <span className="what">{heading || 'Section without a heading'}</span>
        <OpenNotes count={notes} />
        <small>{closed && first !== undefined ? (first === last ? first : `${first} to ${last}`) : count}</small>
      </button>
      <button type="button" id={`grip-${id}`} className="grip" data-does="grip" tabIndex={tabIndex} aria-label={`Move ${name}`} />
      <button type="button" className="more" data-does="menu" tabIndex={tabIndex} aria-haspopup="menu" aria-label={`What to do with ${name}`} />
    </div>
  )
})
