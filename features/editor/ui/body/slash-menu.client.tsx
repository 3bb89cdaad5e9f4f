'use client'

// oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/click-events-have-key-events -- a list box whose keys
// are pressed in the text

import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { StateCommand } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { findEntry } from '@/features/articles/document/parts'
import { useEditor } from '../editor-context.client'
import { insertCode, insertFootnote, insertQuote, insertTable } from './inserts.client'
import { setLines } from './lines.client'
import { format, toggle } from './marks.client'
import type { Slash } from './slash.client'

type Item = { name: string; note: string; also: string; run?: StateCommand; opens?: 'link' | 'video' | 'picture' }

const items: Item[] = [
  { name: 'Quote', note: 'Words of somebody', also: 'blockquote', run: setLines('> ') },
  { name: 'Quote with a name', note: 'And who said it, below', also: 'attribution cite source said', run: insertQuote },
  { name: 'List', note: 'With bullets', also: 'bullets', run: setLines('- ') },
  { name: 'Numbered list', note: '1, 2, 3', also: 'ordered', run: setLines('1. ') },
  { name: 'Picture', note: 'Of this site, or a new one', also: 'image photo photograph', opens: 'picture' },
  { name: 'Table', note: 'Two columns to begin with', also: 'grid columns', run: insertTable },
  { name: 'Footnote', note: 'Its note at the end', also: 'note reference', run: insertFootnote },
  { name: 'Spoiler', note: 'Readers ask for it first', also: 'hide secret', run: toggle('spoiler') },
  { name: 'Code', note: 'As it is typed', also: 'source', run: insertCode },
  { name: 'Link', note: 'An address, a list, a record', also: 'address url', opens: 'link' },
  { name: 'Video', note: 'Of this entry', also: 'youtube vimeo', opens: 'video' },
]

type Props = {
  view: () => EditorView | null
  slash: Slash
  /** Hears the keys that are pressed in the text; says whether one was meant for it. */
  hears: (onKey: ((key: string) => boolean) | null) => void
  onLink: () => void
  onPicture: () => void
  onClose: () => void
}

/** What can be put in at the caret, as one types `/` in an empty line. */
export function SlashMenu({ view, slash, hears, onLink, onPicture, onClose }: Props) {
  const id = useId()
  const { document: list, selection, toDetails } = useEditor()
  const hasRoomForVideo = selection.of === 'entry' && findEntry(list, selection.id)?.entry.video === null
  const box = useRef<HTMLUListElement>(null)
  const [chosen, setChosen] = useState({ of: '', index: 0 })
  const words = slash.words.toLowerCase()
  const offered = items.filter(
    ({ name, also, opens }) =>
      (opens !== 'video' || hasRoomForVideo) &&
      `${name} ${also}`
        .toLowerCase()
        .split(' ')
        .some((word) => word.startsWith(words)),
  )
  const active = chosen.of === words ? Math.min(chosen.index, offered.length - 1) : 0

  const run = ({ run: command, opens }: Item) => {
    const target = view()
    if (!target) return
    onClose()
    // What was typed for the menu goes, and what was chosen comes, in one step.
    const gone = target.state.update({ changes: { from: slash.from, to: target.state.selection.main.head }, userEvent: format })
    if (!command) target.dispatch(gone)
    command?.({
      state: gone.state,
      dispatch: (done) =>
        target.dispatch({
          changes: gone.changes.compose(done.changes),
          selection: done.newSelection,
          effects: done.effects,
          userEvent: format,
          scrollIntoView: true,
        }),
    })
    if (opens === 'video') toDetails('set-video')
    else target.focus()
    if (opens === 'link') onLink()
    if (opens === 'picture') onPicture()
  }
  const onKey = (key: string): boolean => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key]
    if (key === 'Escape') onClose()
    else if (offered.length === 0) return false
    else if (step) setChosen({ of: words, index: (active + step + offered.length) % offered.length })
    else run(offered[active]!)
    return true
  }
  const latest = useRef(onKey)
  useLayoutEffect(() => void (latest.current = onKey))
  useEffect(() => {
    hears((key) => latest.current(key))
    return () => hears(null)
  }, [hears])

  useLayoutEffect(() => {
    const target = view()
    const at = target?.coordsAtPos(slash.from)
    const around = target?.dom.getBoundingClientRect()
    if (!at || !around || !box.current) return
    box.current.style.setProperty('--x', `${at.left - around.left}px`)
    box.current.style.setProperty('--y', `${at.bottom - around.top + 6}px`)
    box.current.scrollIntoView({ block: 'nearest' })
  }, [view, slash.from])
  useEffect(() => {
    const content = view()?.contentDOM
    content?.setAttribute('aria-controls', `${id}-list`)
    if (offered.length > 0) content?.setAttribute('aria-activedescendant', `${id}-${active}`)
    return () => {
      content?.removeAttribute('aria-controls')
      content?.removeAttribute('aria-activedescendant')
    }
  }, [view, id, active, offered.length])

  return (
    <ul ref={box} id={`${id}-list`} className="slash-menu" role="listbox" aria-label="Put in" hidden={offered.length === 0}>
      {offered.map((item, index) => (
        <li
          key={item.name}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          // A press leaves the focus in the words.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run(item)}
        >
          <b>{item.name}</b> <small>{item.note}</small>
        </li>
      ))}
    </ul>
  )
}
