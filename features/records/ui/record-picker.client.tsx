'use client'

// oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role, jsx-a11y/click-events-have-key-events -- a combobox after
// the ARIA pattern: HTML has no tags for it, and its keys are pressed in the field

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { findRecordsAction } from '../actions'
import { PictureImage } from '@/ui/picture-image'
import type { FoundRecord } from '../queries/find-records-by-name'
import type { RecordKind } from '../schema'
import { LoadedPart } from '@/ui/loaded-part.client'

const loadNewRecord = async () => (await import('./new-record.client')).NewRecord

type Props = {
  label: string
  id?: string
  kinds: readonly RecordKind[]
  placeholder?: string
  /** Of the entry that a record is picked for. */
  heading?: string
  onPick: (record: FoundRecord) => void
  /** Whether a new record can be made here; yes unless said otherwise. */
  makes?: boolean
  /** Records that cannot be picked: those that are there already. */
  without?: readonly string[]
}

/** Looks up a shared record by any of its names, and makes a new one where there is none. A combobox after the ARIA pattern. */
export function RecordPicker({ label, id: given, kinds, placeholder, heading, onPick, without = [], makes = true }: Props) {
  const made = useId()
  const id = given ?? made
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [found, setFound] = useState<{ text: string; items: FoundRecord[]; failed?: string } | null>(null)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [making, setMaking] = useState<string | null>(null)
  const kindList = kinds.join()
  /** Above a phone's keyboard there is little room: the choices come into it. */
  const inSight = (list: HTMLUListElement | null) => {
    if (list && !list.hidden) list.scrollIntoView({ block: 'nearest' })
  }

  useEffect(() => {
    if (text.trim() === '') return
    let current = true
    const timer = setTimeout(async () => {
      const answer = await findRecordsAction({ text, kinds: kindList.split(',') as RecordKind[] }).catch(() => null)
      if (!current) return
      // Whoever makes a new one types on at once.
      if (makes) void loadNewRecord().catch(() => {})
      setActive(0)
      setFound(answer?.ok ? { text, items: answer.value } : { text, items: [], failed: answer?.error.message ?? 'The site cannot be reached' })
    }, 120)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text, kindList, makes])

  const items = (found?.items ?? []).filter((item) => !without.includes(item.id))
  const failed = found?.failed
  // The last choice makes a new record. Where nothing could be looked up, the record may well be there.
  const shownItems = failed ? [] : makes ? [...items, null] : items
  const choices = shownItems.length
  const shown = open && text.trim() !== '' && found !== null
  const pick = (index: number) => {
    const item = items[index]
    if (item) {
      onPick(item)
      setText('')
    } else if (!failed && makes) setMaking(text.trim())
    setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && shown) {
      event.stopPropagation()
      event.preventDefault()
      setOpen(false)
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      if (shown && choices > 0) setActive((active + (event.key === 'ArrowDown' ? 1 : choices - 1)) % choices)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (shown && found.text === text) pick(active)
    }
  }

  if (making !== null) {
    const close = () => {
      setMaking(null)
      requestAnimationFrame(() => input.current?.focus())
    }
    return (
      <LoadedPart
        load={loadNewRecord}
        given={{
          name: making,
          kinds,
          heading,
          onClose: close,
          onMade: (record: FoundRecord) => {
            onPick(record)
            setText('')
            close()
          },
        }}
      />
    )
  }
  return (
    <div className="picker field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={input}
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && choices > 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} className="choices-list" hidden={!shown || choices === 0} ref={inSight}>
        {shown
          ? shownItems.map((item, index) => (
              <li
                key={item?.id ?? 'new'}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => setActive(index)}
                onClick={() => pick(index)}
              >
                {item ? <Choice record={item} /> : <span>New record “{text.trim()}”…</span>}
              </li>
            ))
          : null}
      </ul>
      <output className="vh">{shown ? (failed ?? (items.length === 1 ? 'One record' : `${items.length} records`)) : ''}</output>
      {shown && !failed && choices === 0 ? <p className="hint">Nothing else is called so</p> : null}
      {shown && failed ? <p className="error">{failed.replace(/\.$/, '')}. Nothing could be looked up.</p> : null}
    </div>
  )
}

const Choice = ({ record }: { record: FoundRecord }) => (
  <>
    {record.picture ? <PictureImage picture={record.picture} sizes="2.5rem" alt="" /> : null}
    <span>
      {record.name} {record.original ? <span lang={record.original.lang}>{record.original.name}</span> : null}
    </span>
    <small>
      {record.kind}
      {record.under ? ` · ${record.under}` : ''}
      {record.date ? ` · ${record.date.slice(0, 4)}` : ''}
      {record.kind === 'video' && !record.url ? ' · no address' : ''}
    </small>
  </>
)
