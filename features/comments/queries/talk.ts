import { currentTime } from '@/platform/clock'
import { read, type Db } from '@/platform/db'
import { getCommenting } from '@/features/settings/queries/site'
import { listRulesOf } from '../list-rules'
import { talkOf, type Talk, type TalkPlace } from '../policy'
import { talkNotes } from '../talk-notes'

/** Who may comment on a list now. */
export const getTalk = async (list: TalkPlace, db: Db = read): Promise<Talk> => talkOf(await getCommenting(db), list, currentTime())

/** What somebody should know before they comment on a list. */
export async function getTalkNotes({ talkRules }: Pick<TalkPlace, 'talkRules'>, db: Db = read): Promise<string[]> {
  const rules = listRulesOf(talkRules)
  return talkNotes({ ...rules, slowSeconds: Math.max(rules.slowSeconds, (await getCommenting(db)).slowSeconds) })
}
