'use client'

import { fieldTime } from '@/ui/field-time.client'

/** The next full hour, as the field wants it. */
export function nextHour(): string {
  const at = new Date(Date.now() + 3_600_000)
  return `${fieldTime(at).slice(0, 13)}:00`
}

/** Who ordered a publication: “by you”. `null` is the command line, '' somebody who has left. */
export const byWords = (by: string | null): string =>
  by === null ? 'from the command line' : by === '' ? 'by somebody who has left' : by === 'You' ? 'by you' : `by ${by}`
