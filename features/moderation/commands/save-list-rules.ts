import { isDeepStrictEqual } from 'node:util'
import { Prisma } from '@/prisma/generated/sqlite/client'
import { commentsTag } from '@/features/articles/tags'
import { listRulesOf, noListRules, type ListRules } from '@/features/comments/list-rules'
import { talkNotes } from '@/features/comments/talk-notes'
import { writeDecisions } from '@/features/decisions/commands/write-decisions'
import { write } from '@/platform/db'
import { conflict, forbidden, notFound } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { enqueue, withdraw } from '@/platform/jobs/queue'
import { mayDecide } from '../policy'
import { decidePace } from '../rate-limits'
import type { ListRulesInput } from '../schema'

/**
 * Sets what holds for the comments of one list, from the next comment on; its pages say so, and lose their form when its time is over. Throws forbidden (403), not_found (404), and
 * conflict (409) with what is stored when somebody else changed it meanwhile.
 */
export async function saveListRules(actor: Actor, { list: articleId, rules, base }: ListRulesInput): Promise<ListRules> {
  if (!mayDecide(actor)) throw forbidden('Only moderators set rules for the comments of a list')
  if (actor.account) await limitId(decidePace, actor.account.id)
  return write(
    async (tx) => {
      const article = await tx.article.findUnique({ where: { id: articleId }, select: { talkRules: true } })
      if (!article) throw notFound('There is no such list')
      const stored = listRulesOf(article.talkRules)
      if (isDeepStrictEqual(stored, rules)) return stored
      if (!isDeepStrictEqual(stored, base)) throw conflict('Somebody else changed these rules meanwhile. Load the page again to see how they are now', stored)
      const talkRules = isDeepStrictEqual(rules, noListRules) ? Prisma.DbNull : rules
      await tx.article.update({ where: { id: articleId }, data: { talkRules } })
      const key = `comments.close-list:${articleId}`
      await withdraw(tx, key)
      if (rules.closesAt) await enqueue(tx, { type: 'comments.close-list', key, payload: { articleId }, runAt: new Date(rules.closesAt) })
      const note = [...(rules.membersOnly ? ['Readers with an account only.'] : []), ...talkNotes(rules)].join(' ') || 'As on the whole site.'
      await writeDecisions(tx, 'setting', [{ targetId: `talk:${articleId}`, action: 'change', maker: 'moderator', accountId: actor.account?.id ?? null, note }])
      await announce(tx, 'setting.changed', { name: `talk:${articleId}` }, { tags: [commentsTag(articleId)] })
      return rules
    },
    { lock: `talk:${articleId}` },
  )
}
