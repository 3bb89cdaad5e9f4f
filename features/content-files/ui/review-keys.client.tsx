'use client'

import type { KeyboardEvent } from 'react'

/** The keys of the review, for whoever has a keyboard. */
export const ReviewKeys = () => (
  <span className="review-keys">
    <span>
      <kbd>J</kbd> <kbd>K</kbd> next, before
    </span>
    <span>
      <kbd>↵</kbd> right as it is
    </span>
    <span>
      <kbd>Y</kbd> <kbd>N</kbd> yes, no
    </span>
    <span>
      <kbd>Esc</kbd> out of a field
    </span>
  </span>
)

const steps: Record<string, number> = { j: 1, k: -1 }

/**
 * J and K go from part to part, Enter says that one is right and goes on, Y and N answer a question. They work while a part itself has the focus (WCAG 2.1.4), and Escape leaves a
 * field for its part.
 */
export function onReviewKey(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key } = event
  if (event.defaultPrevented || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return
  const stop = target.closest<HTMLElement>('[data-stop]')
  if (!stop) return
  if (key === 'Escape' && stop !== target) return stop.focus()
  if (stop !== target) return
  const stops = [...currentTarget.querySelectorAll<HTMLElement>('[data-stop]')]
  const goTo = (step: number) => stops[stops.indexOf(stop) + step]?.focus()
  const name = key === 'Enter' ? key : key.toLowerCase()
  if (!['Enter', 'j', 'k', 'y', 'n'].includes(name)) return
  const step = steps[name]
  const answer = step === undefined ? stop.querySelector<HTMLElement>(`[aria-keyshortcuts="${key === 'Enter' ? key : key.toUpperCase()}"]`) : null
  if (step === undefined && name !== 'Enter' && !answer) return
  event.preventDefault()
  // First: the question that was answered is gone then.
  goTo(step ?? 1)
  answer?.click()
}
