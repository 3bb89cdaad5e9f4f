import { findAll } from './live'
import { localMinute } from './local-minute'

/** Writes the moments on the page, which come in UTC, as the reader's own clock has them. Days stay as they are. */
export function showLocalTimes(): void {
  for (const time of findAll<HTMLTimeElement>('time[datetime*=T]')) time.textContent = localMinute(time.dateTime, { zone: 'zone' in time.dataset })
}
