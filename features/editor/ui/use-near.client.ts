'use client'

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { heightOf, type CanvasPart } from '../document/canvas-parts'
import { partsBetween, type Box } from '../document/canvas-window'
import { listen } from './listen.client'

/** So far above and below what is seen, parts are drawn. */
const margin = 900
/** What is drawn goes only when it is farther than that: nothing comes and goes at the edge. */
const more = 600
/** Of a part of which the title alone stands there, in pixels. */
const heightOfTitle = 44

type Near = {
  /** The parts that are seen or will be soon. */
  near: ReadonlySet<string>
  /** How high a part is that is not drawn: as it was when it was, else as its text says. */
  heightAt: (index: number) => number
}

/** What of the middle has to be drawn. `isClose`: it is the titles alone, but for what is open. Looked at while one scrolls, and not while one types. */
export function useNear(box: RefObject<HTMLElement | null>, parts: readonly CanvasPart[], isClose: boolean): Near {
  const [near, setNear] = useState<ReadonlySet<string>>(new Set())
  const heights = useRef(new Map<string, number>())
  const heightAt = useCallback(
    (index: number) => {
      const part = parts[index]!
      return heights.current.get(part.key) ?? (isClose ? heightOfTitle : heightOf(part))
    },
    [parts, isClose],
  )
  const look = useCallback(
    (mayDrop: boolean) => {
      const scroller = box.current?.closest('.canvas')
      // On a phone the words are not there while something else is.
      if (!box.current || !scroller || scroller.clientHeight === 0) return
      const boxes = Array.from(box.current.children as HTMLCollectionOf<HTMLElement>, (element): Box => {
        const { top, bottom, height } = element.getBoundingClientRect()
        const { part: key, gap } = element.dataset
        if (key === undefined) {
          const [from, to] = gap!.split('-').map(Number)
          return { from: from!, to: to!, top }
        }
        heights.current.set(key, height)
        return { key, top, bottom }
      })
      const { top, bottom } = scroller.getBoundingClientRect()
      const keys = parts.map(({ key }) => key)
      const close = partsBetween(boxes, keys, heightAt, [top - margin, bottom + margin])
      const around = partsBetween(boxes, keys, heightAt, [top - margin - more, bottom + margin + more])
      setNear((before) => {
        const next = new Set([...[...before].filter((key) => !mayDrop || around.has(key)), ...close])
        return before.size === next.size && [...next].every((key) => before.has(key)) ? before : next
      })
    },
    [box, parts, heightAt],
  )
  // What has come in the place of an empty one may be less high than that.
  useLayoutEffect(() => look(false), [look, near])
  useEffect(() => {
    const scroller = box.current?.closest('.canvas')
    if (!scroller) return
    let frame = 0
    const soon = () =>
      void (frame ||= requestAnimationFrame(() => {
        frame = 0
        look(true)
      }))
    const end = listen([scroller, 'scroll', soon])
    const observer = new ResizeObserver(soon)
    observer.observe(scroller)
    return () => {
      end()
      observer.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [box, look])
  return { near, heightAt }
}
