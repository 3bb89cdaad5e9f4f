'use client'

import { useEffect } from 'react'
import { canvasId } from './use-next-focus.client'

/** These give the focus back by themselves. */
const over = '.toast, dialog, [popover]'
const controls = 'a[href], button, input, select, textarea, [tabindex]'

const takesFocus = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && element.matches(controls) && !element.matches(':disabled') && element.checkVisibility()

function firstIn(node: Node): HTMLElement | undefined {
  if (!(node instanceof Element)) return undefined
  if (takesFocus(node)) return node
  return [...node.querySelectorAll('[data-does="open"]'), ...node.querySelectorAll(controls)].find(takesFocus)
}

/** Where something was: in what, and behind what there. */
type Gap = { within: Node | null; behind: Node | null }

/** What stands there now: behind it, before it, or beside what it was in. */
function nearest({ within, behind: before }: Gap): HTMLElement | undefined {
  const behind = before?.isConnected ? before : null
  for (let node = behind ? behind.nextSibling : within?.firstChild; node; node = node.nextSibling) {
    const found = firstIn(node)
    if (found) return found
  }
  for (let node = behind; node; node = node.previousSibling) {
    const found = firstIn(node)
    if (found) return found
  }
  if (!(within instanceof Element) || within.matches('.editor')) return undefined
  return nearest({ within: within.parentNode, behind: within })
}

/** Where letters that are typed on do nothing: the row of what is open; on a phone what holds the words. */
const calm = () => [...document.querySelectorAll('.outline [aria-current]'), ...document.querySelectorAll(`#${canvasId}`)].find(takesFocus)

/**
 * Keeps the focus in the editor when what had it goes from the page, or is no longer seen: it goes to what stands there now. Of a field in the words it goes to the
 * outline, since whoever writes there may be in the middle of a word. Where one act has a better place, that has said so before (use-next-focus.client.ts).
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let home: HTMLElement | null = null
    let gap: Gap | null = null
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || target.closest(over)) return
      home = target
      gap = null
    }
    // A press beside everything takes the focus away, as it should.
    const onBlur = ({ target }: FocusEvent) =>
      queueMicrotask(() => {
        if (target !== home || !home?.isConnected || home.matches(':disabled')) return
        if (document.hasFocus() && document.activeElement === document.body) home = null
      })
    const onChange = (records: MutationRecord[]) => {
      if (!home) return
      if (!home.isConnected && !gap) {
        const record = records.findLast(({ removedNodes }) => [...removedNodes].some((node) => node.contains(home)))
        gap = { within: record?.target ?? null, behind: record?.previousSibling ?? null }
      }
      const isHidden = records.some(({ type }) => type === 'attributes') && document.activeElement === home && !home.checkVisibility()
      if (document.activeElement !== document.body && !isHidden) return
      if (isHidden) calm()?.focus({ preventScroll: true })
      else if (!gap) {
        if (takesFocus(home)) home.focus({ preventScroll: true })
      } else {
        const isInWords = gap.within instanceof Element && gap.within.closest(`#${canvasId}`)
        ;((!isInWords && gap.within?.isConnected && nearest(gap)) || calm())?.focus({ preventScroll: true })
      }
    }
    const observer = new MutationObserver(onChange)
    observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'hidden', 'data-pane', 'data-closed'] })
    document.addEventListener('focusin', onFocus)
    document.addEventListener('focusout', onBlur)
    return () => {
      observer.disconnect()
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('focusout', onBlur)
    }
  }, [])
}
