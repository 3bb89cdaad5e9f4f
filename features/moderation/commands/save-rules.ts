import { isDeepStrictEqual } from 'node:util'
import { getTalkRules, talkRulesSetting } from '@/features/comments/queries/talk-rules'
import type { TalkRules } from '@/features/comments/schema'
import { writeDecisions } from '@/features/decisions/commands/write-decisions'
import { write } from '@/platform/db'
import { conflict, forbidden } from '@/platform/errors'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { mayDecide } from '../policy'
import { decidePace } from '../rate-limits'
import type { RulesInput } from '../schema'

/** Sets what the site watches for in comments, from the next comment on. Throws forbidden (403), and conflict (409) with what is stored when somebody else changed it meanwhile. */
export async function saveRules(actor: Actor, { rules, base }: RulesInput): Promise<TalkRules> {
  if (!mayDecide(actor)) throw forbidden('Only moderators change what is watched')
  if (actor.account) await limitId(decidePace, actor.account.id)
  return write(
    async (tx) => {
      const stored = await getTalkRules(tx)
      if (isDeepStrictEqual(stored, rules)) return stored
      if (!isDeepStrictEqual(stored, base))
        throw conflict('Somebody else changed these rules meanwhile. Load the page again to see how they are now; copy your words first', stored)
      await tx.setting.upsert({ where: { name: talkRulesSetting }, create: { name: talkRulesSetting, value: rules }, update: { value: rules } })
      const note = `${rules.watched.length} watched, ${rules.blocked.length} blocked, first comments of guests ${rules.holdFirst ? 'wait' : 'do not wait'}`
      await writeDecisions(tx, 'setting', [{ targetId: talkRulesSetting, action: 'change', maker: 'moderator', accountId: actor.account?.id ?? null, note }])
      return rules
    },
    { lock: 'setting:comments' },
  )
}
