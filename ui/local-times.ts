import { findAll } from './live'

const minute = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })

/** Writes the moments on the page, which come in UTC, as the reader's own clock has them. Days stay as they are. */
export function showLocalTimes(): void {
  for (const time of findAll<HTMLTimeElement>('time[datetime*=T]')) time.textContent = minute.format(new Date(time.dateTime))
}
