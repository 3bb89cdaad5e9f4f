import { currentTime } from '@/platform/clock'
import { isNearBan, refuseBanned } from '@/features/accounts/refuse-banned'
import { getPublishedArticle } from '@/features/articles/queries/published-article'
import { getCommenting } from '@/features/settings/queries/site'
import { reasonsToHold } from '@/features/moderation-rules/review'
import { inBatches } from '@/platform/batches'
import { read, write } from '@/platform/db'
import { invalid } from '@/platform/errors'
import { pressIds } from '@/platform/http/idempotency-key'
import { noteOwnEvent } from '@/platform/events/announce'
import { limitId, limitNetwork } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { listRulesOf } from '../list-rules'
import { renderComment } from '../markdown'
import { isTrusted } from '../policy'
import { findMentions } from '../queries/find-mentions'
import { isTrustedReader, listRecent } from '../queries/own'
import { listRows } from '../queries/rows'
import { getSpamChance } from '../queries/spam-chance'
import { getTalkRules, isFirstOf } from '../queries/talk-rules'
import { pace } from '../rate-limits'
import type { PostInput } from '../schema'
import { markOfWords } from '../words-mark'
import { shownState, type CommentView } from '../view'
import { noteName, refuseTakenName } from './check-name'
import { checkComment, refuseBlocked } from './check-comment'
import { findTarget } from './find-target'
import { refuseFast } from './refuse-fast'
import { refuseClosed } from './refuse-closed'
import { storeComments, type NewComment, type Stored } from './store-comments'

export type Posted = { comment: CommentView; readerId: string; slug: string; parentId: string | null; codes: string[]; cookie: string | null }

// Comments that arrive together share one transaction, whichever articles they are on.
const store = inBatches<NewComment, Stored>(
  (_, comments) => write((tx) => storeComments(tx, comments), { lock: [...new Set(comments.map(({ articleId }) => `comments:${articleId}`))] }),
  { gatherMs: 40 },
)

/**
 * Posts a comment of a guest or an account, on a list or an entry, or as a reply. Idempotent for ten minutes. What a moderator
 * should see first is kept, and waits, with the reasons as codes. Throws not_found, invalid, gone, too_many.
 */
export async function postComment(actor: Actor, input: PostInput): Promise<Posted> {
  const { body } = input
  // Before anything is looked at: what is refused counts too.
  await limitNetwork(pace.network, actor.ip)
  const [article, rules, { watched, blocked, holdFirst }] = await Promise.all([getPublishedArticle(input.slug), getCommenting(), getTalkRules()])
  refuseClosed(actor, rules, article)
  await refuseBanned(actor)
  const name = actor.account?.name ?? input.name
  checkComment({ body, name })
  if (!isTrusted(actor)) refuseBlocked({ body, name }, blocked)
  if (!actor.account) await refuseTakenName(article.id, name)
  if (input.because && !input.entry && !input.parent) throw invalid('Say which entry it is about', { entry: 'Say which entry it is about' })
  const target = await findTarget(article.id, input)
  if (actor.readerId) await limitId(pace.reader, actor.readerId)

  const now = currentTime()
  const list = listRulesOf(article.talkRules)
  await refuseFast(actor, { articleId: article.id, body, now, list: list.slowSeconds, site: rules.slowSeconds })
  const [recent, trusted] = actor.readerId ? await Promise.all([listRecent(actor.readerId, now), isTrustedReader(actor.readerId)]) : [[], false]
  const spamChance = isTrusted(actor) || trusted ? null : await getSpamChance(body)
  const isFirst = (holdFirst || list.holdFirst) && !actor.account && !trusted && (await isFirstOf(actor.readerId))
  const nearBan = await isNearBan(actor)
  const codesWith = (echoes: number) =>
    isTrusted(actor)
      ? []
      : reasonsToHold({
          echoes,
          body,
          name,
          spamChance,
          watched,
          isFirst,
          nearBan,
          trap: input.website,
          known: actor.account !== null,
          trusted,
          recent,
          now,
          guestLinks: rules.guestLinks,
        })
  const ids = pressIds(actor.fingerprint, `comment ${article.id} ${target.entry?.id} ${target.parentId} ${body}`, now.getTime())
  const mentions = await findMentions({ articleId: article.id, threadId: target.threadId, body })
  const stored = await store('comments', {
    ...target,
    mentions,
    articleId: article.id,
    actor,
    pressIds: ids,
    name,
    body,
    because: input.because,
    showsVote: input.showVote,
    wordsMark: markOfWords(body),
    codesWith,
    now,
  })
  if (actor.account) noteName(article.id)
  // The batch ran in the context of the request that began it: tell this request the number of its event.
  if (stored.event) noteOwnEvent(stored.event)

  const { entry, parentId, threadId } = target
  // As everybody reads it from now on: what its words lead to, and what its writer votes for.
  const [shown] = mentions || input.showVote ? await listRows(read, [stored.id]) : []
  const view: CommentView = {
    id: stored.id,
    state: shownState(stored.state, { own: true }),
    name,
    staff: isTrusted(actor),
    account: actor.account !== null,
    because: stored.because,
    html: renderComment(body, { id: stored.id, links: shown?.links ?? null }),
    source: body,
    createdAt: stored.createdAt.toISOString(),
    editedAt: null,
    entry: entry && { slug: entry.slug, heading: entry.heading, number: entry.number },
    hearts: 0,
    voted: shown?.favourite ?? null,
    inReplyTo: parentId && parentId !== threadId ? { id: parentId, name: null } : null,
  }
  return { comment: view, readerId: stored.readerId, slug: article.slug, parentId, codes: stored.codes, cookie: stored.cookie }
}
