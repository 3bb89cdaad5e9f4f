'use client'

import type { ChangeItem, ChangeKind, ChangeRow } from '../document/reader-changes'
import { Icon, type IconName } from './icons.client'

const kinds: Record<ChangeKind, { label: string; icon: IconName }> = {
  list: { label: 'The list', icon: 'fold' },
  moved: { label: 'Moved', icon: 'moved' },
  numbers: { label: 'Numbers', icon: 'numbers' },
  added: { label: 'Added', icon: 'plus' },
  removed: { label: 'Removed', icon: 'minus' },
  rewritten: { label: 'Rewritten', icon: 'pen' },
  credits: { label: 'Credits', icon: 'person' },
  video: { label: 'Videos', icon: 'play' },
  address: { label: 'Addresses', icon: 'link' },
  sections: { label: 'Sections', icon: 'sections' },
}
/** More than these are counted: all of them are in the comparison. */
const maxTold = 8

/** What readers will see change, by kind. */
export function ReaderChanges({ rows }: { rows: readonly ChangeRow[] }) {
  return (
    <ul className="reader-changes">
      {rows.map(({ kind, items, aside, note }) => (
        <li key={kind} className={kind}>
          <span className="kind">
            <Icon of={kinds[kind].icon} />
            {kinds[kind].label}
          </span>
          <div className="what">
            <p>
              {items.slice(0, maxTold).map((item, index) => (
                <Item key={index} item={item} isLast={index === Math.min(items.length, maxTold) - 1} />
              ))}
              {items.length > maxTold ? <span>, and {items.length - maxTold} more</span> : null}
            </p>
            {note ? <p className="soft">{note}</p> : null}
          </div>
          {aside ? <span className="sum">{aside}</span> : null}
        </li>
      ))}
    </ul>
  )
}

/** From 3–4: on one line. */
const together = (words: string) => words.replaceAll(/(?<=\d)–(?=\d)/g, '\u2060–\u2060')

function Item({ item: { name, words }, isLast }: { item: ChangeItem; isLast: boolean }) {
  return (
    <span>
      <b>{name}</b>
      {words ? ` ${together(words)}` : ''}
      {isLast ? '' : '; '}
    </span>
  )
}
