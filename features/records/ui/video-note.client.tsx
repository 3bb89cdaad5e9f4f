'use client'

import { readVideoAddress, siteOf, tidyVideoUrl } from '@/platform/text/video-address'

/** Whether an address can be kept, and is none of a video that plays in the page. */
const leadsAway = (typed: string): boolean => {
  const url = tidyVideoUrl(typed)
  return /^https:\/\/[^\s/]+\.[^\s/]+/i.test(url) && URL.canParse(url) && readVideoAddress(url) === null
}

/** Says what readers get of an address at which no player is. It is kept all the same. */
export function VideoNote({ id, url }: { id: string; url: string }) {
  return (
    <output id={id} className="hint">
      {leadsAway(url) ? `Readers get a link to ${siteOf(tidyVideoUrl(url))}: only videos of YouTube and Vimeo play here.` : null}
    </output>
  )
}
