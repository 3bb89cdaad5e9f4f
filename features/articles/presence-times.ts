import { currentTime, nowMs } from '@/platform/clock'

/** How long what a tab said holds. It says it anew every 20 seconds (features/editor/ui/together.client.ts). */
export const holdsMs = 45_000

// What another node's clock may be ahead by.
const latest = () => new Date(nowMs() + 2 * holdsMs)

/** `until` of those who are here. What lies further ahead was written while the clock was, and says nothing. */
export const untilOfPresent = () => ({ gt: currentTime(), lte: latest() })

/** `until` of those who are not here any more, as a condition. */
export const notPresent = () => ({ OR: [{ until: { lte: currentTime() } }, { until: { gt: latest() } }] })
