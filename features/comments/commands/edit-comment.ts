import { Prisma } from '@/prisma/generated/sqlite/client'
import { currentTime } from '@/platform/clock'
import { refuseBanned } from '@/features/accounts/refuse-banned'
import { listReasons } from '@/features/decisions/queries/list-decisions'
import { conflict, forbidden, notFound } from '@/platform/errors'
import { limitId, limitNetwork } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { reasonsToHold } from '@/features/moderation-rules/review'
import { getCommenting } from '@/features/settings/queries/site'
import { isTrusted, mayDelete, mayEdit, maySee } from '../policy'
import { mentionsShape } from '../mentions'
import { countEchoes } from '../queries/echoes'
import { findMentions } from '../queries/find-mentions'
import { isTrustedReader } from '../queries/own'
import { getSpamChance } from '../queries/spam-chance'
import { getTalkRules } from '../queries/talk-rules'
import { pace } from '../rate-limits'
import { markOfWords } from '../words-mark'
import { shownState, type ShownState } from '../view'
import { checkComment, refuseBlocked } from './check-comment'
import { changeComment, loadComment, stateAfter } from './change-state'

export type Edited = { id: string; slug: string; state: ShownState; codes: string[] }

/**
 * Changes the words of one's own comment, within 15 minutes; the earlier ones are kept for moderators. A pending comment stays pending, and `codes` are the reasons that it had with those
 * that the rules find now. Throws not_found, forbidden, conflict, invalid, too_many.
 */
export async function editComment(actor: Actor, { id, body }: { id: string; body: string }): Promise<Edited> {
  await limitNetwork(pace.network, actor.ip)
  if (actor.readerId) await limitId(pace.edits, actor.readerId)
  const comment = await loadComment(id)
  const slug = comment.article.slug
  if (!maySee(actor, comment)) throw notFound('There is no such comment')
  if (!mayEdit(actor, comment, currentTime()))
    throw mayDelete(actor, comment) ? conflict('A comment can be changed for 15 minutes; they are over') : forbidden('Only who wrote a comment may change it')
  await refuseBanned(actor)
  checkComment({ body })
  const [{ guestLinks }, { watched, blocked }] = await Promise.all([getCommenting(), getTalkRules()])
  if (!isTrusted(actor)) refuseBlocked({ body }, blocked)
  const wordsMark = markOfWords(body)
  const found = isTrusted(actor)
    ? []
    : reasonsToHold({
        body,
        echoes: body === comment.body ? 0 : await countEchoes(wordsMark, comment.readerId),
        watched,
        spamChance: await getSpamChance(body),
        trap: '',
        known: actor.account !== null,
        trusted: await isTrustedReader(comment.readerId),
        recent: [],
        now: currentTime(),
        guestLinks,
      })
  const before = comment.state === 'pending' ? ((await listReasons('comment', [id])).get(id) ?? []) : []
  const waits = comment.state === 'visible' ? found.length > 0 : found.some((code) => !before.includes(code))
  const decision = waits ? ({ action: 'hold', maker: 'rule', codes: found } as const) : null
  const state = decision ? stateAfter[decision.action] : comment.state
  if (body !== comment.body) {
    const before = mentionsShape.safeParse(comment.mentions).data
    const mentions = (await findMentions({ ...comment, body, before })) ?? Prisma.DbNull
    await changeComment(comment, { type: 'comment.edited', hard: waits, decision, data: { body, mentions, wordsMark, editedAt: currentTime() } })
  }
  return { id, slug, state: shownState(state, { own: true }), codes: [...new Set([...before, ...found])] }
}
