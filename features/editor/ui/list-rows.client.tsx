'use client'

import { useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { WhenReady } from '@/ui/when-ready.client'
import type { SeriesAndAuthors } from '../queries/series-and-authors'
import { BulkBar } from './bulk-bar.client'
import type { ChosenList } from './bulk-changes.client'

type Row = ChosenList & { content: ReactNode }
type Props = SeriesAndAuthors & { rows: Row[]; mayPublish: boolean }

const idIn = (target: EventTarget) => (target instanceof Element ? target.closest<HTMLElement>('li[data-list]')?.dataset.list : undefined)

/**
 * Rows of lists that can be chosen, and what can be done with those that are. With the focus in a row X chooses it, Shift X all up to it, the arrows go to the next one, and Escape
 * chooses none.
 */
export function ListRows({ rows, mayPublish, series, authors }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  /** Where a range begins: the row that was chosen last. */
  const from = useRef<string | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const lists = rows.filter(({ id }) => chosen.has(id))

  const choose = (id: string, upTo: boolean) => {
    const [start, end] = [rows.findIndex((row) => row.id === from.current), rows.findIndex((row) => row.id === id)]
    const next = new Set(chosen)
    if (upTo && start >= 0) for (const row of rows.slice(Math.min(start, end), Math.max(start, end) + 1)) next.add(row.id)
    else if (!next.delete(id)) next.add(id)
    from.current = id
    setChosen(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const id = idIn(event.target)
    if (!id || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    if (event.key.toLowerCase() === 'x') {
      event.preventDefault()
      choose(id, event.shiftKey)
    } else if (event.key === 'Escape' && chosen.size > 0) {
      event.preventDefault()
      setChosen(new Set())
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = rows[rows.findIndex((row) => row.id === id) + (event.key === 'ArrowDown' ? 1 : -1)]
      if (!next) return
      event.preventDefault()
      list.current?.querySelector<HTMLElement>(`li[data-list="${next.id}"] a`)?.focus()
    }
  }
  return (
    <>
      <WhenReady>
        <BulkBar
          lists={lists}
          of={rows.length}
          mayPublish={mayPublish}
          series={series}
          authors={authors}
          onChoose={(ids) => setChosen(new Set(ids === 'all' ? rows.map(({ id }) => id) : ids))}
        />
      </WhenReady>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its links and boxes have the focus; the keys only save the way to them */}
      <ul className="list-rows choosable" ref={list} onKeyDown={onKeyDown}>
        {rows.map(({ id, title, content }) => (
          <li key={id} data-list={id} className={chosen.has(id) ? 'is-chosen' : undefined}>
            <WhenReady>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.has(id)}
                  aria-label={`Choose: ${title || 'a list without a title'}`}
                  // Whether Shift is held is known of the press alone.
                  onChange={(event) => choose(id, (event.nativeEvent as unknown as MouseEvent).shiftKey)}
                />
              </label>
            </WhenReady>
            <div>{content}</div>
          </li>
        ))}
      </ul>
    </>
  )
}
