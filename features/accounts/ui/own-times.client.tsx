'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** The time zone of whoever looks, which is that of every time in the studio. */
export function OwnTimes() {
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' '),
    () => 'Universal Time (UTC)',
  )
  return <>{zone}</>
}
