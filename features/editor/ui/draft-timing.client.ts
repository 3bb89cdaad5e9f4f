'use client'

export const sendAfterIdleMs = 800
export const sendAfterMs = 3000
export const keepAfterMs = 50
export const lookAfterMs = 300
export const retryAfterMs = [1000, 3000, 10_000, 30_000, 60_000]
/** Characters of one request: Hangul takes three bytes for each, and the site takes 192 KB; what is sent as a page ends may have 64 KB. */
export const maxSent = { usual: 45_000, leaving: 18_000 }
