const parts = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const
const minute = new Intl.DateTimeFormat('en-GB', parts)
const minuteAndZone = new Intl.DateTimeFormat('en-GB', { ...parts, timeZoneName: 'short' })

/** `20 Nov 2026, 23:05`, in the zone of this browser; with `zone`: `20 Nov 2026, 23:05 GMT+9`. Not for the server, and not while React hydrates (ui/moment.client.tsx). */
export const localMinute = (at: Date | string, { zone = false } = {}): string => (zone ? minuteAndZone : minute).format(new Date(at))
