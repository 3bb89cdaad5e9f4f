'use client'

import { useSyncExternalStore } from 'react'
import { localMinute } from './local-minute'
import { minuteIn } from './time-text'

const never = () => () => {}

type Props = { at: Date | string; /** Says which zone it is in: for what is still to happen. */ zone?: boolean }

/**
 * A moment in the studio, to the minute: in the zone of the site or of whoever looks (`shownZone`), once React runs; before, in UTC, which it says. The server's HTML and the first drawing in the
 * browser are the same, so nothing has to be put right.
 */
export function Moment({ at, zone = false }: Props) {
  const moment = new Date(at)
  const text = useSyncExternalStore(
    never,
    () => localMinute(moment, { zone }),
    () => minuteIn('UTC', moment),
  )
  return <time dateTime={moment.toISOString()}>{text}</time>
}
