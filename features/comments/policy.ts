import type { CommentState } from '@/prisma/generated/sqlite/client'
import { hasRole, mayModerate } from '@/features/accounts/policy'
import { openTo, type OpenTo } from '@/features/settings/policy'
import type { SiteValues } from '@/features/settings/schema'
import type { Actor } from '@/platform/http/request'
import { listRulesOf } from './list-rules'
import { editWindowMs } from './schema'

type Owned = { readerId: string; state: CommentState; createdAt: Date }

const isOwn = (actor: Actor, comment: Owned) => actor.readerId !== null && actor.readerId === comment.readerId
const isThere = ({ state }: Owned) => state === 'visible' || state === 'pending'

/** Whoever can see a comment: everyone what is visible, the writer what waits, moderators all that was not deleted. */
export const maySee = (actor: Actor, comment: Owned) =>
  comment.state === 'visible' || (isThere(comment) && isOwn(actor, comment)) || (mayModerate(actor) && comment.state !== 'deleted')

export const mayEdit = (actor: Actor, comment: Owned, now: Date) =>
  isOwn(actor, comment) && isThere(comment) && now.getTime() - comment.createdAt.getTime() <= editWindowMs
export const mayDelete = (actor: Actor, comment: Owned) => isOwn(actor, comment) && isThere(comment)
export const mayHide = mayModerate
/** Whoever reads a comment may answer it, while everyone can read it. */
export const mayAnswer = (comment: Pick<Owned, 'state'>) => comment.state === 'visible'
/** Everybody may like what they can read, but for their own. */
export const mayHeart = (actor: Actor, comment: Pick<Owned, 'readerId' | 'state'>) => comment.state === 'visible' && actor.readerId !== comment.readerId

/** Who may comment on a list now. */
export type Talk = OpenTo

/** When a list was first published, and what holds for its comments alone, as it is stored. */
export type TalkPlace = { publishedAt: Date; talkRules?: unknown }

export function talkOf({ commenters, commentDays }: Pick<SiteValues, 'commenters' | 'commentDays'>, { publishedAt, talkRules }: TalkPlace, now: Date): Talk {
  const { membersOnly, closesAt } = listRulesOf(talkRules)
  const talk = openTo({ who: commenters, days: commentDays }, publishedAt, now)
  if (talk === 'off' || talk === 'over') return talk
  if (closesAt && now >= new Date(closesAt)) return 'over'
  return membersOnly ? 'accounts' : talk
}

/** Comments of authors and higher roles are not checked by the rules, so they never wait for a moderator. */
export const isTrusted = (actor: Actor) => hasRole(actor, 'author')
