'use client'

import { useEffect, type RefObject } from 'react'
import { listen } from './listen.client'

/** Marks in the outline which part of the list is read: what stands a third below the top of the middle. No part of React: it changes with each scroll. */
export function useSeen(box: RefObject<HTMLElement | null>, keys: string): void {
  useEffect(() => {
    const scroller = box.current?.closest<HTMLElement>('.canvas')
    if (!scroller) return
    let frame = 0
    let marked: Element | null = null
    const mark = () => {
      frame = 0
      const { left, top, width, height } = scroller.getBoundingClientRect()
      const key = document.elementFromPoint(left + width / 2, top + height / 3)?.closest<HTMLElement>('[data-part]')?.dataset.part
      const row = key ? document.querySelector(`.outline [data-row="${CSS.escape(key)}"]`) : null
      if (row === marked || (key !== undefined && !row)) return
      marked?.removeAttribute('data-seen')
      row?.setAttribute('data-seen', '')
      marked = row
      if (!document.activeElement?.closest('.outline')) row?.scrollIntoView({ block: 'nearest' })
    }
    const soon = () => void (frame ||= requestAnimationFrame(mark))
    const end = listen([scroller, 'scroll', soon])
    return () => {
      end()
      cancelAnimationFrame(frame)
      marked?.removeAttribute('data-seen')
    }
  }, [box, keys])
}
