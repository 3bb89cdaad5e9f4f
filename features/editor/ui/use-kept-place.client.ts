'use client'

import { useEffect, useRef } from 'react'
import type { Selection } from '../document/checks'
import { placeOf } from '../document/note-places'
import { listen } from './listen.client'

/** What was open in a tab, and what had the focus there. */
type KeptPlace = { place: string; focus: string }

const keyOf = (articleId: string) => `lightstick:place:${articleId}`

function readPlace(articleId: string): KeptPlace | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(articleId)) ?? 'null') as KeptPlace | null
  } catch {
    return null
  }
}

/** Whoever follows a link begins at the top of the list. */
function isBack(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation?.type === 'reload' || navigation?.type === 'back_forward'
}

/** What has not come by then is not there any more. */
const waitsForMs = 2000

type Options = { articleId: string; selection: Selection; select: (selection: Selection) => void }

/** A page that is loaded again opens what was open in its tab, and gives the focus to what had it; a place that the address names comes first. */
export function useKeptPlace({ articleId, selection, select }: Options): void {
  const open = useRef(selection)
  useEffect(() => void (open.current = selection), [selection])
  useEffect(() => {
    const keep = () => {
      const focus = document.activeElement?.closest('.editor') ? document.activeElement.id : ''
      try {
        sessionStorage.setItem(keyOf(articleId), JSON.stringify({ place: placeOf(open.current), focus } satisfies KeptPlace))
      } catch {
        // It begins at the top again.
      }
    }
    return listen([window, 'pagehide', keep])
  }, [articleId])

  const wanted = useRef('')
  useEffect(() => {
    const element = wanted.current === '' ? null : document.getElementById(wanted.current)
    // Until React runs the fields cannot be used (ui/when-ready.client.tsx).
    if (!element || element.matches(':disabled')) return
    wanted.current = ''
    if (document.activeElement === document.body && element.checkVisibility()) element.focus({ preventScroll: true })
  })
  const begin = useRef(select)
  useEffect(() => {
    const kept = isBack() ? readPlace(articleId) : null
    if (!kept || document.getElementById(location.hash.slice(1))) return
    wanted.current = kept.focus
    const [of, id] = kept.place.split(':', 2)
    // A new value also for the list itself: what has the focus is looked for once it is drawn.
    begin.current((of === 'entry' || of === 'section') && id ? { of, id } : { of: 'list' })
    const timer = setTimeout(() => void (wanted.current = ''), waitsForMs)
    return () => clearTimeout(timer)
  }, [articleId])
}
