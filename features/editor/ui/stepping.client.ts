'use client'

let steps = 0

/** Whether a step of the history is being shown now: then the caret goes to what changed. */
export const isStepping = () => steps > 0

export function whileStepping<T>(step: () => T): T {
  steps++
  try {
    return step()
  } finally {
    steps--
  }
}
