const parts = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
/** The zone that times are shown in: in the studio that of the site, where one is set (app/admin/layout.tsx); else that of this browser. Not for the server. */
export const shownZone = (): string => document.documentElement.dataset.timeZone || ownZone()
/** Whether it is that of the site. */
export const isZoneOfSite = (): boolean => Boolean(document.documentElement.dataset.timeZone)

/**
 * `20 Nov 2026, 23:05`; with `zone`, or where the clock of whoever looks shows another time, `20 Nov 2026, 23:05 GMT+9`. Not for the server, and not while React hydrates
 * (ui/moment.client.tsx).
 */
export function localMinute(at: Date | string, { zone = false } = {}): string {
  const timeZone = shownZone()
  const named = zone || timeZone !== ownZone() ? ({ timeZoneName: 'short' } as const) : {}
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone, ...named }).format(new Date(at))
}
