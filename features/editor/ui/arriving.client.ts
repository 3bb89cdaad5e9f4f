'use client'

import { changesTo, type Arrival } from '../document/arrivals'

let arrived: readonly Arrival[] = []

/** Shows what others did; meanwhile each field can ask how its text became what it is. */
export function whileArriving(arrivals: readonly Arrival[], show: () => void): void {
  arrived = arrivals
  try {
    show()
  } finally {
    arrived = []
  }
}

/** How a text that is shown became another one. */
export const changesShown = (was: string, now: string) => changesTo(arrived, was, now)
