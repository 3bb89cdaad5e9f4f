import type { CommentState } from '@/prisma/generated/sqlite/client'
import { hasRole, mayModerate } from '@/features/accounts/policy'
import type { SiteValues } from '@/features/settings/schema'
import type { Actor } from '@/platform/http/request'
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
type Rules = Pick<SiteValues, 'commenters' | 'commentDays'>

/** When nobody comments any more on a list that was first published at this time; null: never. */
const closesAt = ({ commentDays }: Pick<Rules, 'commentDays'>, publishedAt: Date): Date | null =>
  commentDays === null ? null : new Date(publishedAt.getTime() + commentDays * 86_400_000)

/** Who may comment on a list now: everyone, those with an account, or nobody, because it is over or because the site has it so. */
export type Talk = 'everyone' | 'accounts' | 'over' | 'off'

export function talkOf(rules: Rules, publishedAt: Date, now: Date): Talk {
  if (rules.commenters === 'nobody') return 'off'
  const end = closesAt(rules, publishedAt)
  return end && now >= end ? 'over' : rules.commenters
}

/** Comments of authors and higher roles are not checked by the rules, so they never wait for a moderator. */
export const isTrusted = (actor: Actor) => hasRole(actor, 'author')
