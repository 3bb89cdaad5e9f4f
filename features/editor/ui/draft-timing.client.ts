'use client'

const sendAfterIdleMs = 800
/** At the latest, while somebody types without a pause; sooner where others wait for each word. */
const sendAfterMs = { alone: 3000, together: 1000 }
export const keepAfterMs = 50
export const lookAfterMs = 300
const retryAfterMs = [1000, 3000, 10_000, 30_000, 60_000]
/** Characters of one request: Hangul takes three bytes for each, and the site takes 192 KB; what is sent as a page ends may have 64 KB. */
export const maxSent = { usual: 45_000, leaving: 18_000 }

/** When it is tried again after so many failures, in milliseconds. */
export const retryAfter = (failures: number) => retryAfterMs[Math.min(failures, retryAfterMs.length) - 1]
export const waitAfter = (failures: number) => new Promise((resolve) => setTimeout(resolve, retryAfter(failures)))

/** How much of what waits is sent at once, in characters, after so many requests that got no answer: a slow line takes a little in the time that a request has. */
export const roomAfter = (failures: number) => maxSent.usual / 2 ** Math.min(failures, 5)

/** Milliseconds after which storage that has not answered counts as one that keeps nothing. */
export const keptWithinMs = 3000

/** When what a writer does leaves for the site: after a pause, or so long after the first key that has not left. */
export class Pace {
  private isTogether = false
  private first: number | null = null

  /** Others have the list open. */
  together = (isTogether: boolean) => void (this.isTogether = isTogether)
  /** All that there is leaves now. */
  leave = () => void (this.first = null)
  /** Something is to leave; returns in how many milliseconds it does, unless more comes. */
  wait = (now = performance.now()): number => {
    this.first ??= now
    return Math.max(0, Math.min(sendAfterIdleMs, this.first + sendAfterMs[this.isTogether ? 'together' : 'alone'] - now))
  }
}
