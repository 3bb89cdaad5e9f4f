'use client'

/** A moment as the field for a day and a time wants it: in the writer's own zone, to the minute. */
export const fieldTime = (at: Date): string => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)

/** The next full hour, as the field wants it. */
export function nextHour(): string {
  const at = new Date(Date.now() + 3_600_000)
  at.setMinutes(0, 0, 0)
  return fieldTime(at)
}

/** Who ordered a publication: “by you”. `null` is the command line, '' somebody who has left. */
export const byWords = (by: string | null): string =>
  by === null ? 'from the command line' : by === '' ? 'by somebody who has left' : by === 'You' ? 'by you' : `by ${by}`
