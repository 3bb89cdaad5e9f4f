import { read, type Db } from '@/platform/db'
import { listRulesOf, type ListRules } from '../list-rules'
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

/** What holds for the comments of one list, for moderators; null when there is no such list. */
export async function findListRules(id: string, db: Db = read): Promise<{ id: string; title: string; rules: ListRules } | null> {
  const row = await db.article.findUnique({ where: { id }, select: { id: true, title: true, talkRules: true } })
  return row && { id: row.id, title: row.title, rules: listRulesOf(row.talkRules) }
}
