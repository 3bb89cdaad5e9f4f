import { currentRender } from './bridge'

/** The time zone that dates of the page which is drawn stand in: the site's, or UTC while none is set. */
export const shownZone = (): string => currentRender()?.zone ?? 'UTC'
