import { counted } from '@/platform/text/counted'
import { minuteText } from '@/ui/time'
import type { ListRules } from './list-rules'

/** So many seconds in words: “30 seconds”, “5 minutes”, “2 hours”. */
export function spanWords(seconds: number): string {
  if (seconds < 60) return counted(seconds, 'second')
  return seconds < 3600 ? counted(Math.ceil(seconds / 60), 'minute') : counted(Math.ceil(seconds / 3600), 'hour')
}

/** What somebody should know before they write: nothing where nothing is set. */
export const talkNotes = ({ slowSeconds, holdFirst, closesAt }: ListRules): string[] => [
  ...(slowSeconds > 0 ? [`Here each reader may post one comment in ${spanWords(slowSeconds)}.`] : []),
  ...(holdFirst ? ['The first comment of a guest waits for a moderator.'] : []),
  ...(closesAt ? [`Comments close on ${minuteText(new Date(closesAt))}.`] : []),
]
