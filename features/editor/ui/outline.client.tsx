'use client'

import { useCallback, useEffect, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'
import { findEntry } from '@/features/articles/document/parts'
import { entriesOf, type ListEntry } from '@/features/articles/schema'
import { headFields, signAt, signWords, tailFields, type NoteSigns } from '../document/note-places'
import { entryNumbered, outlineOf, type OutlinePart } from '../document/outline-rows'
import { nameOfHeld, type Held } from '../document/places'
import { useEditor } from './editor-context.client'
import { Icon } from './icons.client'
import { Menu, type MenuItem } from './menu.client'
import { Carried, Land } from './outline-carried.client'
import { OutlineFoot } from './outline-foot.client'
import { EntryRow, OpenNotes, SectionRow } from './outline-rows.client'
import { linesOf } from './presence.client'
import { useDragging } from './use-dragging.client'

/** A row by its `data-row`: the list's own ones have no id. */
type RowKey = { of: 'list' | 'outro' | 'section' | 'entry'; id: string }
const rowAt = (target: EventTarget): RowKey | null => {
  const [of, id = ''] = (target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset.row?.split(':') ?? []
  return of ? { of: of as RowKey['of'], id } : null
}
const openAt = (signs: NoteSigns, place: string) => signAt(signs, place)?.count ?? 0
const signOfRow = (signs: NoteSigns, { of, id }: RowKey) => (id ? signAt(signs, `${of}:${id}`) : signAt(signs, 'list', of === 'list' ? headFields : tailFields))
const doesAt = (target: EventTarget) => (target as HTMLElement).closest<HTMLElement>('[data-does]')?.dataset.does

/** The outline of the list: finds and opens its parts, puts them in order, and acts on several entries at once. */
export function Outline() {
  const { document, article, others, notes, toNote, selection, select, records, announce, addEntry, arrange } = useEditor()
  const linesAt = useCallback((place: string) => linesOf(others, place, article.accountId), [others, article.accountId])
  const { signs } = notes
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [typed, setTyped] = useState('')
  const [choosing, setChoosing] = useState(false)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [stop, setStop] = useState<string | null>(null)
  const [menu, setMenu] = useState<{ row: RowKey; anchor: HTMLElement } | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const anchor = useRef<string | null>(null)

  const jumpsTo = entryNumbered(document, typed)
  const words = jumpsTo === null ? typed : ''
  const whoOf = (entry: ListEntry) => records[(entry.credits.find(({ role }) => role === 'artist') ?? entry.credits[0])?.subject ?? '']?.name ?? ''
  const wanted = outlineOf(document, { closed, words, whoOf })
  // The same object while nothing of it has changed: words that are typed in a body draw no row again.
  const shape = JSON.stringify(wanted)
  const parts = useMemo(() => JSON.parse(shape) as OutlinePart[], [shape])
  const shown = parts.flatMap(({ entries }) => entries)
  const total = parts.reduce((sum, { level, count }) => (level < 2 ? sum + count : sum), 0)
  const all = useMemo(() => new Set(entriesOf(document).map(({ entry }) => entry.id)), [document])
  const chosen = useMemo(() => (ticked.size === 0 ? ticked : new Set([...ticked].filter((id) => all.has(id)))), [ticked, all])
  /** In reading order. */
  const chosenIds = () => [...all].filter((id) => chosen.has(id))
  const heldBy = ({ of, id }: RowKey): Held => {
    if (of === 'section') return { section: id }
    return { entries: chosen.has(id) ? chosenIds() : [id] }
  }

  const { dragging, floating, press, grab, keyDown, blur } = useDragging({
    scroller,
    document,
    onDrop: (held, place) => arrange.moveTo(held, place, { again: true }),
    announce,
  })
  const held = useMemo(() => new Set(dragging ? ('section' in dragging.held ? [dragging.held.section] : dragging.held.entries) : []), [dragging])

  // What is opened, from wherever, is on the page: folded sections around it open.
  const [opened, setOpened] = useState(selection)
  if (selection !== opened) {
    setOpened(selection)
    if (selection.of !== 'list') setStop(`${selection.of}:${selection.id}`)
    const part = selection.of === 'entry' ? findEntry(document, selection.id)?.part : undefined
    if (part && (closed.has(part.id ?? '') || closed.has(part.parent ?? '')))
      setClosed(new Set([...closed].filter((id) => id !== part.id && id !== part.parent)))
  }
  const at = jumpsTo ?? (selection.of === 'entry' ? selection.id : null)
  useEffect(() => {
    if (at !== null) rowElement(scroller.current, `entry:${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const keys = [
    'list',
    ...parts.flatMap(({ id, entries }) => [...(id === null ? [] : [`section:${id}`]), ...entries.map((entry) => `entry:${entry.id}`)]),
    'outro',
  ]
  const selected = selection.of === 'list' ? 'list' : `${selection.of}:${selection.id}`
  const tabStop = stop !== null && keys.includes(stop) ? stop : keys.includes(selected) ? selected : 'list'
  const focusRow = (key: string | undefined) =>
    key !== undefined && rowElement(scroller.current, key)?.querySelector<HTMLElement>('[data-does="open"]')?.focus()

  const choose = (ids: Iterable<string>) => {
    const next = new Set(ids)
    setTicked(next)
    announce(next.size === 0 ? 'None is chosen' : next.size === 1 ? '1 entry is chosen' : `${next.size} entries are chosen`)
  }
  const toggle = (id: string) => {
    anchor.current = id
    choose(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id])
  }
  const chooseUpTo = (id: string) => {
    const ids = shown.map((entry) => entry.id)
    const from = ids.indexOf(anchor.current ?? (selection.of === 'entry' ? selection.id : id))
    const to = ids.indexOf(id)
    choose([...chosen, ...ids.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1)])
  }
  const chooseNone = () => {
    setChoosing(false)
    if (chosen.size > 0) choose([])
  }
  const fold = (id: string) => {
    const next = new Set(closed)
    if (!next.delete(id)) next.add(id)
    setClosed(next)
  }
  const open = ({ of, id }: RowKey) => {
    if (of === 'outro') return select({ of: 'list' }, 'list-outro')
    select(of === 'list' ? { of } : { of, id })
  }

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const row = rowAt(event.target)
    if (!row) return
    const does = doesAt(event.target)
    const isTick = event.target instanceof HTMLInputElement
    if (row.of === 'entry' && event.shiftKey && (isTick || does === 'open')) chooseUpTo(row.id)
    else if (isTick || (row.of === 'entry' && does === 'open' && (choosing || event.ctrlKey || event.metaKey))) toggle(row.id)
    else if (does === 'fold') fold(row.id)
    else if (does === 'menu') setMenu({ row, anchor: (event.target as HTMLElement).closest<HTMLElement>('[data-does]')! })
    // Without a pointer it is taken by the keyboard; a tap on it opens what needs no drag.
    else if (does === 'grip') (event.detail === 0 ? grab : arrange.openMove)(heldBy(row))
    else if (does === 'notes') toNote(signOfRow(signs, row)!.first)
    else if (does === 'open') {
      if (chosen.size > 0) choose([])
      anchor.current = row.id
      open(row)
    }
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const row = rowAt(event.target)
    const does = doesAt(event.target)
    if (!row || row.of === 'list' || row.of === 'outro' || event.button !== 0 || !event.isPrimary) return
    if (does === 'grip' || (does === 'open' && event.pointerType === 'mouse')) press(event, heldBy(row))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const row = rowAt(event.target)
    if (!row || event.nativeEvent.isComposing) return
    const done = () => {
      event.preventDefault()
      event.stopPropagation()
    }
    if (dragging?.by === 'keys') return keyDown(event.key) ? done() : undefined
    const { altKey, shiftKey } = event
    const control = event.ctrlKey || event.metaKey
    const key = row.id ? `${row.of}:${row.id}` : row.of
    const index = keys.indexOf(key)
    const isEntry = row.of === 'entry'
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (altKey && event.code === 'KeyM' && row.id) {
      done()
      arrange.openMove(heldBy(row))
    } else if (altKey && step) {
      if (!row.id) return
      done()
      arrange.step(row.of === 'section' ? { section: row.id } : { entries: [row.id] }, step as 1 | -1)
    } else if (altKey || (control && event.key.toLowerCase() !== 'a')) return
    else if (step) {
      done()
      const next = keys[index + step]
      if (shiftKey && isEntry && next?.startsWith('entry:')) chooseUpTo(next.slice(6))
      focusRow(next)
    } else if (event.key === 'Home' || event.key === 'End') {
      done()
      focusRow(keys.at(event.key === 'Home' ? 0 : -1))
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      done()
      const isClosed = row.of === 'section' && closed.has(row.id)
      if (row.of === 'section' && isClosed === (event.key === 'ArrowRight')) fold(row.id)
      else if (event.key === 'ArrowRight') focusRow(keys[index + 1])
      else if (isEntry) focusRow(keys.slice(0, index).findLast((one) => one.startsWith('section:')))
    } else if (control) {
      done()
      choose(shown.map(({ id }) => id))
    } else if (event.key === ' ' && isEntry && doesAt(event.target) === 'open') {
      done()
      toggle(row.id)
    } else if (event.key === 'Escape' && (chosen.size > 0 || choosing)) {
      done()
      chooseNone()
    } else if (event.key === 'Delete' && isEntry) {
      done()
      arrange.remove(chosen.has(row.id) ? chosenIds() : [row.id])
      setTicked(new Set())
    }
  }
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const row = rowAt(event.target)
    if (row) setStop(row.id ? `${row.of}:${row.id}` : row.of)
  }

  const itemsOf = (row: RowKey): MenuItem[] => {
    const what = heldBy(row)
    if ('section' in what) {
      const section = document.sections.find(({ id }) => id === row.id)
      return [
        { words: 'Move to…', key: 'Alt M', act: () => arrange.openMove(what) },
        { words: 'Add an entry here', act: () => addEntry(row.id) },
        ...(section ? [{ words: 'Add a section inside', act: () => arrange.addSection(row.id) }] : []),
        { words: 'Remove the heading', danger: true, act: () => arrange.removeSection(row.id) },
      ]
    }
    const ids = what.entries
    const several = ids.length > 1 ? ` ${ids.length} entries` : ''
    const remove = () => {
      arrange.remove(ids)
      setTicked(new Set())
    }
    return [
      { words: `Move${several} to…`, key: 'Alt M', act: () => arrange.openMove(what) },
      ...(several ? [] : [{ words: 'Duplicate', act: () => arrange.duplicate(row.id) }]),
      { words: `Copy${several} to another list…`, act: () => arrange.openCopy(ids) },
      { words: `Remove${several}`, key: 'Del', danger: true, act: remove },
    ]
  }

  const landsIn = dragging?.at.onSection ? dragging.at.into : undefined
  const rows = useMemo(
    () =>
      parts.map(({ id, heading, level, count, range, closed: isClosed, entries }) => (
        <div key={id ?? 'top'} className={`part level-${level}`}>
          {id === null ? null : (
            <SectionRow
              id={id}
              level={level}
              heading={heading}
              closed={isClosed}
              count={count}
              first={range?.first}
              last={range?.last}
              current={selected === `section:${id}`}
              held={held.has(id)}
              isStop={tabStop === `section:${id}`}
              landing={landsIn === id}
              notes={openAt(signs, `section:${id}`)}
            />
          )}
          <ol>
            {entries.map((entry) => (
              <EntryRow
                key={entry.id}
                id={entry.id}
                number={entry.number}
                heading={entry.heading}
                who={entry.who}
                current={selected === `entry:${entry.id}`}
                held={held.has(entry.id)}
                isStop={tabStop === `entry:${entry.id}`}
                choosing={choosing || chosen.size > 0}
                chosen={chosen.has(entry.id)}
                found={jumpsTo === entry.id}
                here={linesAt(`entry:${entry.id}`)}
                notes={openAt(signs, `entry:${entry.id}`)}
              />
            ))}
          </ol>
        </div>
      )),
    [parts, selected, tabStop, held, chosen, choosing, jumpsTo, landsIn, linesAt, signs],
  )

  const inHead = signOfRow(signs, { of: 'list', id: '' })
  const foldable = parts.flatMap(({ id }) => (id === null ? [] : [id]))
  const isFolded = closed.size > 0
  return (
    <nav className="outline" aria-label="Outline" data-choosing={choosing || chosen.size > 0 || undefined}>
      <search className="find">
        <div className="in">
          <Icon of="find" />
          <input
            type="search"
            aria-label="Find or jump to a number"
            placeholder="Find, or a number"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return
              const first = jumpsTo ?? (words.trim() === '' ? undefined : shown[0]?.id)
              if (event.key === 'Enter' && first) open({ of: 'entry', id: first })
              else if (event.key === 'ArrowDown') focusRow(first ? `entry:${first}` : keys[0])
              else if (event.key === 'Escape' && typed !== '') setTyped('')
              else return
              event.preventDefault()
            }}
          />
          <output>{typed.trim() === '' ? '' : `${jumpsTo === null ? shown.length : 1} of ${total}`}</output>
        </div>
        <button
          type="button"
          className="ib"
          aria-pressed={choosing || chosen.size > 0}
          aria-label="Choose several"
          title="Choose several (Shift or Ctrl and a click)"
          onClick={() => (choosing || chosen.size > 0 ? chooseNone() : setChoosing(true))}
        >
          <Icon of="tick" />
        </button>
        {document.sections.length > 0 ? (
          <button
            type="button"
            className="ib"
            aria-label={isFolded ? 'Open all sections' : 'Fold all sections'}
            title={isFolded ? 'Open all sections' : 'Fold all sections'}
            onClick={() => setClosed(new Set(isFolded ? [] : foldable))}
          >
            <Icon of="fold" />
          </button>
        ) : null}
      </search>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- the presses and keys are those of the buttons in it */}
      <div
        className="rows"
        ref={scroller}
        onClick={onClick}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={blur}
        data-dragging={dragging ? '' : undefined}
      >
        <div className="whole" data-row="list">
          <button
            type="button"
            id="outline-list"
            className="go"
            data-does="open"
            tabIndex={tabStop === 'list' ? 0 : -1}
            aria-label={`The list: title and introduction${inHead ? `, ${signWords(inHead, 'list', null)}` : ''}`}
            aria-current={selection.of === 'list' ? 'true' : undefined}
          >
            Title and introduction
            <OpenNotes count={inHead?.count ?? 0} />
          </button>
        </div>
        {rows}
        {words.trim() !== '' && shown.length === 0 ? <p className="none">No entry has these words.</p> : null}
        <div className="whole last" data-row="outro">
          <button type="button" className="go" data-does="open" tabIndex={tabStop === 'outro' ? 0 : -1}>
            Closing words and question
            <OpenNotes count={signOfRow(signs, { of: 'outro', id: '' })?.count ?? 0} />
          </button>
        </div>
        {dragging ? <Land dragging={dragging} /> : null}
      </div>
      {dragging?.by === 'pointer' ? (
        <div className="floating" ref={floating} aria-hidden="true">
          <Carried dragging={dragging} />
        </div>
      ) : null}
      <OutlineFoot total={total} chosen={chosenIds} count={chosen.size} chooseNone={chooseNone} />
      {menu ? (
        <Menu
          label={`What to do with ${nameOfHeld(document, heldBy(menu.row))}`}
          anchor={menu.anchor}
          items={itemsOf(menu.row)}
          onClose={() => setMenu(null)}
        />
      ) : null}
    </nav>
  )
}

const rowElement = (scroller: HTMLElement | null, key: string) => scroller?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)
