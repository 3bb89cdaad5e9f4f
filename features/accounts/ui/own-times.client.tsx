'use client'

import { useSyncExternalStore } from 'react'
import { shownZone } from '@/ui/local-minute'

const never = () => () => {}

/** The time zone of every time in the studio: that of the site, or else of whoever looks. */
export function OwnTimes() {
  const zone = useSyncExternalStore(
    never,
    () => shownZone().replaceAll('_', ' '),
    () => 'Universal Time (UTC)',
  )
  return <>{zone}</>
}
