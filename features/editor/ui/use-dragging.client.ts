'use client'

import { useEffect, useRef, useState, type RefObject } from 'react'
import type { ListDocument } from '@/features/articles/schema'
import { isSamePlace, nameOfHeld, placeOf, placesFor, sayMoved, type Held, type Place } from '../document/places'

/** Where a place is on the screen: `y` from the top of the list's content, and whether it is a folded section, which takes what lands on it. */
type PlaceOnScreen = Place & { y: number; left: number; onSection: boolean }

/** What is held, where it would land, and by what it is held. */
export type Dragging = { held: Held; at: PlaceOnScreen; by: 'pointer' | 'keys' }

type Options = {
  /** The element that scrolls, with a row `data-row="entry:ID"` or `section:ID` for whatever is shown. */
  scroller: RefObject<HTMLElement | null>
  document: ListDocument
  onDrop: (held: Held, place: Place) => void
  announce: (words: string) => void
}

/** How far a mouse goes before its press is a drag, in pixels. */
const slack = 5
/** How near to an edge the list scrolls, and how fast at the most, in pixels. */
const edge = 48
const fastest = 14

/**
 * Drags rows of the outline: with a mouse from anywhere in a row, with a finger by its grip (elsewhere a finger scrolls), and with the keyboard in one grab. All
 * three choose among the same places. The browser's own drag and drop is not used: fingers have it in some browsers only, after a long press, and what it shows
 * at the pointer cannot say where it would land.
 */
export function useDragging(options: Options) {
  const [dragging, setDragging] = useState<Dragging | null>(null)
  const latest = useRef({ options, dragging })
  useEffect(() => void (latest.current = { options, dragging }))
  /** Ends the drag that goes on, and drops nothing. */
  const letGo = useRef<(() => void) | null>(null)
  /** Follows the pointer without drawing anything again. */
  const floating = useRef<HTMLDivElement>(null)
  useEffect(() => () => letGo.current?.(), [])

  const show = (next: Dragging | null) => {
    latest.current.dragging = next
    setDragging(next)
  }
  const drop = () => {
    const done = latest.current.dragging
    show(null)
    if (done) latest.current.options.onDrop(done.held, done.at)
  }

  /** Waits until a press has become a drag, then follows it to its end. */
  const press = (event: { clientX: number; clientY: number; pointerId: number; pointerType: string }, held: Held, { atOnce = false } = {}) => {
    const { scroller } = latest.current.options
    const { clientX: startX, clientY: startY, pointerId, pointerType } = event
    let last = { clientX: startX, clientY: startY }
    let frame = 0
    const begin = () => {
      window.getSelection()?.removeAllRanges()
      window.document.documentElement.dataset.dragging = ''
      const scroll = () => {
        const box = scroller.current!.getBoundingClientRect()
        const into = Math.max(0, box.top + edge - last.clientY) - Math.max(0, last.clientY - (box.bottom - edge))
        if (into !== 0 && last.clientX < box.right) {
          scroller.current!.scrollTop -= Math.max(-1, Math.min(1, into / edge)) * fastest
          choose()
        }
        frame = requestAnimationFrame(scroll)
      }
      frame = requestAnimationFrame(scroll)
    }
    const choose = () => {
      const places = placesOnScreen(scroller.current!, latest.current.options.document, held)
      const box = scroller.current!.getBoundingClientRect()
      const y = last.clientY - box.top + scroller.current!.scrollTop
      const nearest = places.reduce<PlaceOnScreen | null>((best, one) => {
        if (!best) return one
        const [farther, far] = [Math.abs(one.y - y), Math.abs(best.y - y)]
        // At the end of a section its own end and the place behind it are one line: how far right the pointer is says which.
        if (Math.abs(farther - far) < 1) return Math.abs(one.left - (last.clientX - startX)) < Math.abs(best.left - (last.clientX - startX)) ? one : best
        return farther < far ? one : best
      }, null)
      const before = latest.current.dragging
      if (nearest && !(before && isSamePlace(before.at, nearest) && before.at.y === nearest.y)) show({ held, at: nearest, by: 'pointer' })
      const { current: chip } = floating
      if (chip) chip.style.transform = besides(last, { width: chip.offsetWidth, height: chip.offsetHeight }, pointerType)
    }
    const onMove = (move: PointerEvent) => {
      if (move.pointerId !== pointerId) return
      last = move
      if (frame === 0) {
        if (!atOnce && Math.hypot(move.clientX - startX, move.clientY - startY) < slack) return
        begin()
      }
      choose()
    }
    const end = () => {
      cancelAnimationFrame(frame)
      delete window.document.documentElement.dataset.dragging
      off.forEach((one) => one())
      letGo.current = null
    }
    const cancel = () => {
      end()
      show(null)
    }
    const onUp = (up: PointerEvent) => {
      if (up.pointerId !== pointerId) return
      const wasDrag = frame !== 0
      end()
      if (!wasDrag) return
      // The press that began it is no click.
      window.addEventListener('click', stopIt, { capture: true, once: true })
      setTimeout(() => window.removeEventListener('click', stopIt, { capture: true }))
      drop()
    }
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== 'Escape' || frame === 0) return
      stopIt(key)
      const said = `${nameOfHeld(latest.current.options.document, held)} was put back`
      cancel()
      latest.current.options.announce(said)
    }
    const listen = <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void) => {
      window.addEventListener(type, listener, { capture: true })
      return () => window.removeEventListener(type, listener, { capture: true })
    }
    letGo.current?.()
    const off = [
      listen('pointermove', onMove),
      listen('pointerup', onUp),
      listen('pointercancel', cancel),
      listen('keydown', onKey),
      listen('blur', (blur) => blur.target === window && cancel()),
    ]
    letGo.current = cancel
  }

  /** Takes something by the keyboard: the focus stays on its grip, whose keys then go to `keyDown`. */
  const grab = (held: Held) => {
    const { document, scroller, announce } = latest.current.options
    const places = placesOnScreen(scroller.current!, document, held)
    const now = placeOf(document, held)
    const at = places.find((place) => now && isSamePlace(place, now)) ?? places[0]
    if (!at) return
    show({ held, at, by: 'keys' })
    announce(`${nameOfHeld(document, held)}, held. The arrows choose its place, Enter puts it down, Escape puts it back`)
  }

  /** A key while something is held by the keyboard. Whether it was for this. */
  const keyDown = (key: string): boolean => {
    const now = latest.current.dragging
    if (now?.by !== 'keys') return false
    const { document, scroller, announce } = latest.current.options
    if (key === 'Enter' || key === ' ') {
      drop()
      return true
    }
    if (key === 'Escape' || key === 'Tab') {
      show(null)
      announce(`${nameOfHeld(document, now.held)} was put back`)
      return key === 'Escape'
    }
    const places = placesOnScreen(scroller.current!, document, now.held)
    const from = places.findIndex((place) => isSamePlace(place, now.at))
    const last = places.length - 1
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, PageDown: from + 10, PageUp: from - 10, Home: 0, End: last }[key]
    if (to === undefined) return ['ArrowLeft', 'ArrowRight'].includes(key)
    const at = places[Math.max(0, Math.min(last, to))]!
    show({ ...now, at })
    const view = scroller.current!
    if (at.y < view.scrollTop + edge) view.scrollTop = at.y - edge
    else if (at.y > view.scrollTop + view.clientHeight - edge) view.scrollTop = at.y - view.clientHeight + edge
    announce(sayMoved(document, now.held, at).replace(/ (is|are) now | was moved /, ': '))
    return true
  }

  /** Something else has the focus: what was held by the keyboard is put back. */
  const blur = () => {
    if (latest.current.dragging?.by === 'keys') show(null)
  }

  return { dragging, floating, press, grab, keyDown, blur }
}

/** Where what is held is shown: beside the place that is aimed at, below a mouse, above a finger and what that hides. */
function besides(
  { clientX, clientY }: { clientX: number; clientY: number },
  { width, height }: { width: number; height: number },
  pointerType: string,
): string {
  const [below, above] = [clientY + 28, clientY - height - (pointerType === 'touch' ? 44 : 28)]
  const isAbove = pointerType === 'touch' ? above > 8 : below + height + 8 > innerHeight
  return `translate(${Math.max(8, Math.min(clientX + 14, innerWidth - width - 8))}px, ${isAbove ? above : below}px)`
}

function stopIt(event: Event) {
  event.preventDefault()
  event.stopPropagation()
}

/** The places that can be seen, in reading order. What a filter or a folded section hides has none; a folded section takes entries at its end. */
function placesOnScreen(scroller: HTMLElement, document: ListDocument, held: Held): PlaceOnScreen[] {
  const top = scroller.getBoundingClientRect().top - scroller.scrollTop
  const rows = new Map<string, DOMRect>()
  const inOrder: { key: string; box: DOMRect }[] = []
  for (const row of scroller.querySelectorAll<HTMLElement>('[data-row]')) {
    const box = row.getBoundingClientRect()
    rows.set(row.dataset.row!, box)
    inOrder.push({ key: row.dataset.row!, box })
  }
  const isFolded = (id: string) => scroller.querySelector(`[data-row="section:${CSS.escape(id)}"] [aria-expanded="false"]`) !== null
  const place = (of: Place, y: number, left = 0, onSection = false): PlaceOnScreen => ({ ...of, y: y - top, left, onSection })
  if ('section' in held) {
    const bottomOf = (id: string) => {
      // Its last row: the one before the next section that is not in it.
      const from = inOrder.findIndex(({ key }) => key === `section:${id}`)
      const inside = new Set(document.sections.find((section) => section.id === id)?.sections.map((sub) => `section:${sub.id}`))
      let last = from
      while (inOrder[last + 1] && (inOrder[last + 1]!.key.startsWith('entry:') || inside.has(inOrder[last + 1]!.key))) last++
      return inOrder[last]?.box.bottom
    }
    return placesFor(document, held).flatMap((one) => {
      const y =
        one.before !== null
          ? rows.get(`section:${one.before}`)?.top
          : one.into !== null
            ? bottomOf(one.into)
            : inOrder.findLast(({ key }) => key !== 'outro')?.box.bottom
      return y === undefined ? [] : [place(one, y, one.into === null ? 0 : 24)]
    })
  }
  const moving = new Set(held.entries)
  const parts = new Map([[null as string | null, document.entries]])
  for (const section of document.sections) for (const one of [section, ...section.sections]) parts.set(one.id, one.entries)
  return placesFor(document, held).flatMap((one) => {
    if (one.before !== null) {
      const box = rows.get(`entry:${one.before}`)
      return box ? [place(one, box.top)] : []
    }
    const heading = rows.get(one.into === null ? 'list' : `section:${one.into}`)
    if (!heading) return []
    if (one.into !== null && isFolded(one.into)) return [place(one, (heading.top + heading.bottom) / 2, 0, true)]
    const last = parts.get(one.into)?.findLast(({ id }) => !moving.has(id) && rows.has(`entry:${id}`))
    return [place(one, last ? rows.get(`entry:${last.id}`)!.bottom : heading.bottom)]
  })
}
