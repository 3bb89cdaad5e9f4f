/**
 * Dates are written on the server, in UTC, and never as “3 hours ago”: finished pages are kept for longer than that is true. Minutes say that they are UTC;
 * on readers' pages a script shows them in the reader's own zone (`local-times.ts`).
 */
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const minute = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
  timeZoneName: 'short',
})

/** `20 November 2026`. */
export const dayText = (at: Date | string) => day.format(new Date(at))

/** `20 Nov 2026, 14:05 UTC`. */
export const minuteText = (at: Date | string) => minute.format(new Date(at))

/** A moment, to the day or (`to="minute"`, for comments) to the minute; `zone`: in the reader's own zone it says which one that is, for what is still to happen. */
export function Time({ at, to = 'day', zone }: { at: Date | string; to?: 'day' | 'minute'; zone?: boolean }) {
  const moment = new Date(at)
  const iso = moment.toISOString()
  // No more than is shown: seconds and thousandths are chance, which does not compress.
  return (
    <time dateTime={to === 'day' ? iso.slice(0, 10) : `${iso.slice(0, 16)}Z`} data-zone={zone ? '' : undefined}>
      {to === 'day' ? day.format(moment) : minute.format(moment)}
    </time>
  )
}

/** `2008`, `2008-08` or `2008-08-13` in words. */
export const partialDateText = (value: string) =>
  value.length === 4 ? value : (value.length === 7 ? month : day).format(new Date(value.length === 7 ? `${value}-01` : value))

export const PartialDate = ({ value }: { value: string }) => <time dateTime={value}>{partialDateText(value)}</time>
