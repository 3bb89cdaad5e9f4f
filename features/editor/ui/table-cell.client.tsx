'use client'

// oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/click-events-have-key-events -- a combobox after
// the ARIA pattern: HTML has no tags for it, and its keys are pressed in the field

import { useEffect, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { findRecordsAction, recogniseRecordsAction } from '@/features/records/actions'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import { kindsOf, type CellValue, type Column } from '../document/table'
import { readTyped } from '../document/table-names'

export type Way = 'up' | 'down' | 'left' | 'right' | 'home' | 'end' | 'next' | 'previous' | 'enter' | 'first' | 'last'

type Props = {
  column: Column
  /** What its row is called. */
  row: string
  /** What stands in the cell. */
  text: string
  value: CellValue
  /** A name that was not recognised, and stands there in its place. */
  waiting: string | undefined
  opens: boolean
  isFirst: boolean
  isLast: boolean
  closed: boolean
  /** Something else has the focus: a record is being made. */
  rests: boolean
  act: {
    /** `was`: what stood in the cell when it was opened. */
    commit: (typed: string, was: CellValue) => void
    pick: (record: FoundRecord, adds: boolean, was: CellValue) => void
    make: (typed: string, was: CellValue) => void
    clear: () => void
    move: (way: Way) => void
    moveRow: (by: -1 | 1) => void
    paste: (text: string) => void
    fillDown: () => void
    undo: (way: 'undo' | 'redo') => void
  }
}

const arrows: Record<string, Way> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right', Home: 'home', End: 'end' }
const findAfterMs = 120

/** `from`: what the field began with, `was`: what stood in the cell then. */
type Writing = { typed: string; from: string; was: CellValue }

/**
 * The field of the cell that one is in. It is there, and empty, before one types, so that a letter that is composed of several keys begins in it; until then the
 * keys go from cell to cell.
 */
export function CellField({ column, row, text, value, waiting, opens, isFirst, isLast, closed, rests, act }: Props) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const stands = waiting ?? text
  /** Enter was pressed before the site had answered. */
  const wants = useRef(false)
  /** What is written; null while nothing is. */
  const [typed, showTyped] = useState<string | null>(opens ? stands : null)
  /** The same, with what stood there when it began: it is put in once, in whatever way the cell is left. */
  const writing = useRef<Writing | null>(opens ? { typed: stands, from: stands, was: value } : null)
  const write = (next: string) => {
    writing.current = { from: stands, was: value, ...writing.current, typed: next }
    wants.current = false
    showTyped(next)
  }
  const [found, setFound] = useState<{ text: string; items: FoundRecord[]; failed?: string } | null>(null)
  const [choice, setChoice] = useState(0)
  const takeNow = useRef((_: FoundRecord | null) => {})
  const kinds = kindsOf(column)
  const kindList = kinds.join()
  const { adds, name } = typed === null || kinds.length === 0 ? { adds: false, name: '' } : readTyped(typed)

  useEffect(() => {
    if (rests) return
    input.current?.focus({ preventScroll: true })
    input.current?.closest('td')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [rests])
  useEffect(() => {
    if (name === '') return
    let current = true
    const timer = setTimeout(async () => {
      const asked = { text: name.slice(0, 200), kinds: kindList.split(',') as typeof kinds }
      const answer = await findRecordsAction(asked).catch(() => null)
      // Who has not seen the choices has chosen only what is called so, and nothing else is.
      const sure = current && wants.current && answer?.ok ? await recogniseRecordsAction({ asked: [asked] }).catch(() => null) : null
      if (!current) return
      setChoice(0)
      if (wants.current && sure?.ok && sure.value[0]) return takeNow.current(sure.value[0])
      // Where nothing is found there is one choice only: a new record.
      if (wants.current && answer?.ok && answer.value.length === 0) return takeNow.current(null)
      wants.current = false
      setFound(answer?.ok ? { text: name, items: answer.value } : { text: name, items: [], failed: answer?.error.message ?? 'The site cannot be reached' })
    }, findAfterMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [name, kindList])

  const isShown = name !== '' && found?.text === name
  const items = isShown ? found.items : []
  const failed = isShown ? found.failed : undefined
  // The last choice makes a new record. Where nothing could be looked up, the record may well be there.
  const choices: (FoundRecord | null)[] = isShown && !failed ? [...items, null] : []

  const end = (way: Way | null) => {
    writing.current = null
    showTyped(null)
    wants.current = false
    if (way) act.move(way)
  }
  const leave = (way: Way | null) => {
    const left = writing.current
    // Once: the field that loses the focus, or goes, leaves it too.
    writing.current = null
    if (left && left.typed !== left.from) act.commit(left.typed, left.was)
    end(way)
  }
  const leaveNow = useRef(() => {})
  useEffect(() => {
    leaveNow.current = () => {
      if (writing.current?.typed !== writing.current?.from) leave(null)
    }
  })
  // A press on another cell, or another writer's change, takes it away without a blur.
  useEffect(() => () => leaveNow.current(), [])
  const take = (index: number, way: Way | null) => {
    const record = choices[index]
    if (record !== undefined) takeThis(record, way)
  }
  /** Null: a new one. */
  const takeThis = (record: FoundRecord | null, way: Way | null) => {
    const { typed: said, was } = writing.current ?? { typed: typed ?? '', was: value }
    writing.current = null
    if (record) act.pick(record, adds, was)
    else act.make(said, was)
    end(record ? way : null)
  }
  useEffect(() => void (takeNow.current = (record) => takeThis(record, 'enter')))

  const inCell = (event: KeyboardEvent) => {
    const control = event.ctrlKey || event.metaKey
    const key = event.key.toLowerCase()
    const way = arrows[event.key]
    if (control && (key === 'z' || key === 'y')) {
      event.preventDefault()
      act.undo(key === 'y' || event.shiftKey ? 'redo' : 'undo')
    } else if (control && key === 'd') {
      event.preventDefault()
      if (!closed) act.fillDown()
    } else if (event.altKey && (way === 'up' || way === 'down')) {
      event.preventDefault()
      act.moveRow(way === 'up' ? -1 : 1)
    } else if (control && (way === 'home' || way === 'end')) {
      event.preventDefault()
      act.move(way === 'home' ? 'first' : 'last')
    } else if (way && !control && !event.altKey) {
      event.preventDefault()
      act.move(way)
    } else if (event.key === 'Tab' && !(event.shiftKey ? isFirst : isLast)) {
      event.preventDefault()
      act.move(event.shiftKey ? 'previous' : 'next')
    } else if ((event.key === 'Enter' || event.key === 'F2') && !closed) {
      event.preventDefault()
      write(stands)
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && !closed) {
      event.preventDefault()
      act.clear()
    }
  }
  const inField = (event: KeyboardEvent) => {
    const way = arrows[event.key]
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      end(null)
    } else if (event.key === 'Tab') {
      event.preventDefault()
      leave(event.shiftKey ? 'previous' : 'next')
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (name === '' || typed === text) leave(event.shiftKey ? 'up' : 'enter')
      else if (choices.length > 0) take(choice, 'enter')
      else if (failed) leave('enter')
      else wants.current = true
    } else if ((way === 'up' || way === 'down') && choices.length > 0) {
      event.preventDefault()
      setChoice((choice + (way === 'down' ? 1 : choices.length - 1)) % choices.length)
    } else if (way === 'up' || way === 'down') {
      event.preventDefault()
      leave(way)
    }
  }
  const onPaste = (event: ClipboardEvent) => {
    if (typed !== null || closed) return
    const pasted = event.clipboardData.getData('text/plain')
    event.preventDefault()
    event.stopPropagation()
    if (pasted.trim() !== '') act.paste(pasted)
  }
  const onCopy = (event: ClipboardEvent) => {
    if (typed !== null) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', stands)
  }
  const combobox =
    kinds.length > 0
      ? ({
          role: 'combobox',
          'aria-expanded': choices.length > 0,
          'aria-controls': `${id}-list`,
          'aria-autocomplete': 'list',
          'aria-activedescendant': choices.length > 0 ? `${id}-${choice}` : undefined,
        } as const)
      : {}
  return (
    <>
      <input
        ref={input}
        id={id}
        className={typed === null ? 'cell-field' : 'cell-field writes'}
        aria-label={`${column.label}, ${row}${typed === null && stands !== '' ? `: ${stands}` : ''}`}
        value={typed ?? ''}
        readOnly={closed}
        autoComplete="off"
        spellCheck={kinds.length === 0}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (typed === null) inCell(event)
          else inField(event)
        }}
        onBlur={() => !rests && leave(null)}
        onPaste={onPaste}
        onCopy={onCopy}
        {...combobox}
      />
      {kinds.length > 0 ? (
        <ul id={`${id}-list`} role="listbox" aria-label={column.label} className="choices-list" hidden={choices.length === 0} ref={inSight}>
          {choices.map((record, index) => (
            <li
              key={record?.id ?? 'new'}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === choice}
              onMouseDown={(event) => (event.preventDefault(), event.stopPropagation())}
              onMouseMove={() => setChoice(index)}
              onClick={() => take(index, null)}
            >
              {record ? (
                <>
                  <span>
                    {record.name} {record.original ? <span lang={record.original.lang}>{record.original.name}</span> : null}
                  </span>
                  <small>{[record.kind, record.under, record.date?.slice(0, 4)].filter(Boolean).join(' · ')}</small>
                </>
              ) : (
                <span>New record “{name}”…</span>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {failed ? <p className="error cell-failed">{failed.replace(/\.$/, '')}. Nothing could be looked up.</p> : null}
    </>
  )
}

const inSight = (list: HTMLUListElement | null) => {
  if (list && !list.hidden) list.scrollIntoView({ block: 'nearest' })
}
