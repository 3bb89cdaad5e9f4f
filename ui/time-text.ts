/* Days and minutes as words, for the server and for the first drawing in a browser. */

const formatsIn = (timeZone: string) => ({
  day: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone }),
  minute: new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }),
  isoDay: new Intl.DateTimeFormat('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }),
})
// A site has one zone, and had another one before.
let known = { zone: 'UTC', formats: formatsIn('UTC') }
const formatsOf = (zone: string) => (known.zone === zone ? known : (known = { zone, formats: formatsIn(zone) })).formats

/** `20 November 2026`. */
export const dayIn = (zone: string, at: Date) => formatsOf(zone).day.format(at)
/** `2026-11-20`. */
export const isoDayIn = (zone: string, at: Date) => formatsOf(zone).isoDay.format(at)
/** `20 Nov 2026, 14:05 UTC`. */
export const minuteIn = (zone: string, at: Date) => formatsOf(zone).minute.format(at)
