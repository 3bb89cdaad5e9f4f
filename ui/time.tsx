import { shownZone } from '@/platform/shown-zone'
import { dayIn, isoDayIn, minuteIn } from './time-text'

/*
 * Dates are written on the server, in the site's time zone (UTC while none is set), and never as “3 hours ago”: finished pages are kept for longer than that is true. Minutes say in which
 * zone they are; on readers' pages a script shows them in the reader's own (`local-times.ts`). Not for client components.
 */

/** `20 November 2026`. */
export const dayText = (at: Date | string) => dayIn(shownZone(), new Date(at))

/** `20 Nov 2026, 14:05 UTC`. */
export const minuteText = (at: Date | string) => minuteIn(shownZone(), new Date(at))

/** A moment, to the day or (`to="minute"`, for comments) to the minute; `zone`: in the reader's own zone it says which one that is, for what is still to happen. */
export function Time({ at, to = 'day', zone: named }: { at: Date | string; to?: 'day' | 'minute'; zone?: boolean }) {
  const moment = new Date(at)
  // No more than is shown: seconds and thousandths are chance, which does not compress.
  return (
    <time dateTime={to === 'day' ? isoDayIn(shownZone(), moment) : `${moment.toISOString().slice(0, 16)}Z`} data-zone={named ? '' : undefined}>
      {to === 'day' ? dayText(moment) : minuteText(moment)}
    </time>
  )
}

const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** `2008`, `2008-08` or `2008-08-13` in words. */
export const partialDateText = (value: string) =>
  value.length === 4 ? value : value.length === 7 ? month.format(new Date(`${value}-01`)) : dayIn('UTC', new Date(value))

export const PartialDate = ({ value }: { value: string }) => <time dateTime={value}>{partialDateText(value)}</time>
