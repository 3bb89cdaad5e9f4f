'use client'

import { useState, type KeyboardEvent } from 'react'
import { Icon } from './icons.client'
import { Menu, type MenuItem } from './menu.client'

type Props = {
  /** “this entry”. */
  name: string
  onMove: () => void
  onStep: (by: -1 | 1) => void
  items: readonly MenuItem[]
}

/** Beside a part that is open: a grip, which moves it by arrows and opens “Move to…”, and what else can be done with it. */
export function PartTools({ name, onMove, onStep, items }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onStep(by)
  }
  return (
    <>
      <div className="entry-tools">
        <div>
          <button
            type="button"
            className="ib"
            aria-label={`Move ${name}`}
            aria-keyshortcuts="Alt+M ArrowUp ArrowDown"
            title="Move to… (Alt M); ↑ ↓ by one place"
            onClick={onMove}
            onKeyDown={onKeyDown}
          >
            <Icon of="grip" />
          </button>
          <button
            type="button"
            className="ib"
            aria-haspopup="menu"
            aria-expanded={anchor !== null}
            aria-label={`What to do with ${name}`}
            onClick={({ currentTarget }) => setAnchor(currentTarget)}
          >
            <Icon of="more" />
          </button>
        </div>
      </div>
      {anchor ? <Menu label={`What to do with ${name}`} anchor={anchor} items={items} onClose={() => setAnchor(null)} /> : null}
    </>
  )
}
