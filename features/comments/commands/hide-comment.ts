import { forbidden, gone } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayHide } from '../policy'
import { changeComment, loadComment } from './change-state'

/** A moderator takes a comment out of sight, at once, and can bring it back. Throws forbidden, not_found, gone. */
export async function hideComment(actor: Actor, { id }: { id: string }): Promise<{ id: string; slug: string }> {
  if (!mayHide(actor)) throw forbidden('Only moderators hide comments')
  const comment = await loadComment(id)
  if (comment.state === 'deleted') throw gone('Who wrote this comment has deleted it')
  const decision = { action: 'hide', maker: 'moderator', accountId: actor.account?.id ?? null } as const
  if (comment.state !== 'hidden') await changeComment(comment, { type: 'comment.hidden', hard: true, decision })
  return { id, slug: comment.article.slug }
}
