'use client'

export const sendAfterIdleMs = 800
export const sendAfterMs = 3000
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
