'use client'

import { shownZone } from './local-minute'

const wallIn = (timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', timeZone })

/** A moment as the field for a day and a time wants it: by the clocks of the zone that the studio shows, to the minute. */
export const fieldTime = (at: Date, zone = shownZone()): string => wallIn(zone).format(at).replace(' ', 'T')

const asUtc = (field: string) => Date.parse(`${field}Z`)

/** The moment at which those clocks show what stands in the field; of two, the earlier. One that they skip in spring is the same time after the skip. Invalid where the field is. */
export function momentOf(field: string, zone = shownZone()): Date {
  const wanted = asUtc(field)
  if (Number.isNaN(wanted)) return new Date(Number.NaN)
  const behind = (at: number) => asUtc(fieldTime(new Date(at), zone)) - at
  // The zone has one of these offsets then: a day before it and a day after it no clock is changed twice.
  const [before, after] = [wanted - behind(wanted - 86_400_000), wanted - behind(wanted + 86_400_000)]
  const shows = (at: number) => asUtc(fieldTime(new Date(at), zone)) === wanted
  const found = [before, after].filter(shows)
  return new Date(found.length > 0 ? Math.min(...found) : before)
}
