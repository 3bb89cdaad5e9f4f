'use client'

import { useEffect, useLayoutEffect, useRef, type MouseEvent, type RefObject } from 'react'
import type { CanvasPart } from '../document/canvas-parts'
import { selectionOf } from '../document/canvas-parts'
import type { Selection } from '../document/checks'
import { listen } from './listen.client'
import { loadBody } from './markdown-field.client'

type Options = {
  box: RefObject<HTMLElement | null>
  parts: readonly CanvasPart[]
  /** Names all parts in their order. */
  keys: string
  selection: Selection
  select: (selection: Selection) => void
}

/** Where somebody pressed in a part that was not open: the field, and the place in its text; `top` is where the part stood on the screen. */
type Press = { key: string; top: number; field: string | null; x: number; y: number; offset: number }

const partIn = (box: HTMLElement | null, key: string) => box?.querySelector<HTMLElement>(`[data-part="${CSS.escape(key)}"]`)
const bodies = ['body', 'intro', 'outro', 'subheading']

/** The id of the field that a still line becomes. */
function idOf(part: CanvasPart, field: string | null): string {
  if (part.is === 'list') return `list-${field ?? 'title'}`
  if (part.is === 'outro') return `list-${field ?? 'outro'}`
  return `${part.is}-${field === 'body' ? 'words' : (field ?? 'heading')}`
}

/**
 * Opens a part where one presses: what was pressed stays where it is on the screen, and the caret goes there. What is opened from elsewhere is brought into
 * sight. What is open keeps the focus when it is moved.
 */
export function usePresses({ box, parts, keys, selection, select }: Options) {
  const pressed = useRef<Press | null>(null)
  const focused = useRef<Element | null>(null)

  const onPointerDown = ({ target }: { target: EventTarget }) => {
    if ((target as Element).closest('.canvas-part:not([data-open])')) void loadBody()
  }
  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement
    const row = target.closest<HTMLElement>('.canvas-part:not([data-open])')
    const part = parts.find(({ key }) => key === row?.dataset.part)
    if (!row || !part) return
    if (target.closest('a, [popovertarget]')) event.preventDefault()
    // Whoever has chosen words there wants to copy them.
    const chosen = getSelection()
    if (!target.closest('.door') && chosen && !chosen.isCollapsed && row.contains(chosen.anchorNode)) return
    const { clientX: x, clientY: y } = event
    const still = target.closest<HTMLElement>('[data-still]')
    const at = still && !('empty' in still.dataset) ? document.caretPositionFromPoint?.(x, y) : null
    const offset = at && still?.contains(at.offsetNode) && still.firstChild === at.offsetNode ? at.offset : Infinity
    pressed.current = { key: part.key, top: row.getBoundingClientRect().top, field: still?.dataset.still ?? null, x, y, offset }
    select(selectionOf(part))
  }

  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => void (focused.current = box.current?.contains(target as Node) ? (target as Element) : null)
    // Whoever presses beside everything wants to have it nowhere.
    const onBlur = ({ target }: FocusEvent) =>
      queueMicrotask(() => {
        if (target === focused.current && focused.current?.isConnected && document.hasFocus() && document.activeElement === document.body)
          focused.current = null
      })
    return listen([document, 'focusin', onFocus], [document, 'focusout', onBlur])
  }, [box])

  const latest = useRef(parts)
  useLayoutEffect(() => void (latest.current = parts))
  const open = selection.of === 'list' ? 'list' : `${selection.of}:${selection.id}`
  const last = useRef('list')
  useLayoutEffect(() => {
    const press = pressed.current
    pressed.current = null
    const wasOpen = last.current === open
    last.current = open
    const row = partIn(box.current, press?.key ?? open)
    const scroller = row?.closest<HTMLElement>('.canvas')
    if (!row || !scroller) return
    if (press) {
      scroller.scrollTop += row.getBoundingClientRect().top - press.top
      const part = latest.current.find(({ key }) => key === press.key)
      if (part) focusField(idOf(part, press.field), press)
    } else if (!wasOpen || !isSeen(row, scroller)) return comeToTop(row, scroller)
  }, [selection, open, box])

  // A node that is put elsewhere loses the focus.
  useLayoutEffect(() => {
    const had = focused.current
    if (had instanceof HTMLElement && had.isConnected && document.activeElement === document.body) had.focus({ preventScroll: true })
  }, [keys])
  return { onClick, onPointerDown }
}

function focusField(id: string, { field, x, y, offset }: Press) {
  const element = document.getElementById(id)
  if (!(element instanceof HTMLTextAreaElement)) return
  if (field !== null && bodies.includes(field)) {
    // As a press in the field itself; one that the editor takes gets the focus from it.
    const isTaken = !element.dispatchEvent(
      new window.MouseEvent('mousedown', { clientX: x, clientY: y, detail: 0, button: 0, bubbles: true, cancelable: true }),
    )
    if (isTaken) return
    // Until the editor has come the caret is where the plain field, which lies there unseen, has the same place.
    const at = document.caretPositionFromPoint?.(x, y)
    if (at?.offsetNode === element) element.setSelectionRange(at.offset, at.offset)
    element.focus({ preventScroll: true })
  } else {
    element.focus({ preventScroll: true })
    const at = Math.min(offset, element.value.length)
    element.setSelectionRange(at, at)
  }
}

function isSeen(row: HTMLElement, scroller: HTMLElement): boolean {
  const [one, all] = [row.getBoundingClientRect(), scroller.getBoundingClientRect()]
  return one.bottom > all.top && one.top < all.bottom
}

/** What is above it may be drawn only now, and then has another height than was thought; whoever scrolls themselves is left alone. What has the focus by then counts more than the top. */
function comeToTop(row: HTMLElement, scroller: HTMLElement): () => void {
  let frames = 0
  let frame = 0
  const come = () => {
    const focused = document.activeElement
    if (frames > 0 && focused !== scroller && scroller.contains(focused)) focused?.scrollIntoView({ block: 'nearest' })
    else {
      const away = row.getBoundingClientRect().top - scroller.getBoundingClientRect().top
      if (Math.abs(away) > 1) scroller.scrollTop += away
    }
    if (++frames < 6) frame = requestAnimationFrame(come)
  }
  const stop = () => {
    cancelAnimationFrame(frame)
    end()
  }
  const end = listen([scroller, 'wheel', stop], [scroller, 'touchmove', stop], [scroller, 'pointerdown', stop])
  come()
  return stop
}
