import { read, type Db } from '@/platform/db'
import { noTalkRules, talkRulesShape, type TalkRules } from '../schema'

export const talkRulesSetting = 'comments.rules'

/** What the site watches for in comments; nothing where nothing was set, or what cannot be read. */
export async function getTalkRules(db: Pick<Db, 'setting'> = read): Promise<TalkRules> {
  const stored = await db.setting.findUnique({ where: { name: talkRulesSetting }, select: { value: true } })
  return talkRulesShape.safeParse(stored?.value).data ?? noTalkRules
}

/** Whether nothing of this reader was ever seen: a guest's first comment may wait. */
export const isFirstOf = async (readerId: string | null, db: Db = read): Promise<boolean> =>
  readerId === null || (await db.comment.findFirst({ where: { readerId, state: 'visible' }, select: { id: true } })) === null
