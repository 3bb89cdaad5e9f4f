'use client'

import { useState, type DragEvent, type KeyboardEvent } from 'react'
import { newBrowserId } from '../document/new-id'
import { moveEntryTo } from '../document/entries'
import { partsOf, type Part } from '@/features/articles/document/parts'
import { addSection } from '../document/sections'
import { entriesOf, numberOf, type ListEntry } from '@/features/articles/schema'
import { useEditor } from './editor-context.client'
import { Here } from './presence.client'

/** The outline of the list: selects a part to edit, and puts entries in order. */
export function Outline() {
  const { document, change, selection, select, announce, addEntry } = useEditor()
  const [over, setOver] = useState<string | null>(null)
  const placed = entriesOf(document)
  const numbers = new Map(placed.map(({ entry, position }) => [entry.id, numberOf(position, placed.length, document.order)]))
  const total = placed.length
  const parts = partsOf(document)
  // Nobody adds to a part that is there only to hold others, unless it holds entries of its own.
  const adds = (part: Part) => part.entries.length > 0 || (part.id === null ? parts.length === 1 : !parts.some(({ parent }) => parent === part.id))

  const onArrow = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-outline]')]
    const at = buttons.indexOf(event.target as HTMLElement)
    if (at < 0) return
    event.preventDefault()
    buttons[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
  }
  const newSection = () => {
    const id = newBrowserId()
    change((now) => addSection(now, id))
    select({ of: 'section', id }, 'section-heading')
    announce('New section')
  }
  const drop = (event: DragEvent, part: Part, index: number) => {
    event.preventDefault()
    setOver(null)
    const id = event.dataTransfer.getData('text/lightstick-entry')
    if (!id) return
    const from = part.entries.findIndex((entry) => entry.id === id)
    change((now) => moveEntryTo(now, id, part.id, from >= 0 && from < index ? index - 1 : index), undefined, id)
  }
  const dropTarget = (part: Part, index: number) => {
    const key = `${part.id}:${index}`
    return {
      'data-over': over === key || undefined,
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes('text/lightstick-entry')) return
        event.preventDefault()
        setOver(key)
      },
      onDragLeave: () => setOver((now) => (now === key ? null : now)),
      onDrop: (event: DragEvent) => drop(event, part, index),
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are those of the buttons in it
    <nav className="outline" aria-label="Outline" onKeyDown={onArrow}>
      <button type="button" className="whole" data-outline aria-current={selection.of === 'list' ? 'true' : undefined} onClick={() => select({ of: 'list' })}>
        <span>The list</span>
        <small>{total === 1 ? '1 entry' : `${total} entries`}</small>
      </button>
      {parts.map((part) => (
        <div key={part.id ?? 'top'} className={`part level-${part.level}`}>
          {part.id === null ? null : (
            <button
              type="button"
              className="sec"
              data-outline
              id={`outline-${part.id}`}
              aria-current={selection.of === 'section' && selection.id === part.id ? 'true' : undefined}
              onClick={() => select({ of: 'section', id: part.id! })}
            >
              <span>{part.heading || 'Section without a heading'}</span>
              <small>{parts.reduce((sum, one) => (one.id === part.id || one.parent === part.id ? sum + one.entries.length : sum), 0)}</small>
            </button>
          )}
          <ol {...dropTarget(part, part.entries.length)} data-empty={part.entries.length === 0 || undefined}>
            {part.entries.map((entry, index) => (
              <Item key={entry.id} entry={entry} number={numbers.get(entry.id)!} target={dropTarget(part, index)} />
            ))}
          </ol>
          <button type="button" className="add" hidden={!adds(part)} onClick={() => addEntry(part.id)}>
            + Entry<span className="vh">{part.heading ? ` in ${part.heading}` : part.id === null ? ' outside sections' : ''}</span>
          </button>
        </div>
      ))}
      <button type="button" className="add section" onClick={newSection}>
        + Section
      </button>
      <p className="keys">
        <kbd>Alt</kbd> <kbd>↑</kbd> <kbd>↓</kbd> move the chosen entry
      </p>
    </nav>
  )
}

function Item({ entry, number, target }: { entry: ListEntry; number: number; target: object }) {
  const { selection, select, records, moveEntry } = useEditor()
  const current = selection.of === 'entry' && selection.id === entry.id
  const who = entry.credits.find(({ role }) => role === 'artist') ?? entry.credits[0]
  return (
    <li className="e" {...target}>
      <button
        type="button"
        id={`outline-${entry.id}`}
        data-outline
        draggable
        aria-current={current ? 'true' : undefined}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onDragStart={(event) => {
          event.dataTransfer.setData('text/lightstick-entry', entry.id)
          event.dataTransfer.effectAllowed = 'move'
        }}
        onClick={() => select({ of: 'entry', id: entry.id })}
        onKeyDown={(event) => {
          if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
          event.preventDefault()
          event.stopPropagation()
          moveEntry(entry, event.key === 'ArrowUp' ? -1 : 1)
        }}
      >
        <span className="n">{number}</span>
        <span className="what">
          {entry.heading || <i>No heading yet</i>}
          {who && records[who.subject] ? <small>{records[who.subject]!.name}</small> : null}
        </span>
        <Here place={`entry:${entry.id}`} />
      </button>
    </li>
  )
}
