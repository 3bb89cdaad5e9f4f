'use client'

import { useEffect, useRef, useState, type FocusEvent, type ReactNode } from 'react'

type Props = {
  words: string
  /** What it tells of: another one has its own time, also when its words are the same. */
  of?: unknown
  /** It goes only when it is closed: what it offers is nowhere else. */
  stays?: boolean
  /** Takes back what the words tell of. */
  onUndo?: () => void
  onClose: () => void
  /** What else can be done about it: buttons and links. */
  children?: ReactNode
}

/** Time to read it, and to decide where something can be done about it. */
const timeFor = (words: string, canAct: boolean) => 5000 + words.length * 70 + (canAct ? 15_000 : 0)

/**
 * What was just done, with its undo, over the foot of a studio's page. It goes by itself after a time, but not while the pointer or the focus is on it or nobody
 * sees the page (WCAG 2.2.1); Escape closes it. The focus goes back to where it came from.
 */
export function Toast({ words, of, stays = false, onUndo, onClose, children }: Props) {
  const [isUnderPointer, setIsUnderPointer] = useState(false)
  const [hasFocus, setHasFocus] = useState(false)
  const close = useRef(onClose)
  useEffect(() => void (close.current = onClose))
  const time = timeFor(words, onUndo !== undefined || Boolean(children))
  const isHeld = stays || isUnderPointer || hasFocus
  useEffect(() => {
    if (isHeld) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const begin = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') timer = setTimeout(() => close.current(), time)
    }
    begin()
    document.addEventListener('visibilitychange', begin)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', begin)
    }
  }, [isHeld, time, words, of])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || document.querySelector('dialog[open], :popover-open')) return
      close.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  const cameFrom = useRef<HTMLElement | null>(null)
  useEffect(
    () => () => {
      const before = cameFrom.current
      if (document.activeElement === document.body && before?.isConnected) before.focus()
    },
    [],
  )
  const isWithin = ({ currentTarget, relatedTarget }: FocusEvent) => relatedTarget instanceof Node && currentTarget.contains(relatedTarget)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only notes whether somebody is at it
    <output
      className="toast"
      onPointerEnter={() => setIsUnderPointer(true)}
      onPointerLeave={() => setIsUnderPointer(false)}
      onFocus={(event) => {
        if (!isWithin(event)) cameFrom.current = event.relatedTarget instanceof HTMLElement ? event.relatedTarget : null
        setHasFocus(true)
      }}
      onBlur={(event) => {
        if (isWithin(event)) return
        cameFrom.current = null
        setHasFocus(false)
      }}
    >
      <span>{words}</span>
      {onUndo ? (
        <button type="button" onClick={onUndo}>
          Undo
        </button>
      ) : null}
      {children}
      <button type="button" aria-label="Close this message" aria-keyshortcuts="Escape" title="Close (Esc)" onClick={onClose}>
        ×
      </button>
    </output>
  )
}
