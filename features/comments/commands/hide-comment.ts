import { forbidden, gone } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { mayHide } from '../policy'
import { changeComment, loadComment } from './change-state'

/** A moderator takes a comment out of sight, at once, and can bring it back. Throws forbidden, not_found, gone. */
export async function hideComment(actor: Actor, { id }: { id: string }): Promise<{ id: string; slug: string }> {
  if (!mayHide(actor)) throw forbidden('Only moderators hide comments')
  const comment = await loadComment(id)
  if (comment.state === 'removed') throw gone('Who wrote this comment has deleted it')
  if (comment.state !== 'rejected') {
    const reasons = [...(comment.reasons as string[]), 'hidden by a moderator']
    await changeComment(comment, { type: 'comment.hidden', hard: true, data: { state: 'rejected', reasons, hiddenById: actor.account?.id ?? null } })
  }
  return { id, slug: comment.article.slug }
}
